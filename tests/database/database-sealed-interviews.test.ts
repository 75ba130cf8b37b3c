/** Interviews sealed into folders, on SQLite and PostgreSQL: finished first, whole afterwards, and any change found. */
import { randomUUID } from 'node:crypto';
import {
	chmodSync,
	existsSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	renameSync,
	rmSync,
	writeFileSync
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { recordDocument } from '#lib/core/interview/document/record-document.ts';
import { recordHtml } from '#lib/core/interview/document/record-html.ts';
import { verifyInterviewPackage } from '#lib/core/interview/package.ts';
import { auditEntriesSince } from '#lib/server/database/audit.ts';
import { assignMember } from '#lib/server/cases/assignments.ts';
import { createCase, type CaseUser } from '#lib/server/cases/cases.ts';
import type { LabDatabase } from '#lib/server/database/open.ts';
import { InterviewStore } from '#lib/server/interviews/interview-store.ts';
import { openInterview, type InterviewContext } from '#lib/server/interviews/interviews.ts';
import { otherInterviews, requireOtherStatements } from '#lib/server/interviews/same-person.ts';
import { readSealedInterview } from '#lib/server/interviews/sealed-interview.ts';
import { sealInterview, type InterviewSealing } from '#lib/server/interviews/sealing.ts';
import { readAtRest } from '#lib/server/keys/read-rest.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { readPackage } from '#lib/server/sealed-folder.ts';
import { recordWords } from '../../src/routes/interview-record.server.ts';
import { whileChanged } from '../fixtures/changed-byte.ts';
import { evaluation, readBack, retraction, spoken } from '../fixtures/interview-records.ts';
import { baseline, closing, opening, proposeInterview } from '../fixtures/interview-proposals.ts';
import { openGate, sliceForm } from '../fixtures/interviews.ts';
import { lawful } from '../fixtures/law.ts';
import { requires } from '../requirements.ts';
import { verifyWith } from '../cli/command-line.ts';
import { environmentOf, postgresSchema, sqliteFile, type TestDatabase } from './databases.ts';

vi.setConfig({ testTimeout: 120_000 });

const catalogue = openProtocols('protocols');
/** Of the header of an encrypted file, within the id of its key. */
const KEY_ID_BYTE = 18;
const boss: CaseUser = { id: 'supervisor-1', role: 'supervisor' };
const user: CaseUser = { id: 'interviewer-1', role: 'interviewer' };
const officer = { id: user.id, role: 'interviewer' } as const;
const chief = { id: boss.id, role: 'supervisor' } as const;

const suites = [
	{ name: 'SQLite', make: sqliteFile, present: true },
	{ name: 'PostgreSQL', make: postgresSchema, present: requires('postgres') }
];

for (const { name, make, present } of suites)
	describe.skipIf(!present)(`a sealed interview on ${name}`, () => {
		let place: TestDatabase;
		let database: LabDatabase;
		let interviews: InterviewStore;
		let context: InterviewContext;
		let dataFolder: string;
		let caseId: string;
		let interview: string;
		let sealing: InterviewSealing;

		const tell = async (
			proposals: Parameters<InterviewStore['append']>[1],
			actor = officer as typeof officer | typeof chief
		) =>
			(await interviews.append(interview, proposals, actor)).map((one) =>
				one.ok ? 'ok' : one.code
			);
		const rated = () =>
			proposeInterview('slice-rated', sliceForm(1, { 'S1C-1': 2, 'S2V-1': null }));

		beforeEach(async () => {
			place = await make();
			database = await place.open();
			interviews = new InterviewStore(database);
			context = { db: database.db, now: () => 1000, newId: randomUUID, interviews, catalogue };
			dataFolder = mkdtempSync(join(tmpdir(), 'jingwei-sealed-'));
			({ id: caseId } = await createCase(context, { number: '2026-1', title: '盗窃案' }, boss));
			await assignMember(context, { caseId, user, reason: '办案' }, boss);
			interview = await openInterview(
				context,
				caseId,
				proposeInterview('interview-opened', opening),
				user
			);
			sealing = {
				...{ database, interviews, dataFolder },
				record: async (state, events) => {
					const grid = await interviews.gridOf(state.interviewId);
					const source = {
						...{ case: { number: '2026-1', title: '盗窃案' }, state, events, grid },
						...{ position: null, others: [], names: {}, software: 'jingwei test' }
					};
					const document = recordDocument(source, recordWords('zh-CN'));
					return recordHtml([{ locale: 'zh-CN', document }]);
				}
			};
			const begun = await tell([
				...lawful(),
				proposeInterview('gate-recorded', openGate),
				proposeInterview('baseline-recorded', baseline),
				proposeInterview('statement-recorded', spoken)
			]);
			expect(new Set(begun)).toEqual(new Set(['ok']));
		});
		afterEach(async () => {
			await place.drop();
			rmSync(dataFolder, { recursive: true, force: true });
		});

		/** Everything that has to stand before a seal. */
		async function finish(): Promise<void> {
			const ended = [
				proposeInterview('interview-closed', closing),
				proposeInterview('record-read-back', readBack),
				proposeInterview('interview-evaluated', evaluation)
			];
			expect(await tell(ended)).toEqual(['ok', 'ok', 'ok']);
			expect(await tell([proposeInterview('interview-evaluated', evaluation)], chief)).toEqual([
				'ok'
			]);
		}

		test('is refused before the evaluations, then whole, and takes nothing more', async () => {
			await expect(sealInterview(sealing, interview, officer)).rejects.toMatchObject({
				code: 'interview/unfinished'
			});
			await finish();
			// a second rater looks at the recording after the end
			expect(await tell([rated()], chief)).toEqual(['ok']);
			const sealed = await sealInterview(sealing, interview, chief);
			const again = await sealInterview(sealing, interview, officer);
			expect(again).toEqual(sealed);
			expect(readdirSync(sealed.folder).sort()).toEqual([
				...['events.jsonl', 'manifest.json', 'protocols', 'record.html']
			]);
			const { stdout, code } = await verifyWith(environmentOf(place.place), sealed.folder);
			const verdict = JSON.parse(stdout) as unknown;
			const said = { ok: true, interviewId: interview, lastHash: sealed.lastHash };
			expect({ code, verdict }).toMatchObject({ code: 0, verdict: said });
			const html = (await readAtRest(join(sealed.folder, 'record.html'))).toString();
			expect(html).toContain(spoken.said);
			expect(html).not.toContain('record_');
			expect(await tell([rated()], chief)).toEqual(['interview/sealed']);
			expect((await interviews.eventsAfter(interview, 0)).at(-1)?.type).toBe('interview-sealed');
		});

		test('shows any one changed byte of any of its files, 200 of them', async () => {
			await finish();
			const { folder } = await sealInterview(sealing, interview, officer);
			const { files } = await readPackage(folder);
			const paths = ['events.jsonl', 'manifest.json', ...files.map(({ path }) => path)];
			const change = fc.tuple(
				fc.constantFrom(...paths),
				fc.nat(),
				fc.integer({ min: 1, max: 255 })
			);
			// the id of the key made into something that PostgreSQL takes for no text
			const zeros = paths.map((path): [[string, number, number]] => [
				[path, KEY_ID_BYTE, 256 - readFileSync(join(folder, path))[KEY_ID_BYTE]!]
			]);
			await fc.assert(
				fc.asyncProperty(change, async ([path, at, by]) => {
					const { ok, fault } = await whileChanged(join(folder, path), { at, by }, async () =>
						verifyInterviewPackage(await readPackage(folder))
					);
					expect([ok, fault === null]).toEqual([false, false]);
				}),
				{ numRuns: 200, examples: zeros }
			);
			expect(verifyInterviewPackage(await readPackage(folder))).toMatchObject({ ok: true });
		});

		test('one changed byte is told by the command line, with the file it is in', async () => {
			await finish();
			const { folder } = await sealInterview(sealing, interview, officer);
			for (const path of ['record.html', 'events.jsonl', 'protocols/grid/frame.yaml']) {
				const file = join(folder, path);
				const middle = { at: readFileSync(file).length >> 1, by: 1 };
				const { code, stderr } = await whileChanged(file, middle, () =>
					verifyWith(environmentOf(place.place), folder)
				);
				const says = stderr.startsWith(`jingwei: ${path}`);
				expect({ code, says }).toEqual({ code: 1, says: true });
			}
		});

		test('is finished by sealing again when a crash came between the log and the folder', async () => {
			await finish();
			const { folder, lastHash } = await sealInterview(sealing, interview, officer);
			const part = join(dataFolder, 'archive', 'interviews', `.${interview}.part`);
			// as a crash leaves it: everything but the two lists
			renameSync(folder, part);
			for (const list of ['events.jsonl', 'manifest.json']) rmSync(join(part, list));
			const elsewhere = { ...sealing, record: () => 'a record that another version would write' };
			expect(await sealInterview(elsewhere, interview, officer)).toMatchObject({
				folder,
				lastHash
			});
			expect(verifyInterviewPackage(await readPackage(folder))).toMatchObject({
				ok: true,
				lastHash
			});
			// the folder lost, the same record can be made again; another one is refused
			rmSync(folder, { recursive: true });
			await expect(sealInterview(elsewhere, interview, officer)).rejects.toMatchObject({
				code: 'sealing/package'
			});
			expect(await sealInterview(sealing, interview, officer)).toMatchObject({ folder, lastHash });
		});

		test('holds what came while the record was made', async () => {
			await finish();
			let late = true;
			const { folder } = await sealInterview(
				{
					...sealing,
					record: async (_, events) => {
						if (late) await tell([rated()], chief);
						late = false;
						return `record of ${events.length} events`;
					}
				},
				interview,
				officer
			);
			const events = await interviews.eventsAfter(interview, 0);
			expect((await readAtRest(join(folder, 'record.html'))).toString()).toBe(
				`record of ${events.length - 1} events`
			);
			expect(events.at(-1)).toMatchObject({ data: { upTo: events.length - 1 } });
		});

		test('asked for twice at once is sealed once', async () => {
			await finish();
			const both = await Promise.all([
				sealInterview(sealing, interview, officer),
				sealInterview(sealing, interview, chief)
			]);
			expect(both[0]).toEqual(both[1]);
			const events = await interviews.eventsAfter(interview, 0);
			expect(events.filter(({ type }) => type === 'interview-sealed')).toHaveLength(1);
		});

		test('is handed out unchanged only, and that it was is noted', async () => {
			await expect(readSealedInterview(sealing, interview, user.id)).rejects.toMatchObject({
				code: 'interview/not-sealed'
			});
			await finish();
			const { folder } = await sealInterview(sealing, interview, officer);
			const { entries, name: folderName } = await readSealedInterview(sealing, interview, user.id);
			expect(folderName).toMatch(/^interview-S-1-/);
			const { files } = await readPackage(folder);
			for (const { path, sha256 } of files)
				expect(sha256Hex(entries.find((one) => one.path === path)!.content)).toBe(sha256);
			const acts = await auditEntriesSince(database.db, 0);
			expect(acts.at(-1)).toMatchObject({ action: 'interview/handed-out', actor_id: user.id });
			const file = join(folder, 'record.html');
			chmodSync(file, 0o644);
			writeFileSync(file, 'x');
			await expect(readSealedInterview(sealing, interview, user.id)).rejects.toMatchObject({
				code: 'sealing/package'
			});
		});

		// PostgreSQL's triggers are taken away otherwise; the check of the chain is the same
		if (name === 'SQLite')
			test('is not made of a log somebody changed', async () => {
				await finish();
				const { db } = database;
				const { rows } = await sql<{ name: string }>`
				select name from sqlite_master where type = 'trigger' and tbl_name = 'interview_event'`.execute(db);
				for (const { name: trigger } of rows)
					await sql.raw(`drop trigger "${trigger}"`).execute(db);
				// somebody who has the keys, too
				const bodies = await db.selectFrom('interview_event').select(['id', 'body']).execute();
				for (const { id, body } of bodies.filter((one) => one.body.includes('九点')))
					await sql`update interview_event set body = ${body.replaceAll('九点', '八点')}
						where id = ${id}`.execute(db);
				const afresh = new InterviewStore(await place.open());
				await expect(
					sealInterview({ ...sealing, interviews: afresh }, interview, officer)
				).rejects.toMatchObject({ code: 'sealing/chain' });
				expect(existsSync(join(dataFolder, 'archive', 'interviews', interview))).toBe(false);
			});

		test('stands beside the other interviews of the same person, and of nobody else', async () => {
			const open = (code: string) =>
				openInterview(
					context,
					caseId,
					proposeInterview('interview-opened', { ...opening, subjectCode: code }),
					user
				);
			const [same, another] = [await open('S-1'), await open('S-2')];
			expect(await otherInterviews(context, same)).toMatchObject([
				{ interview, statements: [{ said: spoken.said }] }
			]);
			expect(await otherInterviews(context, another)).toEqual([]);
			const seq = (await interviews.stateOf(interview)).statements[0]!.seq;
			const take = (statement: number, from: string) =>
				proposeInterview('statement-retracted', { ...retraction, interview: from, statement });
			await requireOtherStatements(context, same, [take(seq, interview)]);
			for (const [proposal, by] of [
				[take(seq + 1, interview), same],
				[take(seq, interview), another],
				[take(seq, 'nowhere'), same]
			] as const)
				await expect(requireOtherStatements(context, by, [proposal])).rejects.toMatchObject({
					code: 'interview/statement'
				});
		});
	});
