import fc from 'fast-check';
import { expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { boardFact, ladder, second, topic } from '../../../../tests/fixtures/plans.ts';
import { FACT_USES, USE_STAGES, type BoardFact } from '../board/fact.ts';
import { topicStatuses, type TopicStatus } from './plan-payloads.ts';

const codes = ['F1', 'F2'] as const;
const ids = codes.map((code) => `fact-${code}`);
const drafter = { id: 'officer', role: 'interviewer' } as const;
const fact = fc.constantFrom(...ids);

/** Anything that may happen, mostly something that helps towards a disclosure. */
const act = fc.oneof(
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('say' as const),
			fact,
			ahead: fc.constantFrom(0, 0, 0, 1, -1)
		})
	},
	{
		weight: 4,
		arbitrary: fc.record({
			kind: fc.constant('answer' as const),
			isNew: fc.constantFrom(false, false, false, true)
		})
	},
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('draft' as const), fact }) },
	{
		weight: 3,
		arbitrary: fc.record({
			...{ kind: fc.constant('check' as const), fact },
			who: fc.constantFrom(drafter, second)
		})
	},
	{
		weight: 2,
		arbitrary: fc.record({
			...{ kind: fc.constant('move' as const), fact },
			status: fc.constantFrom(...topicStatuses)
		})
	},
	{
		weight: 1,
		arbitrary: fc.record({
			...{
				kind: fc.constant('board' as const),
				fact,
				verified: fc.constantFrom(true, true, true, false)
			},
			use: fc.constantFrom(...FACT_USES, ...Array<'disclosure'>(10).fill('disclosure')),
			stage: fc.constantFrom(...USE_STAGES)
		})
	},
	{
		weight: 1,
		arbitrary: fc.record({ kind: fc.constant('distress' as const), isAnswered: fc.boolean() })
	},
	{ weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const) }) },
	{ weight: 1, arbitrary: fc.record({ kind: fc.constant('correct' as const) }) }
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

/** What was taken, remembered apart from the program's own state. */
class Witness {
	readonly said: Record<string, number> = {};
	readonly drafted: Record<string, string> = {};
	readonly checkedBy: Record<string, string | null> = {};
	readonly needsRedraft: Record<string, boolean> = {};
	readonly status: Record<string, TopicStatus> = {};
	isOpen = false;
	fruitless = 0;
	distressMs = -Infinity;
	isAlarmed = false;
	count = 0;
}

function start(): InterviewScript {
	const facts = codes.map((code) => boardFact(code));
	const script = new InterviewScript(grid, { facts, approvals: [] }).begin();
	for (const id of ids) script.tell('topic-planned', topic(id, [id]));
	return script;
}

const changedFact = (facts: readonly BoardFact[], change: Extract<Act, { kind: 'board' }>) =>
	facts.map((one) =>
		one.id !== change.fact
			? one
			: {
					...{ ...one, use: change.use, stage: change.stage },
					verified: change.verified ? { by: 'B', at: '2026-11-21T01:00:00.000Z', how: 'x' } : null
				}
	);

/** Does one thing; what was taken is remembered, what was said is held against what was remembered. */
function perform(script: InterviewScript, seen: Witness, one: Act): void {
	const { plan } = script.state;
	switch (one.kind) {
		case 'say': {
			const step = Math.max(1, (seen.said[one.fact] ?? 0) + 1 + one.ahead);
			const planned = plan.ladders.find((of) => of.fact === one.fact)?.steps[step - 1];
			const { wording = 'nothing' } = planned ?? {};
			if (script.tell('evidence-disclosed', { fact: one.fact, step, wording }).ok)
				saidRightly(script, seen, one.fact, step);
			return;
		}
		case 'answer': {
			const disclosure = plan.disclosures.at(-1)?.seq ?? 1;
			const newInformation = one.isNew ? '新情况' : '';
			const data = { disclosure, saidInstead: '', answer: '……', newInformation };
			if (!script.tell('disclosure-answered', data).ok) return;
			seen.isOpen = false;
			seen.fruitless = one.isNew ? 0 : seen.fruitless + 1;
			return;
		}
		case 'draft':
			if (!script.tell('ladder-drafted', ladder(one.fact, { topic: one.fact })).ok) return;
			seen.drafted[one.fact] = drafter.id;
			seen.checkedBy[one.fact] = null;
			seen.needsRedraft[one.fact] = false;
			seen.fruitless = 0;
			return;
		case 'check': {
			const draft = plan.ladders.find((of) => of.fact === one.fact)?.seq ?? 1;
			if (script.tell('ladder-checked', { fact: one.fact, draft }, one.who).ok)
				seen.checkedBy[one.fact] = one.who.id;
			return;
		}
		case 'move':
			if (script.tell('topic-moved', { topic: one.fact, status: one.status, note: '' }).ok)
				seen.status[one.fact] = one.status;
			return;
		case 'board':
			script.board = { ...script.board, facts: changedFact(script.board.facts, one) };
			return;
		case 'distress': {
			const slice = Math.max(0, ...script.state.slices.map((of) => of.slice)) + 1;
			const safeguards = [{ item: grid.frame.safeguards.items[0]!.id, value: 2 as const }];
			script.tell('slice-rated', sliceForm(slice, { 'S1C-1': 1 }, { safeguards }));
			seen.distressMs = script.nowMs;
			seen.isAlarmed = true;
			if (one.isAnswered) seen.isAlarmed = !script.tell('alarm-answered', { what: '休息' }).ok;
			return;
		}
		case 'wait':
			script.tenMinutes();
			return;
		case 'correct': {
			const found = plan.disclosures[0];
			const words = { wrong: 'x', correction: 'y', recordingPlace: '01:00' };
			if (!script.tell('disclosure-corrected', { disclosure: found?.seq ?? 1, ...words }).ok)
				return;
			seen.needsRedraft[found!.fact] = true;
		}
	}
}

function saidRightly(script: InterviewScript, seen: Witness, id: string, step: number): void {
	const found = script.board.facts.find((one) => one.id === id)!;
	expect(found.verified).not.toBeNull();
	if (['test', 'identification', 'hold-back'].includes(found.use))
		expect(['released', 'disclosed']).toContain(found.stage);
	expect(step).toBe((seen.said[id] ?? 0) + 1);
	expect(seen.checkedBy[id]).toBe(second.id);
	expect(seen.checkedBy[id]).not.toBe(seen.drafted[id]);
	expect(seen.needsRedraft[id]).toBe(false);
	expect(['explored', 'summarised']).toContain(seen.status[id]);
	expect(seen.isOpen).toBe(false);
	expect(seen.isAlarmed).toBe(false);
	expect(seen.fruitless).toBeLessThan(2);
	expect(script.nowMs - seen.distressMs).toBeGreaterThanOrEqual(600_000);
	seen.said[id] = step;
	seen.isOpen = true;
	seen.count++;
}

/** A plan is made again before the answer is known that would have asked for it. */
const plannedTooEarly: readonly Act[] = [
	{ kind: 'say', fact: 'fact-F1', ahead: 0 },
	{ kind: 'draft', fact: 'fact-F2' },
	...[1, 2].flatMap((): Act[] => [
		{ kind: 'answer', isNew: false },
		{ kind: 'say', fact: 'fact-F1', ahead: 0 }
	])
];

/** Brings both facts to where their first step may be said. */
const opening: readonly Act[] = ids.flatMap((id): Act[] => [
	{ kind: 'draft', fact: id },
	{ kind: 'check', fact: id, who: second },
	{ kind: 'move', fact: id, status: 'free-account' },
	{ kind: 'move', fact: id, status: 'explored' }
]);

test('no sequence of events says anything unverified, reserved, unchecked, out of order or too early', () => {
	let said = 0;
	fc.assert(
		fc.property(fc.boolean(), fc.array(act, { minLength: 20, maxLength: 80 }), (isReady, acts) => {
			const [script, seen] = [start(), new Witness()];
			for (const one of isReady ? [...opening, ...acts] : acts) perform(script, seen, one);
			said += seen.count;
		}),
		{ numRuns: 300, examples: [[true, [...plannedTooEarly]]] }
	);
	// otherwise the property would hold of nothing
	expect(said).toBeGreaterThan(100);
});
