import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import {
	InterviewScript,
	markOf,
	recording,
	sliceForm
} from '../../../../tests/fixtures/interviews.ts';
import { hasHandedIn, isWithheld, type VisibleInterviewEvent } from './coding.ts';
import { interviewNews, isSliceHidden, visibleInterviewEvents } from './coding-visibility.ts';
import { alarmOf } from './gate.ts';
import { interviewOf } from './interview-state.ts';

const people = [
	{ id: 'officer', role: 'interviewer' },
	{ id: 'second', role: 'interviewer' },
	{ id: 'coder', role: 'reviewer' }
] as const;
const [officer, , coder] = people;

/** One act of somebody: a form, a mark, or a look. */
const act = fc.record({
	who: fc.constantFrom(...people),
	what: fc.constantFrom('form' as const, 'form' as const, 'mark' as const, 'look' as const),
	slice: fc.integer({ min: 1, max: 4 }),
	sign: fc.constantFrom(0 as const, 2 as const, 3 as const)
});

function played(acts: readonly (typeof act extends fc.Arbitrary<infer T> ? T : never)[]) {
	const interview = new InterviewScript(grid).begin();
	interview.tell('recording-named', recording);
	for (const { who, what, slice, sign } of acts)
		if (what === 'form')
			interview.tell(
				'slice-rated',
				sliceForm(slice, { 'S1C-1': 2 }, { safeguards: [{ item: 'W1', value: sign }] }),
				who
			);
		else if (what === 'mark')
			interview.tell('behaviour-marked', markOf('S1C-2', 1, 360 + 600 * (slice - 1) + 5), who);
		else interview.tell('results-opened', {}, who);
	return interview;
}

/** As the page folds news into what it has. */
function merged(
	known: readonly VisibleInterviewEvent[],
	news: readonly VisibleInterviewEvent[]
): VisibleInterviewEvent[] {
	const all = new Map([...known, ...news].map((event) => [event.seq, event]));
	return [...all.values()].sort((a, b) => a.seq - b.seq);
}

describe('what a rater may read', () => {
	test('has no rating or mark of others in a slice they neither handed in nor chose to see', () => {
		fc.assert(
			fc.property(fc.array(act, { maxLength: 14 }), (acts) => {
				const { events, state } = played(acts);
				for (const { id } of people)
					for (const event of visibleInterviewEvents(events, id)) {
						if (isWithheld(event)) {
							expect(JSON.stringify(event)).not.toContain('S1C');
							continue;
						}
						if (event.type !== 'slice-rated' || event.actor.id === id) continue;
						const { slice } = event.data;
						const mayRead =
							hasHandedIn(state.coding, id, slice) ||
							state.coding.seen.some((one) => one.who === id && one.slice === slice);
						expect(mayRead).toBe(true);
					}
			}),
			{ numRuns: 60 }
		);
	});

	test('comes piece by piece to the same as at once, and keeps every place of the chain', () => {
		fc.assert(
			fc.property(fc.array(act, { maxLength: 14 }), fc.nat(20), (acts, cut) => {
				const { events } = played(acts);
				const before = events.slice(0, cut);
				const known = visibleInterviewEvents(before, coder.id);
				const now = merged(known, interviewNews(events, coder.id, before.at(-1)?.seq ?? 0));
				expect(now).toEqual(visibleInterviewEvents(events, coder.id));
				expect(now.map(({ seq }) => seq)).toEqual(events.map(({ seq }) => seq));
			}),
			{ numRuns: 60 }
		);
	});

	test('has every sign of harm at once', () => {
		fc.assert(
			fc.property(fc.array(act, { maxLength: 10 }), (acts) => {
				const { events, state } = played(acts);
				const seen = interviewOf(visibleInterviewEvents(events, coder.id), 'interview-1');
				expect(alarmOf(seen, grid.frame)).toEqual(alarmOf(state, grid.frame));
			}),
			{ numRuns: 40 }
		);
	});

	test('holds the others’ marks of a slice from the moment the own form is handed in', () => {
		const interview = played([]);
		interview.tell('behaviour-marked', markOf('S1C-2', 1, 400), officer);
		interview.tell('behaviour-marked', markOf('S1C-2', 1, 1100), officer);
		interview.tell('behaviour-marked', markOf('S2C-1', 1, 500), coder);
		const marksFor = (who: string): number[] =>
			interviewOf(visibleInterviewEvents(interview.events, who), 'interview-1').coding.marks.map(
				({ atS }) => atS
			);
		expect(marksFor('coder')).toEqual([500]);
		interview.tell('slice-rated', sliceForm(1, { 'S1C-1': 0 }), coder);
		expect(marksFor('coder')).toEqual([400, 500]);
		expect(marksFor('officer')).toEqual([400, 1100]);
		expect(isSliceHidden(interview.state, 'coder', 2)).toBe(true);
	});
});
