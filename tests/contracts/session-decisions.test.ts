/** Refusals one by one: what was wrong, and that the right thing is taken. */
import { describe, expect, test } from 'vitest';
import type { EventType } from '#lib/core/session/event.ts';
import { questionListHash } from '#lib/core/session/question-list.ts';
import { openStep } from '#lib/core/session/steps.ts';
import {
	interviewer,
	MemorySession,
	propose,
	supervisor,
	system,
	tester
} from '../memory-session.ts';
import { chartSeal, chartStart, fact, opening, question } from '../fixtures/session-parts.ts';
import { wholeSession } from '../whole-session.ts';

/** A session up to just before the first event of this type. */
const before = (type: EventType, nth = 1): MemorySession => {
	let seen = 0;
	return wholeSession((proposed) => proposed.type === type && ++seen === nth);
};
const at = { chart: 1, presentation: 1, sample: null };
const refusal = (what: string) => ({ ok: false, code: `session/${what}` });
const taken = { ok: true };

describe('opening', () => {
	test('nothing comes before it and it comes once', () => {
		const session = new MemorySession();
		expect(session.tell(propose('note-added', { text: '记录' }))).toMatchObject(
			refusal('not-opened')
		);
		expect(session.tell(propose('session-opened', opening), supervisor)).toMatchObject(
			refusal('role')
		);
		expect(session.tell(propose('session-opened', opening))).toEqual(taken);
		expect(session.tell(propose('session-opened', opening))).toMatchObject(
			refusal('already-opened')
		);
	});
});

describe('facts and questions', () => {
	test('a question needs a fact that exists, and a fact in use cannot be withdrawn', () => {
		const session = before('question-list-locked');
		const stray = { ...question(6), factId: 'fact-9' };
		expect(session.tell(propose('question-drafted', stray))).toMatchObject(refusal('unknown-fact'));
		const withdrawal = propose('fact-withdrawn', { factId: 'fact-1', reason: '来源有误' });
		expect(session.tell(withdrawal)).toMatchObject(refusal('fact-in-use'));
	});

	test('a correction keeps the history and does not become a second record', () => {
		const session = before('hypothesis-recorded');
		const [first] = session.state.facts;
		const corrected = { ...fact(1), text: '藏在水缸里', reason: '核对笔录' };
		expect(session.tell(propose('fact-corrected', corrected), interviewer)).toEqual(taken);
		const [now] = session.state.facts;
		expect(session.state.facts).toHaveLength(5);
		expect(now).toMatchObject({ factId: 'fact-1', text: '藏在水缸里' });
		expect(now).not.toHaveProperty('reason');
		expect(now?.history).toEqual([...(first?.history ?? []), session.events.at(-1)?.id]);
	});

	test('an id that was withdrawn is not given out again', () => {
		const session = before('hypothesis-recorded');
		session.tell(propose('fact-withdrawn', { factId: 'fact-5', reason: '重复登记' }));
		expect(session.tell(propose('fact-recorded', fact(5)))).toMatchObject(refusal('fact-exists'));
	});

	test('a list is locked with the hash and the version of what stands there', () => {
		const session = before('question-list-locked');
		const lock = { version: 1, sha256: questionListHash(session.state), acceptedWarnings: [] };
		const wrong = { ...lock, sha256: 'c'.repeat(64) };
		expect(session.tell(propose('question-list-locked', wrong))).toMatchObject(
			refusal('list-hash')
		);
		expect(session.tell(propose('question-list-locked', { ...lock, version: 2 }))).toMatchObject(
			refusal('list-version')
		);
		expect(session.tell(propose('question-list-locked', lock))).toEqual(taken);
		expect(
			session.tell(propose('question-corrected', { ...question(1), reason: '改字改字' }))
		).toMatchObject(refusal('list-locked'));
		session.tell(propose('question-list-unlocked', { reason: '还要改字' }));
		expect(session.tell(propose('question-list-locked', lock))).toMatchObject(
			refusal('list-version')
		);
	});

	test('a question with two keys cannot be locked', () => {
		const session = before('question-list-locked');
		const items = question(1).items.map((item) => ({ ...item, role: 'key' as const }));
		session.tell(propose('question-corrected', { ...question(1), items, reason: '试一试' }));
		const sha256 = questionListHash(session.state);
		const lock = propose('question-list-locked', { version: 1, sha256, acceptedWarnings: [] });
		expect(session.tell(lock)).toMatchObject(refusal('key-count'));
	});
});

describe('consent', () => {
	test('it follows the rights, and counts only when understood', () => {
		const early = before('rights-explained');
		const consent = { decision: 'given', form: 'written', understood: true } as const;
		expect(early.tell(propose('consent-recorded', consent))).toMatchObject(refusal('rights-first'));
		const session = before('consent-recorded');
		const unclear = propose('consent-recorded', { ...consent, understood: false });
		expect(session.tell(unclear)).toMatchObject(refusal('consent-not-understood'));
	});

	test('a refusal ends the session: no change of mind is recorded, it can be sealed', () => {
		const session = before('consent-recorded');
		const consent = { form: 'written', understood: true } as const;
		session.tell(propose('consent-recorded', { decision: 'refused', ...consent }));
		expect(
			session.tell(propose('consent-recorded', { decision: 'given', ...consent }))
		).toMatchObject(refusal('no-consent'));
		expect(
			session.tell(propose('session-sealed', { files: [], manifestSha256: 'd'.repeat(64) }))
		).toEqual(taken);
	});

	test('revoked in the middle of a chart, only closing is left', () => {
		const session = before('artifact-marked');
		expect(
			session.tell(propose('consent-revoked', { statement: '我不想继续' }), interviewer)
		).toEqual(taken);
		const mark = propose('artifact-marked', { chart: 1, code: 'M', sample: null, note: '' });
		expect(session.tell(mark)).toMatchObject(refusal('no-consent'));
		expect(session.tell(propose('step-completed', { step: 'formal-test' }))).toMatchObject(
			refusal('no-consent')
		);
		const seal = propose('session-sealed', { files: [], manifestSha256: 'd'.repeat(64) });
		expect(session.tell(seal)).toMatchObject(refusal('chart-not-sealed'));
		const stop = propose('chart-stopped', { chart: 1, reason: 'consent-revoked', note: '' });
		expect(session.tell(stop, system)).toEqual(taken);
		expect(session.tell(propose('chart-sealed', chartSeal), system)).toEqual(taken);
		expect(session.tell(seal)).toEqual(taken);
	});

	test('fit in spite of a stop rule needs a note', () => {
		const session = before('fitness-recorded');
		const answers = [{ ruleId: 'medication', answer: 'yes' as const, note: '' }];
		const fitness = { answers, medication: '美托洛尔', fit: true, note: '' };
		expect(session.tell(propose('fitness-recorded', fitness))).toMatchObject(
			refusal('fitness-note')
		);
		const explained = { ...fitness, note: '剂量小，征得医生意见' };
		expect(session.tell(propose('fitness-recorded', explained))).toEqual(taken);
	});
});

describe('charts and marks', () => {
	test('charts are numbered one after the other, one at a time, the key never first', () => {
		const session = before('chart-started');
		expect(session.tell(propose('chart-started', chartStart(2)))).toMatchObject(
			refusal('chart-number')
		);
		const [buffer, foil, key, ...rest] = chartStart(1).order;
		const places = [key!, buffer!, foil!, ...rest];
		const keyFirst = places.map((place, index) => ({ ...place, presentation: index + 1 }));
		expect(
			session.tell(propose('chart-started', { ...chartStart(1), order: keyFirst }))
		).toMatchObject(refusal('key-first'));
		expect(session.tell(propose('chart-started', chartStart(1)))).toEqual(taken);
		expect(session.tell(propose('chart-started', chartStart(2)))).toMatchObject(
			refusal('chart-running')
		);
	});

	test('no chart starts on sensors that were not accepted', () => {
		const session = before('chart-started');
		const sensors = { ...session.state.sensors!, accepted: false };
		expect(session.tell(propose('sensors-checked', sensors))).toEqual(taken);
		expect(session.tell(propose('chart-started', chartStart(1)))).toMatchObject(
			refusal('sensors-not-accepted')
		);
	});

	test('items are asked in the drawn order; a voided one may be left out', () => {
		const session = before('question-asked');
		const [first, second] = chartStart(1).order;
		const ask = (place: typeof first) =>
			propose('question-asked', { chart: 1, ...place!, sample: null });
		expect(session.tell(ask(second))).toMatchObject(refusal('out-of-order'));
		expect(session.tell(ask({ ...first!, itemId: second!.itemId }))).toMatchObject(
			refusal('wrong-item')
		);
		expect(session.tell(propose('answer-marked', { ...at, answer: 'no' }))).toMatchObject(
			refusal('not-asked')
		);
		session.tell(propose('presentation-voided', { chart: 1, presentation: 1, reason: '外界噪声' }));
		expect(session.tell(ask(second))).toEqual(taken);
		expect(session.tell(ask(first))).toMatchObject(refusal('presentation-voided'));
	});

	test('a mark is corrected by a new event: the first place stays on record', () => {
		const session = before('chart-stopped');
		const artifact = session.state.charts[0]?.artifacts[0];
		const wrong = { eventId: 'event-none', sample: 5, void: false, reason: '按错键' };
		expect(session.tell(propose('mark-corrected', wrong))).toMatchObject(refusal('unknown-mark'));
		const right = { ...wrong, eventId: artifact!.eventId };
		expect(session.tell(propose('mark-corrected', right))).toEqual(taken);
		expect(session.state.charts[0]?.artifacts[0]).toMatchObject({ sample: 5, firstSample: null });
	});

	test('a mark kept by a browser is taken after the stop, until the charts are measured', () => {
		const session = before('chart-measured');
		const late = () => propose('remark-made', { chart: 1, text: '咳嗽', sample: null });
		expect(openStep(session.state)).toBe('chart-analysis');
		expect(session.tell(late())).toEqual(taken);
		const outside = propose('artifact-marked', { chart: 1, code: 'M', sample: 90_000, note: '' });
		expect(session.tell(outside)).toMatchObject(refusal('sample-outside'));
		const measured = before('score-recorded');
		expect(measured.tell(late())).toMatchObject(refusal('already-measured'));
	});

	test('an artifact found while looking at the trace is taken at any time, and what was measured is done again', () => {
		const session = before('step-completed', 5);
		const artifact = { chart: 1, code: 'DB', sample: 4000, note: '' } as const;
		expect(session.tell(propose('artifact-marked', artifact))).toEqual(taken);
		expect(session.state).toMatchObject({ measured: null, scores: null, conclusion: null });
		expect(session.state.sheets).toHaveLength(2);
	});

	test('a mark moved after the scores takes measurements, scores and conclusion with it', () => {
		const session = before('step-completed', 5);
		const eventId = session.state.charts[0]?.presentations[0]?.asked?.eventId ?? '';
		const move = { eventId, sample: 3010, void: false, reason: '起点标早了' };
		expect(session.tell(propose('mark-corrected', move))).toEqual(taken);
		expect(session.state).toMatchObject({ measured: null, scores: null, conclusion: null });
	});
});

describe('conclusions and going back', () => {
	test('a conclusion rests on a recorded score with the same p', () => {
		const session = before('conclusion-recorded');
		const basis = { method: 'lykken', channel: 'EDA', p: 0.01 };
		const outcome = { outcome: 'responds', limits: '局限', alternatives: '泄露' } as const;
		expect(session.tell(propose('conclusion-recorded', { ...outcome, basis }))).toMatchObject(
			refusal('no-such-score')
		);
	});

	test('only the supervisor reopens a step', () => {
		const session = before('chart-measured');
		const reopen = (step: 'formal-test') =>
			propose('step-reopened', { step, reason: '补做一张图谱' });
		expect(session.tell(reopen('formal-test'), tester)).toMatchObject(refusal('role'));
		expect(session.tell(reopen('formal-test'), supervisor)).toEqual(taken);
		expect(openStep(session.state)).toBe('formal-test');
		expect(session.tell(propose('chart-started', chartStart(2)))).toEqual(taken);
	});

	test('a reopened interview asks for fitness and sensors again', () => {
		const session = before('chart-measured');
		const reopening = { step: 'pre-test-interview', reason: '次日继续测试' } as const;
		expect(session.tell(propose('step-reopened', reopening), supervisor)).toEqual(taken);
		const completion = propose('step-completed', { step: 'pre-test-interview' });
		expect(session.tell(completion)).toMatchObject({
			missing: ['fit-for-testing', 'sensors-accepted']
		});
	});

	test('a session that goes on cannot be sealed', () => {
		const seal = propose('session-sealed', { files: [], manifestSha256: 'd'.repeat(64) });
		expect(before('chart-measured').tell(seal)).toMatchObject(refusal('steps-open'));
	});
});
