/**
 * Beats with missed ones put in, extra ones taken out and misplaced ones moved.
 *
 * @module
 */
import { beatArtifacts, type BeatArtifacts } from './beat-artifacts.ts';

/** Repaired beats and what was wrong with them in the last round. */
export interface RepairedBeats {
	/** Samples, rising; those put in or moved lie in the middle of their neighbours. */
	readonly beats: readonly number[];
	readonly artifacts: BeatArtifacts;
	/** Beats put in, taken out or moved in all rounds. */
	readonly changed: number;
}

/**
 * Where a misplaced beat is looked for after missed ones were put in before it: `once` = one place further for each of
 * them; `neurokit` = as NeuroKit2 0.2 does, which moves on once more for every missed beat that it comes to lie behind
 * by moving. Where many are missing in a row that is another beat; it is there to compare with that program.
 */
export type PlacesAfterMissed = 'once' | 'neurokit';

/** Fewer intervals have no rhythm to compare with. */
const LEAST_BEATS = 5;

/**
 * Repairs as long as it gets better.
 *
 * For heart rate variability. The second-by-second heart rate of a question leaves doubtful intervals out instead:
 * a beat that was put in is no measurement.
 *
 * @param beats samples, rising, whole
 * @param places see `PlacesAfterMissed`
 * @source Lipponen & Tarvainen 2019, J. Med. Eng. Technol. 43: 173–181
 */
export function repairedBeats(
	beats: readonly number[],
	places: PlacesAfterMissed = 'once'
): RepairedBeats {
	const none: BeatArtifacts = { ectopic: [], missed: [], extra: [], longShort: [] };
	if (beats.length < LEAST_BEATS) return { beats, artifacts: none, changed: 0 };
	let artifacts = beatArtifacts(intervalsOf(beats));
	let repaired = corrected(beats, artifacts, places);
	let changed = count(artifacts);
	for (;;) {
		const rest = beatArtifacts(intervalsOf(repaired));
		if (count(rest) >= count(artifacts)) return { beats: repaired, artifacts, changed };
		artifacts = rest;
		changed += count(rest);
		repaired = corrected(repaired, rest, places);
	}
}

function count(artifacts: BeatArtifacts): number {
	return Object.values(artifacts as unknown as Record<string, readonly number[]>).reduce(
		(sum, places) => sum + places.length,
		0
	);
}

/** Interval before each beat; the first gets the mean. */
function intervalsOf(beats: readonly number[]): number[] {
	const intervals = beats.slice(1).map((beat, i) => beat - (beats[i] as number));
	const mean = intervals.reduce((sum, value) => sum + value, 0) / intervals.length;
	return [mean, ...intervals];
}

function corrected(
	beats: readonly number[],
	artifacts: BeatArtifacts,
	places: PlacesAfterMissed
): number[] {
	const { extra, missed, ectopic, longShort } = artifacts;
	const without = beats.filter((_, i) => !extra.includes(i));
	const afterExtra = (i: number): number => i - extra.filter((e) => e < i).length;
	const gaps = missed.map(afterExtra);
	const put = gaps
		.filter((i) => i > 0 && i < without.length)
		.map((i) => middle(without[i - 1] as number, without[i] as number));
	const full = [...without, ...put].sort((a, b) => a - b);
	const afterBoth = (i: number): number => {
		const place = afterExtra(i);
		if (places === 'once') return place + gaps.filter((gap) => gap < place).length;
		return gaps.reduce((moving, gap) => (moving > gap ? moving + 1 : moving), place);
	};
	return moved(moved(full, ectopic.map(afterBoth)), longShort.map(afterBoth));
}

/** Beats at these places put midway between their neighbours. */
function moved(beats: readonly number[], places: readonly number[]): number[] {
	const fitting = places.filter((i) => i > 1 && i < beats.length - 1);
	const fresh = fitting.map((i) => middle(beats[i - 1] as number, beats[i + 1] as number));
	return [...beats.filter((_, i) => !fitting.includes(i)), ...fresh].sort((a, b) => a - b);
}

function middle(a: number, b: number): number {
	return Math.trunc(a + (b - a) / 2);
}
