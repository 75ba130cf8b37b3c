/**
 * The vertical scale of each strip while it is shown: by itself, or as a person set it.
 *
 * @module
 */
import { centredOn, fittingSpan, fullSpan, isUnfit, withGain, type Span } from './scales.ts';
import { physical, type TraceChannel, type TraceSource } from './strip.ts';

interface StripState {
	readonly span: Span;
	/** Follows the trace by itself. */
	readonly isAuto: boolean;
}

/** Scales by channel name: a strip keeps its scale when others come and go. */
export class StripSpans {
	#states = $state.raw<Readonly<Record<string, StripState>>>({});

	/** The scale of a strip. */
	of(channel: TraceChannel): StripState {
		return this.#states[channel.name] ?? { span: fullSpan(channel.transfer), isAuto: true };
	}

	/** Gain: 2 = the trace twice as high. */
	gain(channel: TraceChannel, factor: number): void {
		this.#set(channel, { span: withGain(this.of(channel).span, factor), isAuto: false });
	}

	/** Brings the newest value to the middle. */
	centre(channel: TraceChannel, source: TraceSource, index: number, at: number): void {
		const tiles = source.tiles[index];
		const extent = tiles?.extent(at - 50, at) ?? { min: 0, max: -1 };
		if (extent.min > extent.max) return;
		const value = physical(channel.transfer, (extent.min + extent.max) / 2);
		this.#set(channel, { span: centredOn(this.of(channel).span, value), isAuto: false });
	}

	/** Follows the trace by itself again, from now on. */
	auto(channel: TraceChannel): void {
		this.#set(channel, { span: fullSpan(channel.transfer), isAuto: true });
	}

	/**
	 * Scales the strips that follow by themselves to samples from…to−1.
	 *
	 * @param isStrict scale every one, not only those whose trace has left its strip or become too small
	 */
	follow(
		channels: readonly TraceChannel[],
		source: TraceSource,
		{ from, to, isStrict }: { from: number; to: number; isStrict: boolean }
	): void {
		const next: Record<string, StripState> = { ...this.#states };
		let isChanged = false;
		channels.forEach((channel, index) => {
			const { span, isAuto } = this.of(channel);
			const tiles = source.tiles[index];
			const wanted = tiles === undefined ? null : fittingSpan(channel, tiles, from, to);
			if (!isAuto || wanted === null || !(isStrict || isUnfit(span, wanted))) return;
			if (wanted.min === span.min && wanted.max === span.max) return;
			next[channel.name] = { span: wanted, isAuto: true };
			isChanged = true;
		});
		if (isChanged) this.#states = next;
	}

	#set(channel: TraceChannel, state: StripState): void {
		this.#states = { ...this.#states, [channel.name]: state };
	}
}
