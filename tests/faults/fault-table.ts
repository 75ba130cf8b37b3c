/**
 * The table of faults from the records of the tests.
 *
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fault } from './fault-list.ts';
import { isAccounted, type FaultRecord } from './record-fault.ts';

/** One line of the table. */
export interface FaultRow {
	readonly id: string;
	readonly title: string;
	readonly runs: number;
	/** Of all records of the fault, by unit. */
	readonly lost: readonly LostSum[];
	readonly verdict: 'pass' | 'fail' | 'not measured';
	readonly notes: readonly string[];
}

/** Sums of the records in one unit. */
export interface LostSum {
	readonly unit: string;
	readonly expected: number;
	readonly actual: number;
	readonly declared: number;
	/** Largest allowed difference of a single run. */
	readonly tolerance: number;
}

/** Reads all records of a folder; none when there is no folder. */
export function readRecords(folder: string): FaultRecord[] {
	let names: string[];
	try {
		names = readdirSync(folder);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
		throw error;
	}
	return names
		.filter((name) => name.endsWith('.jsonl'))
		.toSorted()
		.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n').filter(Boolean))
		.map((line) => JSON.parse(line) as FaultRecord);
}

/** One row for each fault, in the list's order. */
export function rowsOf(list: readonly Fault[], records: readonly FaultRecord[]): FaultRow[] {
	return list.map(({ id, title, notMeasured }) => {
		const own = records.filter((record) => record.id === id);
		const isPassed = own.every(isAccounted);
		return {
			...{ id, title, lost: sums(own), runs: own.reduce((sum, { runs }) => sum + runs, 0) },
			verdict: own.length === 0 ? 'not measured' : isPassed ? 'pass' : 'fail',
			notes: [
				...own.flatMap(({ note }) => (note === undefined ? [] : [note])),
				...(notMeasured === '' ? [] : [`not measured: ${notMeasured}`])
			]
		};
	});
}

function sums(records: readonly FaultRecord[]): LostSum[] {
	const units = [...new Set(records.map(({ unit }) => unit))];
	return units.map((unit) => {
		const own = records.filter((record) => record.unit === unit);
		const sum = (key: 'lostExpected' | 'lostActual' | 'declared') =>
			own.reduce((total, record) => total + record[key], 0);
		return {
			...{ unit, expected: sum('lostExpected'), actual: sum('lostActual') },
			declared: sum('declared'),
			tolerance: Math.max(...own.map(({ tolerance = 0 }) => tolerance))
		};
	});
}

/**
 * What is wrong with the table: a fault that failed, or one that should have been measured and was not.
 *
 * @param isLong whether the long faults were run too
 */
export function problemsOf(
	list: readonly Fault[],
	rows: readonly FaultRow[],
	isLong: boolean
): string[] {
	return rows.flatMap(({ id, verdict, title }) => {
		const when = list.find((fault) => fault.id === id)?.when;
		const isWanted = when === 'always' || (isLong && when === 'long');
		if (verdict === 'fail') return [`${id} ${title}: lost is not what is declared`];
		if (verdict === 'not measured' && isWanted) return [`${id} ${title}: no record`];
		return [];
	});
}

/** The table as Markdown. `where` says on what machine, when. */
export function markdownOf(rows: readonly FaultRow[], where: string): string {
	const cells = (lost: readonly LostSum[], key: 'expected' | 'actual' | 'declared') =>
		lost.length === 0 ? '–' : lost.map((sum) => `${sum[key]}${within(sum)} ${sum.unit}`).join(', ');
	const within = ({ tolerance }: LostSum) => (tolerance > 0 ? ` (±${tolerance} each)` : '');
	const lines = rows.map(({ id, title, runs, lost, verdict, notes }) =>
		[
			...[id, title, runs === 0 ? '–' : runs, cells(lost, 'expected'), cells(lost, 'actual')],
			...[cells(lost, 'declared'), verdict, notes.join('; ')]
		].join(' | ')
	);
	return [
		'# Faults',
		'',
		'Made by `npm run faults`; not to be edited by hand. Lost = produced by the source, absent from the file or log.',
		'Declared = what the product says is missing. A fault passes when lost is what the injection took and all of it is declared.',
		'',
		where,
		'',
		'| fault | what happens | runs | lost expected | lost actual | declared | verdict | notes |',
		'| --- | --- | --- | --- | --- | --- | --- | --- |',
		...lines.map((line) => `| ${line} |`),
		''
	].join('\n');
}
