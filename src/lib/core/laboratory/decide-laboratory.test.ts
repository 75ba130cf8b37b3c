import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
	actorOf,
	instrumentForm,
	LaboratoryScript,
	noon,
	selfTestForm,
	staff
} from '../../../../tests/fixtures/laboratory.ts';
import { linkHash } from '../audit/link.ts';
import { decideLaboratory, laboratoryRights } from './decide-laboratory.ts';
import type { LaboratoryEventType, ProposedLaboratoryEvent } from './laboratory-event.ts';
import { laboratoryOf } from './laboratory-state.ts';

const people = ['tina', 'ivan', 'rita', 'sue', 'adam'];
const sampled = {
	...{ drawId: 'd1', kind: 'routine' as const, month: '2026-10', reason: '', seed: 7, share: 0.2 },
	candidates: [{ sessionId: 's1', conditions: [] }],
	reviews: [{ reviewId: 'r1', sessionId: 's1', reviewer: 'rita', due: '2026-11-20' }]
};
const finding = {
	...{ findingId: 'f1', reviewId: 'r1', item: 'exclusions-justified', text: '理由不全' },
	...{ weight: 'minor' as const, owner: 'tina', due: '2026-12-01' }
};

describe('who writes what', () => {
	const mayWrite = (type: LaboratoryEventType): string[] => {
		const event = { id: 'event-0001', type, at: noon('11-01'), data: {} };
		return people.filter((one) => laboratoryRights[event.type].includes(actorOf(one).role));
	};

	test('administrators register things and read nothing of a case', () => {
		expect(mayWrite('room-registered')).toEqual(['sue', 'adam']);
		expect(mayWrite('calibration-recorded')).toEqual(['sue', 'adam']);
		const ofCases = ['review-sampled', 'review-recorded', 'finding-raised', 'finding-closed'];
		for (const type of ofCases as LaboratoryEventType[])
			expect(mayWrite(type)).not.toContain('adam');
	});

	test('testers measure and count, reviewers review, supervisors draw', () => {
		expect(mayWrite('self-test-recorded')).toEqual(['tina']);
		expect(mayWrite('consumable-used')).toEqual(['tina', 'sue']);
		expect(mayWrite('review-recorded')).toEqual(['rita']);
		expect(mayWrite('review-sampled')).toEqual(['sue']);
		expect(mayWrite('qualification-recorded')).toEqual(['sue']);
	});

	test('the table is what decides', () => {
		const script = new LaboratoryScript();
		for (const one of people)
			expect(script.code(one, 'room-registered', { roomId: one, name: one, note: '' })).toBe(
				['sue', 'adam'].includes(one) ? 'ok' : 'laboratory/role'
			);
	});
});

describe('things of the laboratory', () => {
	test('a room, an instrument and something used up are there once', () => {
		const script = new LaboratoryScript();
		const room = { roomId: 'a', name: '测试室', note: '' };
		expect(script.code('adam', 'room-registered', room)).toBe('ok');
		expect(script.code('adam', 'room-registered', { ...room, roomId: 'b' })).toBe(
			'laboratory/twice'
		);
		expect(script.code('adam', 'instrument-registered', instrumentForm({ roomId: 'x' }))).toBe(
			'laboratory/unknown-room'
		);
		expect(script.code('adam', 'instrument-registered', instrumentForm({ roomId: 'a' }))).toBe(
			'ok'
		);
		expect(
			script.code('adam', 'instrument-registered', instrumentForm({ instrumentId: 'i2' }))
		).toBe('laboratory/twice');
		script.tell('adam', 'instrument-withdrawn', { instrumentId: 'i1', reason: '送修' });
		expect(script.code('tina', 'self-test-recorded', selfTestForm())).toBe(
			'laboratory/instrument-unknown'
		);
		// the same device may come back from repair
		expect(
			script.code('adam', 'instrument-registered', instrumentForm({ instrumentId: 'i2' }))
		).toBe('ok');
	});

	test('a calibration was made, and lasts', () => {
		const script = new LaboratoryScript();
		script.tell('adam', 'instrument-registered', instrumentForm());
		const calibrate = (date: string, validUntil: string) =>
			script.code('sue', 'calibration-recorded', {
				...{ instrumentId: 'i1', date, by: '计量院', certificate: 'JL-1', validUntil }
			});
		expect(calibrate('2026-11-03', '2027-11-03')).toBe('laboratory/date');
		expect(calibrate('2026-10-01', '2026-10-01')).toBe('laboratory/date');
		expect(calibrate('2026-10-01', '2027-10-01')).toBe('ok');
	});

	test('nothing is used that is not there', () => {
		const script = new LaboratoryScript();
		const thing = { consumableId: 'c', name: '电极', unit: '片', minimum: 20 };
		script.tell('sue', 'consumable-registered', thing);
		script.tell('tina', 'consumable-counted', {
			...{ consumableId: 'c', count: 5, lot: 'L1', expires: '2027-01-01' }
		});
		const take = (count: number) =>
			script.code('tina', 'consumable-used', { consumableId: 'c', count, note: '' });
		expect([take(6), take(4), take(2)]).toEqual([
			...['laboratory/too-many', 'ok', 'laboratory/too-many']
		]);
		expect(script.state.consumables[0]?.count).toBe(1);
	});
});

describe('reviews and findings', () => {
	const reviewed = () => {
		const script = new LaboratoryScript();
		script.tell('sue', 'review-sampled', sampled);
		return script;
	};
	const answers = [{ item: 'rights-in-full', answer: 'met' as const, note: '' }];

	test('a review is written once, by the reviewer it was given to', () => {
		const script = reviewed();
		const record = (who: string) =>
			script.code(who, 'review-recorded', { reviewId: 'r1', answers, summary: '无问题' });
		expect([record('ron'), record('rita'), record('rita')]).toEqual([
			...['laboratory/unknown-review', 'ok', 'laboratory/reviewed']
		]);
	});

	test('what is not met needs a note; a special review a reason', () => {
		const script = reviewed();
		const bare = [{ item: 'rights-in-full', answer: 'not-met' as const, note: '' }];
		const data = { reviewId: 'r1', answers: bare, summary: '问题' };
		expect(script.code('rita', 'review-recorded', data)).toBe('laboratory/answers');
		const special = { ...sampled, drawId: 'd2', kind: 'special' as const, month: null };
		expect(script.code('sue', 'review-sampled', special)).toBe('laboratory/reason');
		expect(script.code('sue', 'review-sampled', { ...special, reviews: [] })).toBe(
			'laboratory/nothing-drawn'
		);
		const byTester = { reviewId: 'r1', reviewer: 'tina', reason: '代' };
		expect(script.code('sue', 'review-assigned', byTester)).toBe('laboratory/reviewer');
	});

	test('a finding is closed by somebody else than its owner, and can be opened again', () => {
		const script = reviewed();
		expect(script.code('ron', 'finding-raised', finding)).toBe('laboratory/unknown-review');
		expect(script.code('rita', 'finding-raised', { ...finding, owner: 'adam' })).toBe(
			'laboratory/unknown-person'
		);
		expect(script.code('rita', 'finding-raised', finding)).toBe('ok');
		const close = (who: string) =>
			script.code(who, 'finding-closed', { findingId: 'f1', evidence: '补充理由' });
		expect(script.code('tina', 'finding-answered', { findingId: 'f1', text: '已补' })).toBe('ok');
		expect([close('ron'), close('rita'), close('sue')]).toEqual([
			...['laboratory/unknown-finding', 'ok', 'laboratory/finding-closed']
		]);
		const reopen = { findingId: 'f1', reason: '又发生' };
		expect(script.code('sue', 'finding-reopened', reopen)).toBe('ok');
		expect(script.state.findings[0]).toMatchObject({
			closed: null,
			reopened: [reopen].map(({ reason }) => ({ reason }))
		});
		const toSue = { findingId: 'f1', owner: 'sue', due: '2026-12-09', reason: '调整' };
		expect(script.code('sue', 'finding-due-set', toSue)).toBe('ok');
		expect([close('sue'), close('rita')]).toEqual(['laboratory/finding-own', 'ok']);
	});
});

test('the log is a chain, and folding it gives what was decided on', () => {
	const script = new LaboratoryScript();
	script.tell('adam', 'instrument-registered', instrumentForm());
	script.tell('tina', 'self-test-recorded', selfTestForm());
	script.tell('sue', 'review-sampled', sampled);
	script.tell('rita', 'finding-raised', finding);
	expect(laboratoryOf(script.events)).toEqual(script.state);
	for (const [index, event] of script.events.entries()) {
		const { hash, ...fields } = event;
		expect(hash).toBe(linkHash(fields));
		expect(event.previousHash).toBe(script.events[index - 1]?.hash ?? '0'.repeat(64));
	}
});

test('no order of events of findings ends with one that its own owner closed', () => {
	const who = fc.constantFrom('tina', 'rita', 'sue', 'ron');
	const step = fc.record({
		who,
		owner: who,
		type: fc.constantFrom<LaboratoryEventType>(
			'finding-due-set',
			'finding-answered',
			'finding-closed',
			'finding-reopened'
		)
	});
	fc.assert(
		fc.property(fc.array(step, { maxLength: 15 }), (steps) => {
			const script = new LaboratoryScript();
			script.tell('sue', 'review-sampled', sampled);
			script.tell('rita', 'finding-raised', finding);
			for (const { who: actor, owner, type } of steps) {
				const owned = script.state.findings[0]?.owner;
				const all = { owner, due: '2026-12-02', reason: 'x', text: 'x', evidence: 'x' };
				const event = { id: 'event-step', type, at: script.at, data: { findingId: 'f1', ...all } };
				const decision = decideLaboratory(
					script.state,
					event as unknown as ProposedLaboratoryEvent,
					actorOf(actor),
					staff
				);
				if (type === 'finding-closed' && owned === actor) expect(decision.ok).toBe(false);
				script.tell(actor, type as 'finding-closed', event.data);
			}
			const { closed, owner } = script.state.findings[0]!;
			expect(closed === null || closed.by !== owner).toBe(true);
		}),
		{ numRuns: 200 }
	);
});
