/**
 * What is drawn of one presentation.
 *
 * @module
 */
import { heartRateChange, type BeatInterval } from '#lib/core/signal/heart/heart-rate.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { alignedFlaws, NO_FLAWS, type AlignedFlaws, type ChannelFlaws } from './aligned-flaws.ts';
import { alignedLine, type AlignedLine } from './aligned-lines.ts';
import type { ItemRole } from '#lib/core/session/question.ts';
import type { AlignedPresentation } from './aligned-presentations.ts';

/** One line of the overlay. */
export interface DrawnLine {
	readonly name: string;
	/** null = not told. */
	readonly role: ItemRole | null;
	/** Drawn, and not part of any mean. */
	readonly isLeftOut: boolean;
	/** From the onset [s]; null = not marked. */
	readonly answerS: number | null;
	readonly line: AlignedLine;
	readonly flaws: AlignedFlaws;
	/** Mean heart rate before the onset [bpm] and its change in each second after; null on other channels. */
	readonly heart: {
		readonly baseline: number | null;
		readonly change: readonly (number | null)[];
	} | null;
}

/** How a presentation is drawn. */
export interface Drawing {
	/** Between the beats of the chart; null = a channel without beats. */
	readonly beats: readonly BeatInterval[] | null;
	/** Of the channel; null = not looked for yet. */
	readonly flaws: ChannelFlaws | null;
	/** The value at the onset is taken off. */
	readonly isZeroed: boolean;
	readonly settings: Pick<MeasurementSettings, 'heartRateChange'>;
}

/**
 * The line of one presentation.
 *
 * @param values of the whole chart, NaN where nothing was recorded
 * @returns null when it cannot be zeroed: the sample at the onset is missing
 */
export function drawnLine(
	{ askedSample, answerSample, rateHz, role, isLeftOut }: AlignedPresentation,
	name: string,
	values: Float64Array,
	{ beats, flaws, isZeroed, settings }: Drawing
): DrawnLine | null {
	const line = alignedLine(values, rateHz, askedSample, isZeroed);
	if (line === null) return null;
	const { beforeS, toS, leastCovered } = settings.heartRateChange;
	const window = { before: beforeS, seconds: toS, leastCovered };
	return {
		...{ name, role, isLeftOut, line },
		flaws: flaws === null ? NO_FLAWS : alignedFlaws(flaws, askedSample, rateHz),
		answerS: answerSample === null ? null : (answerSample - askedSample) / rateHz,
		heart: beats === null ? null : heartRateChange(beats, askedSample / rateHz, window)
	};
}

/** The foils that count for their mean. */
export function countedFoils(lines: readonly DrawnLine[]): DrawnLine[] {
	return lines.filter(({ role, isLeftOut }) => role === 'foil' && !isLeftOut);
}

/** Mean over lines in each second; null where fewer than two have a value. */
export function meanChange(lines: readonly DrawnLine[]): (number | null)[] {
	const series = lines.flatMap(({ heart }) => (heart === null ? [] : [heart.change]));
	const seconds = Math.max(0, ...series.map(({ length }) => length));
	return Array.from({ length: seconds }, (_, second) => {
		const found = series.flatMap((change) => change[second] ?? []);
		if (found.length < 2) return null;
		return found.reduce((sum, value) => sum + value, 0) / found.length;
	});
}
