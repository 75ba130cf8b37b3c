/**
 * `verify-log [FILE]`: whether the laboratory's log holds: every record against its leaf, every head, and what is kept
 * outside. Of the database, or of a copy of the log made with `--write`.
 *
 * @module
 */
import { createWriteStream, existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { isLabError, LabError } from '#lib/core/errors.ts';
import type { LogAnchor } from '#lib/core/integrity/head-chain.ts';
import { readLogLines } from '#lib/core/integrity/log-lines.ts';
import { verdictCodes } from '#lib/core/integrity/log-fault.ts';
import { readPrintedCode } from '#lib/core/integrity/tree-head.ts';
import { openAsItIs, type LabDatabase } from '#lib/server/database/open.ts';
import { checkDatabase, type LogReport } from '#lib/server/integrity/check-database.ts';
import { checkLines } from '#lib/server/integrity/check-lines.ts';
import { checkStamps } from '#lib/server/integrity/check-stamps.ts';
import { logLines } from '#lib/server/integrity/read-log.ts';
import { readWitness } from '#lib/server/integrity/witness.ts';
import { readArguments, usageError } from './arguments.ts';

/** Printed by `--help`. */
export const usage = `verify-log [FILE] [options]
  whether records, log and heads are as they were written
  FILE                 a copy of the log made with --write; without it the database is read
                       (DATABASE_URL, or jingwei.sqlite in JINGWEI_DATA)
  --printed CODE       a code of the log from paper (JW1:…)
  --witness FILE       a witness file
  --tsa-cert FILE      certificate of the time stamp authority: its tokens in the database are checked
  --write FILE         writes a copy of the log: hashes, salts and ids, no word of a record
  exit 0 = as it was, 1 = changed, 2 = part of what is needed is not there, 3 = could not be checked
`;

const options = {
	printed: { type: 'string', multiple: true },
	witness: { type: 'string' },
	'tsa-cert': { type: 'string' },
	write: { type: 'string' }
} as const;

/** Prints the report as JSON, and the first fault on standard error. */
async function verifyLog(args: string[]): Promise<number> {
	try {
		return told(await checked(args));
	} catch (error) {
		const isRefusal = isLabError(error) && error.code !== 'cli/usage';
		const isSystem = error instanceof Error && 'syscall' in error;
		if (!isRefusal && !isSystem) throw error;
		process.stderr.write(`jingwei: ${error.message}\n`);
		return verdictCodes.unverifiable;
	}
}
export { verifyLog as 'verify-log' };

async function checked(args: string[]): Promise<LogReport> {
	const { values, words } = readArguments(args, options, { names: ['FILE'], required: 0 });
	const [file] = words;
	const anchors = [
		...(values.printed ?? []).map(printedAnchor),
		...(values.witness === undefined ? [] : await readWitness(values.witness))
	];
	const certificate = values['tsa-cert'];
	if (file !== undefined && (certificate !== undefined || values.write !== undefined))
		throw usageError('--tsa-cert and --write are of the database, not of a copy');
	return file === undefined
		? await inDatabase(async (database) => {
				if (values.write !== undefined)
					await pipeline(logLines(database.db), createWriteStream(values.write));
				const report = await checkDatabase(database.db, anchors);
				if (certificate === undefined || report.fault !== null) return report;
				return checkStamps(database.db, await readFile(certificate, 'utf8'), report);
			})
		: checkLines(readLogLines(await readFile(file, 'utf8')), anchors);
}

function told(report: LogReport): number {
	process.stdout.write(`${JSON.stringify(report)}\n`);
	const { fault, verdict } = report;
	if (fault === null) return verdictCodes[verdict];
	const where = [
		fault.leaf === null ? null : `leaf ${fault.leaf}`,
		fault.head === null ? null : `head ${fault.head}`
	].filter((part) => part !== null);
	process.stderr.write(`jingwei: ${[fault.what, ...where].join(', ')}: ${fault.message}\n`);
	return verdictCodes[verdict];
}

function printedAnchor(code: string): LogAnchor {
	const printed = readPrintedCode(code);
	if (printed === null) throw usageError(`expected a printed code (JW1:…), got ${code}`);
	return { ...printed, headHash: null, where: 'printed code' };
}

/** Opens the database without changing anything in it. */
async function inDatabase<T>(run: (database: LabDatabase) => Promise<T>): Promise<T> {
	const folder = resolve(process.env['JINGWEI_DATA'] ?? 'data');
	const place = process.env['DATABASE_URL'] ?? join(folder, 'jingwei.sqlite');
	const isFile = !/^postgres(ql)?:/.test(place);
	if (isFile && !existsSync(place)) throw noLog(place);
	const database = openAsItIs(place);
	try {
		await database.db.selectFrom('log_tree').select('size').execute();
	} catch (error) {
		await database.close();
		throw noLog(isFile ? place : 'the database', error);
	}
	try {
		return await run(database);
	} finally {
		await database.close();
	}
}

function noLog(place: string, cause?: unknown): LabError {
	return new LabError('integrity/no-log', `expected a laboratory's log in ${place}`, { cause });
}
