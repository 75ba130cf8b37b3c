/**
 * What is wrong with the signal of a presentation, where it lies in an aligned picture.
 *
 * @module
 */
import type { Run } from '#lib/core/recording/tiles.ts';
import { flawKinds, type Flaw, type FlawKind } from '#lib/core/signal/quality/flaw.ts';
import { flawRows } from '../../trace/flaw-rows.ts';
import { AFTER_S, BEFORE_S, COLUMNS, columnAt, type AlignedLine } from './aligned-lines.ts';

/** Of one channel of a chart. */
export interface ChannelFlaws {
	/** Samples that are not what the sensor should have measured. */
	readonly flaws: readonly Flaw[];
	/** Samples that never arrived. */
	readonly missing: readonly Run[];
}

/** Of one presentation. */
export interface AlignedFlaws {
	/** As they are drawn: columns from…to−1. */
	readonly spans: readonly {
		readonly from: number;
		readonly to: number;
		readonly kind: FlawKind;
	}[];
	/** As they are told [s from the onset]: stretches of one cause close to each other are one. */
	readonly rows: readonly {
		readonly fromS: number;
		readonly toS: number;
		readonly kind: FlawKind | 'missing';
	}[];
}

/** Nothing is known to be wrong. */
export const NO_FLAWS: AlignedFlaws = { spans: [], rows: [] };

/** The part of a channel's flaws that lies in the picture of a presentation. @param onset sample of the question */
export function alignedFlaws(
	{ flaws, missing }: ChannelFlaws,
	onset: number,
	rateHz: number
): AlignedFlaws {
	const [first, end] = [onset - BEFORE_S * rateHz, onset + AFTER_S * rateHz];
	const secondsOf = (sample: number): number =>
		Math.min(AFTER_S, Math.max(-BEFORE_S, (sample - onset) / rateHz));
	const isSeen = ({ from, to }: Run): boolean => from < end && to > first;
	const seen = flaws.filter(isSeen);
	return {
		spans: seen.map(({ from, to, kind }) => ({
			from: columnAt(secondsOf(from)),
			to: columnAt(secondsOf(to - 1)) + 1,
			kind
		})),
		rows: flawRows([seen], missing.filter(isSeen), rateHz).map(({ from, to, cause }) => ({
			...{ fromS: secondsOf(from), toS: secondsOf(to) },
			kind: cause === 'missing' ? cause : flawKinds[cause]
		}))
	};
}

/** The flawed part of a line, one column more on either side so that a single one is seen; NaN elsewhere. */
export function flawedPart(
	{ min, max }: Pick<AlignedLine, 'min' | 'max'>,
	{ spans }: AlignedFlaws,
	kind: FlawKind
): Pick<AlignedLine, 'min' | 'max'> {
	const part = {
		min: new Float64Array(COLUMNS).fill(Number.NaN),
		max: new Float64Array(COLUMNS).fill(Number.NaN)
	};
	for (const { from, to, kind: own } of spans) {
		if (own !== kind) continue;
		const [first, end] = [Math.max(0, from - 1), Math.min(COLUMNS, to + 1)];
		part.min.set(min.subarray(first, end), first);
		part.max.set(max.subarray(first, end), first);
	}
	return part;
}
