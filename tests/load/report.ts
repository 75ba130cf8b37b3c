/**
 * `tests/load/RESULTS.md`, from what was measured last; each part is kept until it is measured again.
 *
 * @module
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus } from 'node:os';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import type { LoadResult } from './run-load.ts';
import type { SoakResult } from './soak.ts';

interface Kept {
	readonly where: string;
	readonly rows: readonly unknown[];
}

const json = join(import.meta.dirname, 'results.json');
const markdown = join(import.meta.dirname, 'RESULTS.md');

/** Keeps a part and writes the report anew. */
export async function keepReport(
	part: 'load' | 'soak',
	rows: readonly LoadResult[] | readonly (SoakResult & { loadBefore: number })[]
): Promise<void> {
	const where =
		`${new Date().toISOString().slice(0, 16)} UTC, ${availableParallelism()} × ` +
		`${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
	const all: Record<string, Kept> = existsSync(json)
		? (JSON.parse(readFileSync(json, 'utf8')) as Record<string, Kept>)
		: {};
	all[part] = { where, rows };
	for (const [path, text] of [
		[json, JSON.stringify(all)],
		[markdown, textOf(all)]
	] as const) {
		const options = { ...(await resolveConfig(path)), filepath: path };
		writeFileSync(path, await format(text, options));
	}
}

function textOf({ load, soak }: Record<string, Kept>): string {
	const parts = ['# Load and soak', 'Written by `npm run load` and `npm run load -- soak`.'];
	if (load) parts.push(...loadText(load.where, load.rows as LoadResult[]));
	if (soak)
		parts.push(...soakText(soak.where, soak.rows as (SoakResult & { loadBefore: number })[]));
	return parts.join('\n\n');
}

const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]): string =>
	[head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

function loadText(where: string, rows: readonly LoadResult[]): string[] {
	return [
		'## Stations at once',
		`Measured ${where}. “Load” is the machine's load over one minute before the row began: what else it was doing.`,
		table(
			[
				'stations',
				'viewers',
				'load',
				'to disk p50 / p99 / max [ms]',
				'viewer lag p50 / p99 / max [ms]',
				'samples',
				'lost',
				'declared'
			],
			rows.map((row) => [
				...[row.stations, row.viewers, row.loadBefore.toFixed(1)],
				...[
					`${row.ackP50Ms} / ${row.ackP99Ms} / ${row.ackMaxMs}`,
					`${row.lagP50Ms} / ${row.lagP99Ms} / ${row.lagMaxMs}`
				],
				...[row.recorded, row.lost, row.declared]
			])
		),
		table(
			[
				'stations',
				'processes',
				'processors: stations / web / viewers',
				'memory: stations / web [MB]',
				'live again in 10 s',
				'last after [s]',
				'spread [s]'
			],
			rows.map((row) => [
				...[row.stations, row.processes, `${row.cpuStations} / ${row.cpuWeb} / ${row.cpuViewers}`],
				...[`${row.rssStationsMb} / ${row.rssWebMb}`, `${row.backAgain} of ${row.viewers}`],
				...[(row.allBackMs / 1000).toFixed(1), (row.backSpreadMs / 1000).toFixed(1)]
			])
		),
		'How: each station is a whole recorder (text driver, clock fit, chart, local socket) of six channels at 256 Hz, with its own data folder, on a cable inside its process; several stations share a process. One web process has the recorder client, hub and tab stream of the product for each station and serves HTTP on loopback; rights, events and the database are not in it. The viewers are the stream code of the browser in one process. “To disk” is from a complete record of one second to its sync, so a sample is on disk at most one second later than that. “Viewer lag” is from when the instrument was due to send a sample to when a viewer had it, instrument timer (4 ms) and block timer (10 ms) included. The web is killed with SIGKILL and started again; “last after” counts from when it listens again.',
		'What it says of a laboratory: there each station is a computer of its own with one recorder, so the first row that is within its limits here with a share of the processors is what one computer has to do many times over. The row of 100 stations is a server for all of them. Instruments, recorders, web and viewers share the processors here; on a server the viewers and instruments are elsewhere, which leaves the processors of the columns “stations” and “web”. The disk is that of this machine: another one has to be measured.'
	];
}

function soakText(where: string, rows: readonly (SoakResult & { loadBefore: number })[]): string[] {
	return [
		'## A day in virtual time',
		`Measured ${where}.`,
		table(
			[
				'virtual hours',
				'took [s]',
				'load',
				'charts',
				'samples',
				'dropped',
				'missing',
				'declared',
				'memory [MB per virtual hour]',
				'open files, first / last'
			],
			rows.map((row) => [
				...[row.hours, row.tookS.toFixed(0), row.loadBefore.toFixed(1), row.charts, row.samples],
				...[row.dropped, row.missing, row.declared, row.slopeMbPerHour.toFixed(2)],
				`${row.firstFiles} / ${row.lastFiles}`
			])
		),
		'How: bytes of a BITalino (100 Hz, four inputs) go through its decoder, the loss decision, the clock fit, the chart with its files and the ring of blocks, on a clock that a loop moves: 30-minute charts, dropped frames by chance, a start shortly before midnight and before 2³¹ ms of the monotonic clock, so that both and the counter of 16 wrap on the way. Memory is the slope of the heap after a collection, hour by hour.',
		'What it does not say: nothing that grows with real time (sockets kept open for a day, the operating system, a driver of a real port) is in it, and neither is daylight saving, because stored times are UTC.'
	];
}
