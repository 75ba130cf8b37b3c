/**
 * The skin conductance of a source as a polygraph with an automatic filter draws it: named, for the eye only, and made
 * sample by sample as they come, so that a live strip and the review of its recording are the same picture.
 *
 * @module
 */
import { MISSING, Tiles, type ChannelExtents } from '#lib/core/recording/tiles.ts';
import { lafayetteSections } from '#lib/core/signal/eda/lafayette-filter.ts';
import { railsOf } from '#lib/core/signal/quality/flaw-rules.ts';
import { CausalFilter } from '#lib/core/signal/stream/causal-filter.ts';
import { knownEnd, physical, type TraceChannel, type TraceSource, type Transfer } from './strip.ts';

/** Counts of a filtered trace: as fine as 24 bits are. */
const COUNTS = 2 ** 23 - 1;
/** Without its level a trace is never higher than its range; a little more, so that it never touches a limit. */
const ROOM = 1.01;
/** Filtered between two looks at the clock [samples]. */
const BLOCK = 4096;
/** Room that is made at once for samples that are gone already. */
const STEP = 2 ** 20;

/** Transfer of the filtered trace of a channel: the same range above and below no change. */
function filteredTransfer({ physicalMin, physicalMax }: Transfer): Transfer {
	const most = ROOM * Math.abs(physicalMax - physicalMin);
	const span = { digitalMin: -COUNTS, digitalMax: COUNTS };
	return { ...span, physicalMin: -most, physicalMax: most };
}

/** Channels as the filter shows them: skin conductance named and without level, all others as they are. */
export function filteredChannels(channels: readonly TraceChannel[], view: string): TraceChannel[] {
	return channels.map((channel) =>
		channel.kind === 'eda'
			? { ...channel, view, transfer: filteredTransfer(channel.transfer) }
			: channel
	);
}

/** A source that shows another one through the filter, as far as `advance` was called. */
export class FilteredSource implements TraceSource {
	readonly tiles: readonly ChannelExtents[];
	readonly #raw: TraceSource;
	readonly #filtered: readonly (FilteredChannel | undefined)[];

	/** @param channels as recorded, in the order of the source */
	constructor(raw: TraceSource, channels: readonly TraceChannel[], rateHz: number) {
		this.#raw = raw;
		this.#filtered = channels.map(({ kind, transfer }, index) => {
			const own = raw.tiles[index];
			return kind === 'eda' && own !== undefined
				? new FilteredChannel(own, transfer, rateHz)
				: undefined;
		});
		this.tiles = raw.tiles.map((own, index) => this.#filtered[index]?.tiles ?? own);
	}

	get first(): number {
		return this.#raw.first;
	}

	get end(): number {
		return this.#raw.end;
	}

	get known(): number {
		return knownEnd(this.#raw);
	}

	get version(): number {
		return this.#raw.version ?? 0;
	}

	get missing(): TraceSource['missing'] {
		return this.#raw.missing;
	}

	get holes(): NonNullable<TraceSource['holes']> {
		return this.#filtered.map((one) => one?.tiles.missing);
	}

	/**
	 * Filters what came.
	 *
	 * @param budgetMs stops soon after so long
	 * @returns whether nothing is left to do
	 */
	advance(budgetMs: number): boolean {
		const until = performance.now() + budgetMs;
		for (const one of this.#filtered)
			while (one?.step(this.known) === true) if (performance.now() > until) return false;
		return true;
	}
}

/** One channel. */
class FilteredChannel {
	readonly tiles = new Tiles();
	readonly #raw: ChannelExtents;
	readonly #transfer: Transfer;
	readonly #filter: CausalFilter;
	readonly #perCount: number;

	constructor(raw: ChannelExtents, transfer: Transfer, rateHz: number) {
		this.#raw = raw;
		this.#transfer = transfer;
		this.#filter = new CausalFilter(lafayetteSections(rateHz));
		this.#perCount = filteredTransfer(transfer).physicalMax / COUNTS;
	}

	/**
	 * Filters one block.
	 *
	 * @param known index after the last sample that is here
	 * @returns whether there was one
	 */
	step(known: number): boolean {
		const { first } = this.#raw;
		while (this.tiles.end < first) {
			this.tiles.append(Math.min(first, this.tiles.end + STEP), []);
			this.tiles.forgetBefore(this.tiles.end);
		}
		const from = this.tiles.end;
		const count = Math.min(BLOCK, known - from);
		if (count <= 0) return false;
		const values = Float64Array.from({ length: count }, (_, i) => {
			const raw = this.#raw.at(from + i);
			return raw === MISSING ? Number.NaN : physical(this.#transfer, raw);
		});
		this.#append(from, this.#filter.push(values));
		this.tiles.forgetBefore(first);
		return true;
	}

	/** Nothing is drawn where samples were lost, or stood at the converter's limit: that was no measurement. */
	#append(from: number, filtered: Float64Array): void {
		const { low, high } = railsOf(this.#transfer);
		const counts = Int32Array.from(filtered, (value) => Math.round(value / this.#perCount));
		const isHole = (i: number): boolean => {
			const raw = this.#raw.at(from + i);
			return raw === MISSING || raw <= low || raw >= high;
		};
		for (let i = 0; i < counts.length;) {
			const isGap = isHole(i);
			let to = i + 1;
			while (to < counts.length && isHole(to) === isGap) to++;
			this.tiles.append(from + i, counts.subarray(i, to), isGap);
			i = to;
		}
	}
}
