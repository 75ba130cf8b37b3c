/**
 * What a simulation says about itself when it is done.
 *
 * @module
 */
import { verifyPackage } from '#lib/core/audit/package.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { readPackage } from '#lib/server/sealed-folder.ts';
import type { SimulationOptions } from './options.ts';

/** How far the two score sheets of a session agree; figures are null where they are not defined. */
export interface Agreement {
	/** What each sheet alone comes to, first and second. */
	readonly outcomes: readonly string[];
	/** null = they do not agree. */
	readonly agreedOutcome: string | null;
	readonly settledOutcome: string | null;
	/** Cells both scored. */
	readonly cells: number;
	readonly percent: number | null;
	readonly weightedKappa: number | null;
	readonly intraclass: number | null;
}

/** One line of JSON. */
export interface SimulationResult {
	readonly sessionId: string;
	readonly folder: string;
	readonly subject: string;
	readonly seed: number;
	readonly outcome: string | null;
	/** The sentence of the score the outcome rests on. */
	readonly sentence: string;
	readonly scores: readonly {
		readonly channel: string;
		readonly method: string;
		readonly statistic: number;
		/** null = the method has none. */
		readonly p: number | null;
	}[];
	/** Of the two sheets; null = they were not compared. */
	readonly agreement: Agreement | null;
	readonly samples: number;
	readonly lost: number;
	readonly events: number;
	/** Real time [s]. */
	readonly seconds: number;
	readonly verified: boolean;
	/** The first thing wrong with the folder; null = nothing. */
	readonly fault: string | null;
	readonly lastHash: string;
}

/** Reads the folder back, checks it and sums the session up. */
export async function resultOf(
	state: SessionState,
	{ out, subject, seed, locale }: SimulationOptions,
	seconds: number
): Promise<SimulationResult> {
	const verdict = verifyPackage(await readPackage(out));
	const { conclusion, scores, charts } = state;
	const basis = scores?.scores.find(
		({ method, channel }) =>
			method === conclusion?.basis.method && channel === conclusion.basis.channel
	);
	const total = (count: 'samples' | 'lost'): number =>
		charts.reduce((sum, { sealed }) => sum + (sealed?.[count] ?? 0), 0);
	return {
		sessionId: state.sessionId,
		folder: out,
		subject,
		seed,
		outcome: conclusion?.outcome ?? null,
		sentence: (locale === 'en' ? basis?.sentence.en : basis?.sentence.zh) ?? '',
		scores: (scores?.scores ?? []).map(({ channel, method, statistic, p }) => ({
			channel,
			method,
			statistic,
			p
		})),
		agreement: agreementOf(state),
		samples: total('samples'),
		lost: total('lost'),
		events: state.seq,
		seconds: Math.round(seconds * 10) / 10,
		verified: verdict.fault === null,
		fault: verdict.fault?.message ?? null,
		lastHash: state.lastHash
	};
}

function agreementOf({ compared, settled }: SessionState): Agreement | null {
	const pair = compared?.pairs[0];
	if (compared === null || pair === undefined) return null;
	return {
		outcomes: compared.outcomes.map(({ outcome }) => outcome),
		agreedOutcome: compared.agreedOutcome,
		settledOutcome: settled?.outcome ?? null,
		cells: pair.cells,
		percent: pair.percent?.value ?? null,
		weightedKappa: pair.weightedKappa?.value ?? null,
		intraclass: pair.intraclass?.value ?? null
	};
}
