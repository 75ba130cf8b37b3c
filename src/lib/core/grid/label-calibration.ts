/**
 * How well probabilities fit the labels coders agreed on: Brier score and reliability curve.
 *
 * @module
 */
import { byPerson, type CodedInterview, type ItemPlace } from './calibration-data.ts';
import { calibratedModel, calibratedTables, calibrationCounts } from './calibration.ts';
import { codedPosteriors } from './coded-posteriors.ts';
import { gridStates, type GridModel, type GridState } from './model.ts';

/** One part of the scale of probabilities. */
export interface ReliabilityBin {
	/** Probabilities from here to the next bin. */
	readonly from: number;
	/** States of segments that were given such a probability. */
	readonly count: number;
	/** Their mean probability; null without any. */
	readonly said: number | null;
	/** Share of them that were labelled so. */
	readonly labelled: number | null;
}

/** Fit to the labels. Scores are means over segments of Σ (probability − label)², 0 the best, 2 the worst. */
export interface LabelCalibration {
	readonly segments: number;
	readonly persons: number;
	/** With the priors, which have seen none of these segments. */
	readonly prior: number;
	/** With tables from all other persons. */
	readonly local: number;
	/** With the shares of the labels among all other persons and no rating at all. */
	readonly shares: number;
	/** Of the tables from all other persons. */
	readonly curve: readonly ReliabilityBin[];
}

const BINS = 5;

interface Scored {
	readonly label: GridState;
	readonly prior: readonly number[];
	readonly local: readonly number[];
	readonly shares: readonly number[];
}

/**
 * Scores every labelled segment; a person's own labels never help to predict them.
 *
 * @returns null with fewer than two persons
 * @source Brier 1950, Mon. Weather Rev. 78: 1–3; interview reference §3.7, target (c)
 */
export function labelCalibration(
	interviews: readonly CodedInterview[],
	places: ReadonlyMap<string, ItemPlace>,
	prior: GridModel,
	reliabilities: Readonly<Record<string, number>>
): LabelCalibration | null {
	const persons = byPerson(
		interviews.filter(({ segments }) => segments.some(({ label }) => label !== null))
	);
	if (persons.length < 2) return null;
	const scored = persons.flatMap((own, index) => {
		const others = persons.filter((_, other) => other !== index).flat();
		const counts = calibrationCounts(others, places);
		const local = calibratedModel(prior, calibratedTables(counts, prior), reliabilities);
		const shares = labelShares(others);
		return own.flatMap((one) => scoredOf(one, places, { prior, local, shares }));
	});
	if (scored.length === 0) return null;
	const mean = (of: 'prior' | 'local' | 'shares'): number =>
		scored.reduce((sum, one) => sum + brier(one[of], one.label), 0) / scored.length;
	return {
		...{ segments: scored.length, persons: persons.length },
		...{ prior: mean('prior'), local: mean('local'), shares: mean('shares') },
		curve: curveOf(scored)
	};
}

function scoredOf(
	interview: CodedInterview,
	places: ReadonlyMap<string, ItemPlace>,
	by: { readonly prior: GridModel; readonly local: GridModel; readonly shares: readonly number[] }
): Scored[] {
	const prior = codedPosteriors(interview, places, by.prior);
	const local = codedPosteriors(interview, places, by.local);
	return interview.segments.flatMap(({ label }, index) => {
		const [a, b] = [prior[index] ?? null, local[index] ?? null];
		return label === null || a === null || b === null
			? []
			: [{ label, prior: a, local: b, shares: by.shares }];
	});
}

function labelShares(interviews: readonly CodedInterview[]): number[] {
	const labels = interviews.flatMap(({ segments }) => segments.flatMap(({ label }) => label ?? []));
	return gridStates.map(
		(state) => labels.filter((label) => label === state).length / Math.max(1, labels.length)
	);
}

/** Σ (probability − label)² of one segment, 0…2. */
export function brier(probabilities: readonly number[], label: GridState): number {
	return gridStates.reduce(
		(sum, state, i) => sum + ((probabilities[i] ?? 0) - (state === label ? 1 : 0)) ** 2,
		0
	);
}

function curveOf(scored: readonly Scored[]): ReliabilityBin[] {
	const pairs = scored.flatMap(({ label, local }) =>
		gridStates.map((state, i) => ({ said: local[i] ?? 0, is: state === label ? 1 : 0 }))
	);
	return Array.from({ length: BINS }, (_, bin) => {
		const own = pairs.filter(({ said }) => Math.min(BINS - 1, Math.floor(said * BINS)) === bin);
		const mean = (of: 'said' | 'is'): number | null =>
			own.length === 0 ? null : own.reduce((sum, one) => sum + one[of], 0) / own.length;
		return { from: bin / BINS, count: own.length, said: mean('said'), labelled: mean('is') };
	});
}
