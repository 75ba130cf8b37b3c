/**
 * The vertical scale of each strip while it is shown: by itself, or as a person set it.
 *
 * @module
 */
import type { Unit } from '#lib/core/units.ts';
import {
	centredOn,
	fittingSpan,
	fullSpan,
	heightOf,
	inverted,
	isUnfit,
	moved,
	withGain,
	withHeight,
	type Span
} from './scales.ts';
import { physical, type TraceChannel, type TraceSource } from './strip.ts';

interface StripState {
	readonly span: Span;
	/** Follows the trace by itself. */
	readonly isAuto: boolean;
	/** Drawn upside down. */
	readonly isInverted: boolean;
	/** Of the span. */
	readonly unit: Unit;
}

/** Scales by channel name: a strip keeps its scale when others come and go. */
export class StripSpans {
	#states = $state.raw<Readonly<Record<string, StripState>>>({});
	/** Scales of other pictures that have the same gain: a unit is as high there as here. */
	others = $state.raw<readonly StripSpans[]>([]);

	/** The scale of a strip as it was set; what is drawn is told by `drawn`. */
	of(channel: TraceChannel): StripState {
		const { name, unit, transfer } = channel;
		const first = { span: fullSpan(transfer), isAuto: true, isInverted: false, unit };
		return this.#states[name] ?? first;
	}

	/** What the lower and the upper edge of a strip stand for; the lower is above the upper when it is inverted. */
	drawn(channel: TraceChannel): Span {
		const { span, isInverted } = this.of(channel);
		const heights = this.#alike(channel).map((one) => heightOf(one.of(channel).span));
		const shown = withHeight(span, Math.max(...heights));
		return isInverted ? inverted(shown) : shown;
	}

	/** Gain: 2 = the trace twice as high. */
	gain(channel: TraceChannel, factor: number): void {
		for (const one of this.#alike(channel))
			one.#set(channel, { span: withGain(one.of(channel).span, factor), isAuto: false });
	}

	/** Moves the trace up by a share of its strip; negative = down. */
	shift(channel: TraceChannel, share: number): void {
		const { span, isInverted } = this.of(channel);
		const by = share * heightOf(this.drawn(channel)) * (isInverted ? 1 : -1);
		this.#set(channel, { span: moved(span, by), isAuto: false });
	}

	/** Turns the trace upside down, or back. */
	invert(channel: TraceChannel): void {
		this.#set(channel, { isInverted: !this.of(channel).isInverted });
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
		for (const one of this.#alike(channel))
			one.#set(channel, { span: fullSpan(channel.transfer), isAuto: true });
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
			const state = this.of(channel);
			const { span, isAuto } = state;
			const tiles = source.tiles[index];
			const wanted = tiles === undefined ? null : fittingSpan(channel, tiles, from, to);
			if (!isAuto || wanted === null || !(isStrict || isUnfit(span, wanted))) return;
			if (wanted.min === span.min && wanted.max === span.max) return;
			next[channel.name] = { ...state, span: wanted };
			isChanged = true;
		});
		if (isChanged) this.#states = next;
	}

	/** This one, and the others that show the same channel in the same unit. */
	#alike({ name, unit }: TraceChannel): StripSpans[] {
		return [this, ...this.others.filter((one) => one.#states[name]?.unit === unit)];
	}

	#set(channel: TraceChannel, change: Partial<StripState>): void {
		this.#states = { ...this.#states, [channel.name]: { ...this.of(channel), ...change } };
	}
}
