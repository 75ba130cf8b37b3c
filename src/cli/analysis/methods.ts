/**
 * What `--method` may say: how skin conductance and R waves are found, and which scores a session is given.
 *
 * @module
 */
import { decompositions } from '#lib/core/signal/eda/decomposition.ts';
import type { AnalysisMethods } from '#lib/core/signal/analysis/channel-report.ts';
import { ecgDetectors } from '#lib/core/signal/analysis/heart-analysis.ts';
import { tableMethods as scoringMethods } from '#lib/scoring/registry-tables.ts';
import { usageError } from '../arguments.ts';

/** The methods asked for. */
export interface AskedMethods {
	readonly analysis: AnalysisMethods;
	/** Ids of scoring methods, for a session. */
	readonly scores: readonly string[];
}

/** All words `--method` knows: those for every recording, and those for a session. */
export const methodWords = {
	signal: [...decompositions, ...ecgDetectors.map((one) => `ecg=${one}`)],
	session: scoringMethods.map(({ id }) => id)
} as const;

/**
 * Reads the words; `eda=` may stand before a decomposition. The last of a kind counts; scores add up.
 *
 * @throws {LabError} `cli/usage` for a word that is none, naming all
 */
export function readMethods(words: readonly string[]): AskedMethods {
	let analysis: AnalysisMethods = {};
	const scores = new Set<string>();
	for (const word of words) {
		const eda = decompositions.find((one) => word === one || word === `eda=${one}`);
		const ecg = ecgDetectors.find((one) => word === `ecg=${one}`);
		const score = scoringMethods.find(({ id }) => id === word);
		if (eda !== undefined) analysis = { ...analysis, eda };
		else if (ecg !== undefined) analysis = { ...analysis, ecg };
		else if (score !== undefined) scores.add(score.id);
		else throw usageError(`expected --method ${known()}, got ${word}`);
	}
	return { analysis, scores: [...scores] };
}

function known(): string {
	return [...methodWords.signal, ...methodWords.session].join(', ');
}
