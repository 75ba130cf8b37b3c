/**
 * What one sheet comes to, by the rule of the technique.
 *
 * @module
 */
import { sheetOf } from '#lib/core/comparison/sheet.ts';
import { isLabError, LabError } from '#lib/core/errors.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import { decisiveScore, outcomeByRule } from '#lib/core/technique/outcome-rule.ts';
import { methods } from './registry.ts';
import { searchScore, testOutcome } from './session-recorded.ts';
import { scored, type TechniquePlan } from './session-technique.ts';
import { judgedPlaces, sheetTogether, type JudgedSession } from './sheet-scores.ts';
import { methodByHand, sensorOf, type SheetColumn } from './sheet-technique.ts';

type Alone = Omit<EventData<'sheets-compared'>['outcomes'][number], 'seat'>;
type PlanOf<K extends TechniquePlan['kind']> = Extract<TechniquePlan, { kind: K }>;

/** A sheet and what it is judged by. */
export interface AloneSheet extends JudgedSession {
	readonly technique: TechniquePlan;
	readonly columns: readonly SheetColumn[];
	readonly agreement: Pick<ScoringProcedure['agreement'], 'method'>;
	readonly seed: number;
}

/**
 * The outcome of one sheet. A sheet without anything that can be scored tells nothing and is open.
 *
 * @throws {LabError} `scoring/unknown-method` when the laboratory's method of agreement is none of ours
 */
export function sheetAlone(given: AloneSheet): Alone {
	const { technique } = given;
	switch (technique.kind) {
		case 'recognition':
		case 'known-peak':
			return byLimits(given, technique);
		case 'search':
			return strongest(given, technique);
		case 'comparison':
			return byTotals(given, technique);
		case 'relevant-irrelevant':
			return described(given, technique);
	}
}

/** Details: all channels together, p against the two limits. */
function byLimits(given: AloneSheet, { scoring }: PlanOf<'recognition' | 'known-peak'>): Alone {
	const { agreement, seed } = given;
	const method = methods.find(({ id }) => id === agreement.method);
	if (method === undefined)
		throw new LabError('scoring/unknown-method', `expected a method, got ${agreement.method}`);
	try {
		const { statistic, p } = method.score(sheetTogether(given), { seed });
		return { method: method.id, statistic, p, outcome: outcomeByRule(p, scoring) };
	} catch (error) {
		if (!isLabError(error) || error.code !== 'scoring/too-few-items') throw error;
		return { method: method.id, statistic: 0, p: 1, outcome: 'inconclusive' };
	}
}

/** A search: each list alone, the strongest item over all channels together. */
function strongest(given: AloneSheet, { scoring }: PlanOf<'search'>): Alone {
	const { questions, seed } = given;
	const { channel, questions: rows } = sheetTogether(given);
	const judged = questions.flatMap((list) => {
		const items = list.items.filter(({ role }) => role !== 'buffer').map(({ itemId }) => itemId);
		const own = rows.filter(({ questionId }) => questionId === list.questionId);
		const repetitions = own.map(({ values }, i) => ({ chart: i + 1, values: [...values] }));
		if (repetitions.length === 0) return [];
		const all = { channel, sensor: 'other' as const, stronger: 'larger' as const, repetitions };
		const result = scored('searching', { form: 'search', items, channels: [all] }, seed);
		if (result === null) return [];
		return [searchScore(result, list, { limits: scoring, lists: questions.length })];
	});
	const found = decisiveScore(judged, null);
	if (found === undefined) return open('searching', 1);
	const { method, statistic, p, outcome = 'inconclusive' } = found;
	return { method, statistic, p, outcome };
}

/** A comparison test: positions of each relevant question, sums, the rule of the technique; each series alone. */
function byTotals(given: AloneSheet, { issue, scoring, ...plan }: PlanOf<'comparison'>): Alone {
	const { id, byHand } = methodByHand({ issue, scoring, ...plan });
	const places = judgedPlaces(given);
	const judged = given.questions.flatMap(({ questionId }) => {
		const contrasts = places.flatMap(({ score, channel, chart, presentation, ...place }) => {
			const sensor = sensorOf(given.columns, channel);
			if (score === null || sensor === 'other' || place.questionId !== questionId) return [];
			const none = { relevant: 0, comparison: 0, comparedWith: '' };
			const at = { questionId: place.itemId, chart, place: presentation, channel, sensor };
			return [{ ...at, ...none, lean: score }];
		});
		if (contrasts.length === 0) return [];
		const channels = [...new Set(contrasts.map(({ channel }) => channel))];
		const sheet = sheetOf(
			contrasts,
			channels,
			({ lean, sensor }) => lean * byHand.weightOf(sensor)
		);
		// the rule of the technique belongs to its first method
		const rule = id === scoring.methods[0] ? { rule: scoring.rule } : {};
		const { outcome } = byHand.decide(sheet, { issue, ...rule });
		const perItem = sheet.subtotals.map(({ questionId: itemId, total }) => ({
			...{ questionId, itemId, value: total }
		}));
		return [{ statistic: sheet.grandTotal, p: null, outcome: testOutcome(outcome), perItem }];
	});
	const found = decisiveScore(judged, null);
	if (found === undefined) return open(id, null);
	// the subtotals of all series, whichever decides
	return { method: id, ...found, perItem: judged.flatMap(({ perItem }) => perItem) };
}

/** A relevant-irrelevant test decides nothing: the mean position is described. */
function described(given: AloneSheet, { scoring }: PlanOf<'relevant-irrelevant'>): Alone {
	const scores = judgedPlaces(given).flatMap(({ score }) => score ?? []);
	const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length);
	return { ...open(scoring.methods[0] ?? 'none', null), statistic: mean };
}

function open(method: string, p: number | null): Alone {
	return { method, statistic: 0, p, outcome: 'inconclusive' };
}
