import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import {
	instrumentForm,
	LaboratoryScript,
	noon,
	staff
} from '../../../../tests/fixtures/laboratory.ts';
import { laboratorySettings } from '../laboratory/laboratory-settings.ts';
import { roles } from '../roles.ts';
import { procedure } from '../session/procedure.ts';
import { emptyState } from '../session/reduce.ts';
import type { SessionState } from '../session/state.ts';
import { stepIds } from '../session/payloads-conclusion.ts';
import type { SessionWork } from './session-work.ts';
import { workList, type WorkSources } from './work-list.ts';

const read = (name: string): unknown => parse(readFileSync(`protocols/procedure/${name}`, 'utf8'));
const settings = laboratorySettings.parse(read('laboratory.yaml'));
const steps = procedure.parse(read('six-step.yaml'));
const moment = { nowMs: Date.parse(noon('11-29')), offsetMinutes: 0 };
const nothing: WorkSources = {
	...{
		sessions: [],
		tasks: [],
		interviews: [],
		approvals: [],
		urgent: [],
		retention: [],
		exports: [],
		laboratory: null
	}
};
const opened = { caseId: 'c1', subjectCode: 'S-1', technique: 'cit', demonstration: false };
const session = (more: Partial<SessionState> = {}): SessionWork => ({
	state: { ...emptyState('s1'), opened: { ...opened, protocols: [] }, ...more },
	...{ procedure: steps, caseId: 'c1', caseNumber: '2026-1' }
});
const items = (more: Partial<WorkSources>, id: string) =>
	workList({ ...nothing, ...more }, { id, role: staff.get(id)! }, moment);
const ofSession = (more: Partial<SessionState>, id: string) =>
	items({ sessions: [session(more)] }, id)[0];
const inAnalysis = { completed: stepIds.slice(0, 4) };

describe('a test', () => {
	test('waits for its tester with the gates that are not met', () => {
		expect(ofSession({}, 'tina')).toMatchObject({
			...{ stand: 'mine', step: 'case-psychology', waitsFor: null, label: 'S-1' },
			href: '/cases/c1/sessions/s1'
		});
		expect(ofSession({}, 'tina')!.gates.map(({ zh }) => zh)).toContain('描述被测人');
		expect(ofSession({}, 'sue')).toMatchObject({ stand: 'blocked', waitsFor: 'tester' });
	});

	test('says who it is blocked by when the tester has done everything', () => {
		const done = {
			...inAnalysis,
			...{ measured: { software: 'x', measurements: [{}] }, scores: {}, conclusion: {} },
			...{ scorers: [{ seat: 'second', scorerId: 'rita', task: 't' }] }
		} as unknown as Partial<SessionState>;
		const own = [{ seat: 'first' }] as unknown as SessionState['sheets'];
		const blocked = ofSession({ ...done, sheets: own }, 'tina');
		expect(blocked).toMatchObject({ stand: 'blocked', waitsFor: 'reviewer' });
		expect(blocked!.gates).toHaveLength(1);
		// without a sheet of their own it is the tester's turn
		expect(ofSession({ ...done, sheets: [] }, 'tina')).toMatchObject({ stand: 'mine' });
	});

	test('that ended, or has every step done, has to be sealed; a sealed one is no work', () => {
		expect(ofSession({ consent: 'revoked' }, 'tina')).toMatchObject({ need: 'seal', gates: [] });
		expect(ofSession({ completed: [...stepIds] }, 'tina')).toMatchObject({ need: 'seal' });
		expect(ofSession({ sealed: {} as SessionState['sealed'] }, 'tina')).toBeUndefined();
	});

	test('is nothing for interviewers, administrators, and reviewers who have nothing to sign', () => {
		for (const id of ['ivan', 'adam', 'rita'])
			expect(items({ sessions: [session()] }, id)).toEqual([]);
		const issued = [{ version: 1 }] as unknown as SessionState['report']['issued'];
		const report = { draft: null, issued, signatures: [] };
		const sign = items({ sessions: [session({ report })] }, 'rita');
		expect(sign).toMatchObject([{ kind: 'signature', stand: 'mine' }]);
	});
});

describe('interviews', () => {
	const interview = {
		...{ id: 'i1', caseId: 'c1', caseNumber: '2026-1', subjectCode: 'S-A' },
		...{ closed: false, sealed: false, createdBy: 'ivan' }
	};
	const approval = { id: 'r1', caseId: 'c1', caseNumber: '2026-1', requestedBy: 'ivan' };
	const sources = { interviews: [interview], approvals: [approval] };

	test('wait for who leads them; a disclosure for a supervisor who did not ask', () => {
		expect(items(sources, 'ivan').map(({ kind, stand }) => `${kind} ${stand}`)).toEqual([
			...['interview mine', 'approval blocked']
		]);
		expect(items(sources, 'sue').map(({ kind, stand }) => `${kind} ${stand}`)).toEqual([
			...['approval mine', 'interview blocked']
		]);
		expect(items({ interviews: [{ ...interview, closed: true }] }, 'ivan')).toMatchObject([
			{ need: 'evaluate' }
		]);
	});

	test('are never on the list of a tester, reviewer or administrator, whatever was gathered', () => {
		for (const id of ['tina', 'rita', 'adam']) expect(items(sources, id)).toEqual([]);
	});
});

describe('the laboratory', () => {
	const script = () => {
		const log = new LaboratoryScript();
		log.tell('adam', 'instrument-registered', instrumentForm());
		log.tell('sue', 'review-sampled', {
			...{ drawId: 'd', kind: 'routine', month: '2026-10', reason: '', seed: 1, share: 1 },
			candidates: [],
			reviews: [
				{ reviewId: 'r1', sessionId: 's1', reviewer: 'rita', due: '2026-11-28' },
				{ reviewId: 'r2', sessionId: 's2', reviewer: null, due: '2026-12-09' }
			]
		});
		log.tell('rita', 'finding-raised', {
			...{ findingId: 'f1', reviewId: 'r1', item: null, text: '补充', weight: 'minor' },
			...{ owner: 'tina', due: '2026-12-01' }
		});
		return log;
	};
	const list = (log: LaboratoryScript, id: string) => {
		const roleOf = (account: string) => staff.get(account) ?? null;
		const laboratory = { state: log.state, settings, roleOf, demonstration: false };
		return items({ laboratory }, id).map(({ kind, stand }) => `${kind} ${stand}`);
	};

	test('asks each for what is theirs, late ones first', () => {
		const log = script();
		expect(list(log, 'rita')).toEqual(['quality-review mine', 'finding blocked']);
		expect(list(log, 'ron')).toEqual([]);
		expect(list(log, 'tina')).toEqual(['finding mine']);
		expect(list(log, 'adam')).toEqual(['calibration mine']);
		expect(list(log, 'sue')).toEqual([
			...['calibration mine', 'assign-reviewer mine', 'quality-review blocked', 'finding blocked']
		]);
	});

	test('a finding that was answered waits for somebody to check it, again after it was reopened', () => {
		const log = script();
		log.at = noon('11-05');
		log.tell('tina', 'finding-answered', { findingId: 'f1', text: '已补' });
		expect(list(log, 'tina')).toEqual(['finding-close blocked']);
		expect(list(log, 'sue')).toContain('finding-close mine');
		log.tell('sue', 'finding-closed', { findingId: 'f1', evidence: '已核' });
		expect(list(log, 'tina')).toEqual([]);
		log.at = noon('11-06');
		log.tell('sue', 'finding-reopened', { findingId: 'f1', reason: '又缺' });
		expect(list(log, 'tina')).toEqual(['finding mine']);
	});
});

test('whatever is gathered: ids are unique, mine comes first, and nothing mine waits for another', () => {
	const interview = fc.record({
		id: fc.uuid(),
		...{ caseId: fc.constant('c'), caseNumber: fc.constant('1'), subjectCode: fc.constant('A') },
		...{ closed: fc.boolean(), sealed: fc.boolean(), createdBy: fc.constantFrom('ivan', 'sue') }
	});
	const tasks = fc.uniqueArray(
		fc.record({
			task: fc.uuid(),
			kind: fc.constantFrom('scoring' as const, 'list-review' as const)
		}),
		{ selector: ({ task }) => task }
	);
	fc.assert(
		fc.property(
			fc.array(interview),
			tasks,
			fc.constantFrom(...roles),
			(interviews, given, role) => {
				const list = workList(
					{ ...nothing, interviews, tasks: given, sessions: [session()] },
					{ id: 'ivan', role },
					moment
				);
				expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
				const stands = list.map(({ stand }) => stand);
				expect(stands).toEqual(stands.toSorted((a, b) => (a === b ? 0 : a === 'mine' ? -1 : 1)));
				for (const { stand, waitsFor } of list) expect(waitsFor === null).toBe(stand === 'mine');
			}
		)
	);
});

test('an urgent access waits for a supervisor who did not confirm it, and is told to nobody else', () => {
	const one = { id: 'u1', caseNumber: '2026-1', confirmedBy: 'sam', due: '2026-11-25' };
	const urgent = [{ ...one, overdue: true }];
	const list = (id: string, role: 'supervisor' | 'tester') =>
		workList({ ...nothing, urgent }, { id, role }, moment);
	expect(list('sue', 'supervisor')).toMatchObject([
		{ kind: 'urgent-review', stand: 'mine', overdue: true, href: '/urgent' }
	]);
	expect(list('sam', 'supervisor')).toMatchObject([{ stand: 'blocked', waitsFor: 'supervisor' }]);
	expect(list('tina', 'tester')).toEqual([]);
});

test('what is due in the retention of cases is told to supervisors; of a sealed case not which one', () => {
	const due = { move: 'destroy', due: '2026-11-28', overdue: true } as const;
	const retention: WorkSources['retention'] = [
		{ ...due, kind: 'retention', id: 'sealing-1234', caseId: null, caseNumber: null },
		{ kind: 'opening', id: 'asked', isMine: true }
	];
	expect(items({ retention }, 'sue')).toMatchObject([
		{ kind: 'retention', href: '/retention', label: 'sealing-', need: 'destroy', overdue: true },
		{ kind: 'opening', href: '/retention', need: 'approve', stand: 'mine' }
	]);
	for (const id of ['tina', 'rita']) expect(items({ retention }, id)).toEqual([]);
});
