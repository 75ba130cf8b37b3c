/**
 * Making what is handed out: a report as PDF bears its number on every page, everything else comes as a ZIP file with a
 * signed statement in it.
 *
 * @module
 */
import { basename, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import type { FileEntry } from '#lib/core/audit/manifest.ts';
import type { ExportItem } from '#lib/core/exporting/export-item.ts';
import {
	STATEMENT_FORMAT,
	STATEMENT_PATH,
	statementText,
	type StatementContent
} from '#lib/core/exporting/statement.ts';
import { measurementCsv } from '#lib/core/report/measurement-csv.ts';
import { beHere } from '../archive/from-elsewhere.ts';
import { addAuditEntry } from '../database/audit.ts';
import { whenFree } from '../database/when-free.ts';
import { readSealedInterview } from '../interviews/sealed-interview.ts';
import { readAtRest } from '../keys/read-rest.ts';
import { entryOf, evidencePackage } from '../package/hand-out.ts';
import type { PackageFile } from '../package/verifier.ts';
import { zipBody, type ZipSource } from '../package/zip-stream.ts';
import { chartOf } from '../recording-files.ts';
import { reportFile } from '../report/report-files.ts';
import type { ExportContext } from './context.ts';
import { marksFile } from './marks-file.ts';
import type { TakenExport } from './read-exports.ts';

/** What is given. */
export interface MadeExport {
	/** Name of the file: plain ASCII. */
	readonly name: string;
	readonly type: 'application/pdf' | 'application/zip';
	readonly body: Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;
}

/** Longest wait for a head of the log to be kept outside [ms]. */
const LONGEST_WAIT_MS = 3000;

/**
 * Makes an export.
 *
 * @throws {LabError} what reading the records throws: `sealing/package`, `report/recording`, `archive/…`, `keys/…`
 */
export async function makeExport(
	context: ExportContext,
	taken: TakenExport,
	item: ExportItem
): Promise<MadeExport> {
	const names = await peopleOf(context);
	const state = (files: readonly FileEntry[]): PackageFile =>
		statementOf(context, taken, names, files);
	if (item.kind === 'package') {
		const { database, cases, dataFolder, integrity } = context;
		const places = { database, events: cases.events, dataFolder, integrity };
		const made = await evidencePackage(places, taken.sourceId, taken.requestedBy, state);
		return zipped(taken, made.sources);
	}
	if (item.kind === 'report' && item.format === 'pdf') {
		const mark = { ...taken, by: names(taken.requestedBy) };
		const bytes = await reportFile(places(context), taken.sourceId, item, mark);
		await noteFile(context, taken, sha256Hex(bytes));
		await headOrGoOn(context);
		const body = new Uint8Array(bytes);
		return { name: `${taken.number}-${taken.copy}.pdf`, type: 'application/pdf', body };
	}
	// the head of the log that covers this export
	await headOrGoOn(context);
	const { folder, files } = await filesOf(context, taken, item);
	const all = [...files, state(files.map(entryOf))];
	return zipped(
		taken,
		all.map(({ path, content }) => ({ path: `${folder}/${path}`, from: Buffer.from(content) }))
	);
}

/** A file without a statement is known again by its hash. */
async function noteFile(
	{ cases, database }: ExportContext,
	{ id, number, copy, requestedBy }: TakenExport,
	sha256: string
): Promise<void> {
	const details = { number, copy, sha256 };
	const entry = { actorId: requestedBy, action: 'export/made', object: id, details };
	await whenFree(() =>
		database.db
			.transaction()
			.execute((transaction) => addAuditEntry(transaction, entry, cases.now()))
	);
}

/** A place outside that does not answer holds nobody up. */
async function headOrGoOn({ integrity }: ExportContext): Promise<void> {
	await Promise.race([integrity.headSoon(), delay(LONGEST_WAIT_MS, undefined, { ref: false })]);
}

function zipped(taken: TakenExport, sources: readonly ZipSource[]): MadeExport {
	const name = `${taken.number}-${taken.copy}.zip`;
	return { name, type: 'application/zip', body: zipBody(sources, new Date(taken.takenMs)) };
}

function places({ database, cases, dataFolder }: ExportContext) {
	return { database, dataFolder, events: cases.events, catalogue: cases.catalogue };
}

/** The files of an item, in a folder of their own. */
async function filesOf(
	context: ExportContext,
	taken: TakenExport,
	item: Exclude<ExportItem, { kind: 'package' }>
): Promise<{ readonly folder: string; readonly files: readonly PackageFile[] }> {
	const { cases, database, dataFolder } = context;
	const { sourceId } = taken;
	const of = (path: string, content: PackageFile['content']) => ({
		...{ folder: taken.number, files: [{ path, content }] }
	});
	switch (item.kind) {
		case 'interview': {
			const { interviews } = cases;
			const found = await readSealedInterview(
				{ database, interviews, dataFolder },
				sourceId,
				taken.requestedBy
			);
			return { folder: found.name, files: found.entries };
		}
		case 'marks':
			return of(`marks.${item.format}`, await marksFile(context, taken, item.format));
		case 'measurements':
			return of('measurements.csv', measurementCsv(await cases.events.stateOf(sourceId)));
		case 'recording': {
			const chart = chartOf(await cases.events.stateOf(sourceId), item.chart);
			const name = basename(chart.started.file);
			const path = join('recordings', sourceId, name);
			await beHere(dataFolder, path, { kind: 'session', id: sourceId, chart: item.chart });
			return of(name, await readAtRest(join(dataFolder, path)));
		}
		case 'report': {
			const tag = item.format === 'json' ? '' : `.${item.locale}`;
			const bytes = await reportFile(places(context), sourceId, item);
			return of(`report-v${item.version}${tag}.${item.format}`, bytes);
		}
	}
}

/** Names of people, by account. */
async function peopleOf({ accounts }: ExportContext): Promise<(id: string | null) => string> {
	const people = await accounts.directory.list();
	return (id) => people.find((one) => one.id === id)?.name ?? id ?? '';
}

/** The signed statement: of a sealed folder it need name only the two lists and what lies beside. */
function statementOf(
	{ integrity: { key } }: ExportContext,
	taken: TakenExport,
	nameOf: (id: string | null) => string,
	files: readonly FileEntry[]
): PackageFile {
	const iso = (ms: number | null): string => new Date(ms ?? 0).toISOString();
	const content: StatementContent = {
		...{ format: STATEMENT_FORMAT, number: taken.number, copy: taken.copy, item: taken.item },
		...{ source: taken.sourceId, purpose: taken.purpose },
		recipient: { name: taken.recipient, office: taken.office },
		...{ requestedBy: nameOf(taken.requestedBy), approvedBy: nameOf(taken.decidedBy) },
		...{ approvedAt: iso(taken.decidedMs), takenAt: iso(taken.takenMs) },
		files: files.toSorted((a, b) => (a.path < b.path ? -1 : 1)).map(({ ...one }) => one),
		...{ keyId: key.keyId, publicKey: key.publicKey }
	};
	const signature = key.sign(statementText(content));
	return { path: STATEMENT_PATH, content: canonicalJson({ ...content, signature }) };
}
