/**
 * Words of scoring methods: names, null models, formulas.
 *
 * @module
 */
import type { RecordedScore } from '#lib/core/session/basis.ts';
import type { BilingualText } from '#lib/core/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { tableMethods } from '#lib/scoring/registry-tables.ts';
import { methods } from '#lib/scoring/registry.ts';
import type { ScoringMethod } from '#lib/scoring/types.ts';
import { say } from '../live/words.ts';

/** The scoring method of this name. */
export function methodOf(id: string): ScoringMethod | undefined {
	return methods.find((method) => method.id === id);
}

/** The name of a method; its id when it is none of ours. */
export function methodTitle(id: string): string {
	const method = methodOf(id) ?? tableMethods.find((one) => one.id === id);
	return method === undefined ? id : say(method.title);
}

/** Where a method comes from. */
export function sourcesOf(id: string): string {
	const method = methodOf(id) ?? tableMethods.find((one) => one.id === id);
	return method?.sources.join('; ') ?? '—';
}

const pKinds: Readonly<Record<RecordedScore['pKind'], () => string>> = {
	exact: m.analysis_exact,
	'monte-carlo': m.analysis_monte_carlo,
	approximate: m.analysis_approximate,
	none: () => ''
};

/** How a probability was computed; empty where there is none. */
export function pKindText(kind: RecordedScore['pKind']): string {
	return pKinds[kind]();
}

/** The null hypothesis of a method: the same whatever was measured, so a made-up channel tells it. */
export function nullModelOf(methodId: string): BilingualText | null {
	const questions = [{ questionId: 'any', values: [1, 2], keyIndex: 0 }];
	const channel = { channel: 'any', stronger: 'larger' as const, questions };
	return methodOf(methodId)?.score(channel, { seed: 0 }).nullModel ?? null;
}

const formulas: Readonly<Record<string, () => string>> = {
	lykken: m.analysis_how_lykken,
	'rank-sum': m.analysis_how_rank_sum,
	'within-question-z': m.analysis_how_z
};

/** How a method computes its statistic and p, in words; empty when it is not written out. */
export function formulaText(methodId: string): string {
	return formulas[methodId]?.() ?? '';
}
