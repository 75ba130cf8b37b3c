/** What holds for every session, whatever is proposed in whatever order. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readEventLines, writeEventLines } from '#lib/core/audit/event-lines.ts';
import { verifyChain } from '#lib/core/audit/chain.ts';
import { payloads, roles, type EventType } from '#lib/core/session/event.ts';
import { stepIds } from '#lib/core/session/payloads-conclusion.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import { isMet, openStep, permittedEvents, stepStatus } from '#lib/core/session/steps.ts';
import { MemorySession, propose, system, tester } from '../memory-session.ts';
import { chartStart } from '../fixtures/session-parts.ts';
import { script, wholeSession } from '../whole-session.ts';

const types = Object.keys(payloads) as EventType[];
const actors = [...roles, 'system' as const].map((role) => ({ id: role, role }));

/** Every line of the whole session, then others that go back, stop or repeat. */
const lines = [
	...script,
	...stepIds.flatMap((step) => [
		() => ({ proposed: propose('step-completed', { step }), actor: tester }),
		() => ({ proposed: propose('step-reopened', { step, reason: '补充材料' }), actor: tester })
	]),
	() => ({ proposed: propose('chart-started', chartStart(2)), actor: tester }),
	() => ({ proposed: propose('consent-revoked', { statement: '不做了' }), actor: tester }),
	() => ({ proposed: propose('session-abandoned', { reason: '设备故障' }), actor: tester }),
	() => ({ proposed: propose('question-list-unlocked', { reason: '改错字' }), actor: tester })
];

/** Mostly forward through the script, now and then something else by anyone. */
const wandering = fc.array(
	fc.oneof(
		{ weight: 12, arbitrary: fc.constant(null) },
		{
			weight: 1,
			arbitrary: fc.record({
				line: fc.nat(lines.length - 1),
				actor: fc.constantFrom(...actors)
			})
		}
	),
	{ minLength: 1, maxLength: 260, size: 'max' }
);

function wander(
	choices: readonly ({ line: number; actor: (typeof actors)[number] } | null)[]
): MemorySession {
	const session = new MemorySession();
	let next = 0;
	for (const choice of choices) {
		const line = choice === null ? script[next++ % script.length] : lines[choice.line];
		if (line === undefined) continue;
		const { proposed, actor } = line(session.state);
		const before = session.state;
		const decision = session.tell(proposed, choice?.actor ?? actor);
		if (!decision.ok) expect(session.state).toBe(before);
		checkSteps(session);
	}
	return session;
}

function checkSteps({ state, procedure }: MemorySession): void {
	expect(state.completed).toEqual(stepIds.slice(0, state.completed.length));
	if (state.charts.length > 0) {
		expect(state.completed.slice(0, 2)).toEqual(stepIds.slice(0, 2));
		expect(state.rights).not.toBeNull();
	}
	const last = procedure.steps[state.completed.length - 1];
	if (state.conclusion !== null) expect(state.scores).not.toBeNull();
	if (state.scores !== null) expect(state.measured).not.toBeNull();
	if (last !== undefined && state.sealed === null) expect(last.id).toBe(state.completed.at(-1));
}

describe('any order of events', () => {
	test('never skips a step, and a refused event changes nothing', { timeout: 120_000 }, () => {
		const reached = new Set<number>();
		fc.assert(
			fc.property(wandering, (choices) => {
				reached.add(wander(choices).state.completed.length);
			}),
			{ numRuns: 60, seed: 4 }
		);
		// the property would be empty if no walk came far
		expect(Math.max(...reached)).toBeGreaterThanOrEqual(3);
	});

	test('folds to the same state again, with an unbroken chain', () => {
		const { events, state } = wholeSession();
		expect(reduce(events)).toEqual(state);
		expect(verifyChain(events)).toBeNull();
		expect(reduce(readEventLines(writeEventLines(events)))).toEqual(state);
	});
});

describe('each step', () => {
	test.each(stepIds)('%s is completed only when each of its gates is met', (step) => {
		const session = new MemorySession();
		const gates = session.procedure.steps.find(({ id }) => id === step)?.gates ?? [];
		session.play(script, (_, state) => {
			if (openStep(state) !== step) return false;
			const met = gates.every((gate) => isMet(state, gate));
			const decision = session.tell(propose('step-completed', { step }));
			if (decision.ok) expect(met).toBe(true);
			else expect(decision.missing?.length ?? 0).toBeGreaterThan(0);
			return met;
		});
		expect(session.state.completed).toContain(step);
	});

	test.each(stepIds.slice(1))('%s cannot be completed first', (step) => {
		const session = wholeSession(({ type }) => type === 'subject-described');
		expect(session.tell(propose('step-completed', { step }))).toMatchObject({
			code: 'session/step-order'
		});
	});

	test('every gate of the procedure is reachable and begins unmet', () => {
		const { state: first, procedure } = new MemorySession();
		const done = wholeSession();
		for (const { gates } of procedure.steps)
			for (const gate of gates) {
				expect(isMet(done.state, gate), gate.id).toBe(true);
				// with no chart and no question at all these two say nothing yet
				if (['no-chart-open', 'prior-knowledge-asked'].includes(gate.id)) continue;
				expect(isMet(first, gate), gate.id).toBe(false);
			}
		expect(stepStatus(done.state, procedure).map(({ status }) => status)).toEqual(
			stepIds.map(() => 'done')
		);
	});
});

describe('each event type', () => {
	const whole = wholeSession();

	test.each(types)('%s is taken from someone in some step', (type) => {
		const { always, steps } = whole.procedure;
		const accepts = [...always, ...steps.flatMap((step) => step.accepts)];
		expect(accepts.some(({ events }) => events.includes(type))).toBe(true);
	});

	test('admins may do nothing in a session', () => {
		for (const event of whole.events) {
			const until = reduce(whole.events.slice(0, event.seq - 1), 'session-1');
			expect(permittedEvents(until, 'admin', whole.procedure)).toEqual([]);
		}
	});

	test('nothing at all follows a seal', () => {
		const sealed = { files: [], manifestSha256: 'b'.repeat(64) };
		const session = wholeSession();
		expect(session.tell(propose('session-sealed', sealed), system)).toEqual({ ok: true });
		for (const actor of actors)
			expect(permittedEvents(session.state, actor.role, session.procedure)).toEqual([]);
		for (const line of lines)
			expect(session.tell(line(session.state).proposed, tester)).toMatchObject({
				code: expect.stringMatching(/^session\/(sealed|already-opened)$/) as string
			});
	});
});
