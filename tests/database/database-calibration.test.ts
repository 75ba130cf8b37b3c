/** Calibrations on SQLite and PostgreSQL: computed from closed interviews, adopted, kept by interviews, never changed. */
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CalibrationBasis } from '#lib/core/grid/calibration-report.ts';
import type { GridState } from '#lib/core/grid/model.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase, type CaseUser } from '#lib/server/cases/cases.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import { asRefusal } from '#lib/server/database/errors.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import {
	computeCalibration,
	decideCalibration,
	type CalibrationContext
} from '#lib/server/grid/calibrations.ts';
import { calibrationInputs } from '#lib/server/grid/coded-interviews.ts';
import {
	adoptedCalibration,
	readCalibrations,
	statusNow,
	statusWith
} from '#lib/server/grid/read-calibrations.ts';
import { InterviewStore } from '#lib/server/interviews/interview-store.ts';
import { openInterview, type InterviewContext } from '#lib/server/interviews/interviews.ts';
import { openProtocols, protocolOf, protocolsOf } from '#lib/server/protocols.ts';
import { baseline, closing, opening, proposeInterview } from '../fixtures/interview-proposals.ts';
import { openGate, sliceForm } from '../fixtures/interviews.ts';
import { lawful } from '../fixtures/law.ts';
import { requires } from '../requirements.ts';
import { postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

const catalogue = openProtocols('protocols');
const basis: CalibrationBasis = {
	cells: protocolsOf(catalogue, 'grid-cell'),
	prior: protocolOf(catalogue, 'grid-model'),
	rules: protocolOf(catalogue, 'grid-laboratory')
};
const live = basis.cells.flatMap((cell) => cell.indicators.filter((one) => one.live));
const officer = { id: 'interviewer-1', role: 'interviewer' } as const;
const reviewer = { id: 'reviewer-1', role: 'reviewer' } as const;
const boss = { id: 'supervisor-1', role: 'supervisor' } as const;
const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`a calibration on ${name}`, { timeout: 60_000 }, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let interviews: InterviewStore;
		let cases: InterviewContext;
		let context: CalibrationContext;
		let caseId: string;
		let now = 1_000;

		beforeEach(async () => {
			place = await make();
			database = await place.open();
			interviews = new InterviewStore(database);
			cases = {
				...{ db: database.db, now: () => now, newId: randomUUID, interviews, catalogue }
			};
			context = { database, interviews, basis, now: () => now, newId: randomUUID };
			({ id: caseId } = await createCase(cases, { number: '2026-1', title: '盗窃案' }, boss));
			for (const user of [officer, reviewer] as CaseUser[])
				await assignMember(cases, { caseId, user, reason: '办案' }, boss);
		});
		afterEach(() => place.drop());

		const open = (subjectCode: string) =>
			openInterview(
				cases,
				caseId,
				proposeInterview('interview-opened', { ...opening, subjectCode }),
				officer
			);

		/** A closed interview of two slices, rated by two and labelled. */
		async function labelled(subjectCode: string, stage: GridState): Promise<string> {
			const id = await open(subjectCode);
			const own = stage === 'O' ? 'S1' : stage;
			const form = (slice: number) =>
				sliceForm(
					slice,
					Object.fromEntries(
						live.map(({ id: item }) => [item, item.startsWith(own) ? (slice === 1 ? 2 : 3) : 0])
					)
				);
			const forms = [1, 2].map((slice) => proposeInterview('slice-rated', form(slice)));
			const taken = await interviews.append(
				id,
				[
					proposeInterview('gate-recorded', openGate),
					proposeInterview('baseline-recorded', baseline),
					...lawful(),
					...forms,
					proposeInterview('interview-closed', closing)
				],
				officer
			);
			const coded = await interviews.append(
				id,
				[1, 2].flatMap((slice) => [
					proposeInterview('slice-rated', form(slice)),
					proposeInterview('slice-labelled', {
						...{ slice, stage, coders: ['a', 'b', 'c'] as [string, string, string] },
						...{ basis: '录像', agreedForm: '' }
					})
				]),
				reviewer
			);
			expect([...taken, ...coded].map((one) => (one.ok ? 'taken' : one.code))).toEqual(
				Array<string>(11).fill('taken')
			);
			return id;
		}

		test('without data keeps the priors, cannot be adopted, and the status says training', async () => {
			const id = await computeCalibration(context, boss);
			const [one] = await readCalibrations(database.db);
			expect(one).toMatchObject({ id, segments: 0, persons: 0, standing: 'computed' });
			const { start, transition, emission } = basis.prior;
			expect(one!.parameters.tables).toMatchObject({ start, transition, emission });
			await expect(
				decideCalibration(context, { id, act: 'adopted', reason: '试' }, boss)
			).rejects.toMatchObject({ code: 'calibration/no-data' });
			expect(await statusNow(database.db)).toEqual({ use: 'training', gaps: ['no-calibration'] });
		});

		test('is computed from closed, labelled interviews, adopted, and kept by interviews opened then', async () => {
			const before = await labelled('S-1', 'S2');
			await labelled('S-2', 'S1');
			const running = await open('S-3');
			const id = await computeCalibration(context, boss);
			const [one] = await readCalibrations(database.db);
			expect(one).toMatchObject({ id, segments: 4, persons: 2, madeBy: boss.id });
			expect(one!.agreement).toMatchObject({ segments: 4, persons: 2, alpha: 1 });
			expect(one!.gaps).toEqual(expect.arrayContaining(['segments', 'persons', 'coders']));
			// six live indicators of the stage in four segments, half of them rated 2 and half 3
			const { emission, strengths } = one!.parameters.tables;
			expect(strengths.emission.match).toBeCloseTo(20 + 24, 9);
			expect(emission.match[2]).toBeCloseTo((20 * 0.4 + 12) / (20 + 24), 9);
			await decideCalibration(context, { id, act: 'adopted', reason: '会议决定' }, boss);
			const later = await open('S-4');
			const afresh = new InterviewStore(await place.open());
			const [old, middle, young] = await Promise.all(
				[before, running, later].map((interview) => afresh.gridOf(interview))
			);
			expect(old!.local).toBeNull();
			expect(middle!.model).toEqual(basis.prior);
			expect(young!.local).toMatchObject({ id, segments: 4, persons: 2 });
			expect(young!.model.emission.match[2]).toBeCloseTo(emission.match[2], 12);
			expect(young!.model.local?.reliabilities['S2C-1']).toBe(0.7);
			// few data may lower, never lift: still training, by what is missing
			expect(await statusWith(database.db, young!.local)).toMatchObject({ use: 'training' });

			await decideCalibration(context, { id, act: 'withdrawn', reason: '编码员更换' }, boss);
			expect(await adoptedCalibration(database.db)).toBeNull();
			expect(await statusWith(database.db, young!.local)).toEqual({
				...{ use: 'training', gaps: ['withdrawn'] }
			});
			// the interview keeps its own all the same
			expect((await afresh.gridOf(later)).local).toMatchObject({ id });
			expect((await interviews.gridOf(await open('S-5'))).local).toBeNull();
			const actions = (await auditEntriesSince(database.db, 0)).map(({ action }) => action);
			expect(actions.filter((action) => action.startsWith('calibration/'))).toEqual([
				'calibration/computed',
				'calibration/adopted',
				'calibration/withdrawn'
			]);
		});

		test('the same data have the same hash, others another; no text leaves the case', async () => {
			await labelled('S-1', 'S3');
			const first = await calibrationInputs(database, interviews);
			const again = await calibrationInputs(database, new InterviewStore(await place.open()));
			expect(again.sha256).toBe(first.sha256);
			const text = JSON.stringify(first.interviews);
			for (const word of ['S-1', caseId, opening.place, closing.welfare, '录像', 'tired'])
				expect(text).not.toContain(word);
			await labelled('S-2', 'O');
			expect((await calibrationInputs(database, interviews)).sha256).not.toBe(first.sha256);
		});

		test('a second one replaces the first; both stay', async () => {
			await labelled('S-1', 'S2');
			const ids: string[] = [];
			for (const reason of ['首次', '复核']) {
				now += 1;
				const id = await computeCalibration(context, boss);
				await decideCalibration(context, { id, act: 'adopted', reason }, boss);
				ids.push(id);
			}
			const all = await readCalibrations(database.db);
			expect(all.map(({ id, standing }) => [id, standing])).toEqual([
				[ids[1], 'adopted'],
				[ids[0], 'replaced']
			]);
			await expect(
				decideCalibration(context, { id: ids[1]!, act: 'adopted', reason: '再次' }, boss)
			).rejects.toMatchObject({ code: 'calibration/state' });
		});

		test('is for supervisors only', async () => {
			for (const actor of [officer, reviewer, { id: 'admin-1', role: 'admin' } as const]) {
				await expect(computeCalibration(context, actor)).rejects.toMatchObject({
					code: 'calibration/role'
				});
				await expect(
					decideCalibration(context, { id: 'x', act: 'adopted', reason: '' }, actor)
				).rejects.toMatchObject({ code: 'calibration/role' });
			}
			expect(await readCalibrations(database.db)).toEqual([]);
		});

		test('and what was decided about it cannot be changed or removed', async () => {
			await labelled('S-1', 'S2');
			const id = await computeCalibration(context, boss);
			await decideCalibration(context, { id, act: 'adopted', reason: '会议决定' }, boss);
			const before = await readCalibrations(database.db);
			for (const table of ['grid_calibration', 'grid_calibration_act']) {
				const column = table === 'grid_calibration' ? 'gaps' : 'reason';
				for (const statement of [
					`update ${table} set ${column} = '[]'`,
					`delete from ${table}`,
					name === 'SQLite'
						? `insert or replace into ${table} select * from ${table}`
						: `truncate ${table} cascade`
				])
					await expect(
						asRefusal(() => sql.raw(statement).execute(database.db)),
						statement
					).rejects.toMatchObject({ code: 'database/append-only' });
			}
			expect(await readCalibrations(database.db)).toEqual(before);
		});
	});
