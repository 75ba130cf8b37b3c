/**
 * One number of stations: starts the processes, measures, restarts the web, stops, and compares what the instruments sent
 * with what the files hold.
 *
 * @module
 */
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import { sessionOf, type Answer, type Order, type Station } from './layout.ts';

/** What was measured. */
export interface LoadResult {
	readonly stations: number;
	readonly viewers: number;
	readonly seconds: number;
	/** Processes that the stations are in. */
	readonly processes: number;
	/** Writes that were acknowledged while it was measured; from a complete record to its sync [ms]. */
	readonly acknowledged: number;
	readonly ackP50Ms: number;
	readonly ackP99Ms: number;
	readonly ackMaxMs: number;
	/** From when a sample was due to when a viewer had it [ms]. */
	readonly lagP50Ms: number;
	readonly lagP99Ms: number;
	readonly lagMaxMs: number;
	/** Samples of each channel, all stations: recorded, missing between the first and the last, declared by gaps. */
	readonly recorded: number;
	readonly lost: number;
	readonly declared: number;
	/** Processors used; 1 = one whole. */
	readonly cpuStations: number;
	readonly cpuWeb: number;
	readonly cpuViewers: number;
	/** Largest of the processes of the stations, and the web's [MB]. */
	readonly rssStationsMb: number;
	readonly rssWebMb: number;
	/** After the web was killed and started again: viewers live in 10 s, when the last was, how far apart they came. */
	readonly backAgain: number;
	readonly allBackMs: number;
	readonly backSpreadMs: number;
	/** Of the machine, over one minute, before it began. */
	readonly loadBefore: number;
}

/** Connecting everybody and compiling is no part of what is measured. */
const WARM_UP_MS = 15_000;
const BACK_MS = 10_000;
const children: ChildProcess[] = [];

function start(file: string): ChildProcess {
	const child = fork(join(import.meta.dirname, file), {
		env: { ...process.env, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: '16' }
	});
	children.push(child);
	return child;
}

function tell(child: ChildProcess, order: Order): Promise<Answer> {
	return new Promise((resolve, reject) => {
		const exit = (): void => reject(new Error(`a process ended at ${order.is}`));
		child.once('exit', exit);
		child.once('message', (answer) => {
			child.off('exit', exit);
			resolve(answer as Answer);
		});
		child.send(order);
	});
}

const part = (sorted: readonly number[], share: number): number =>
	Math.round(10 * (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? NaN)) /
	10;

/**
 * Measures.
 *
 * @param seconds of measuring; starting and stopping come to it
 */
export async function runLoad(
	stations: number,
	viewers: number,
	seconds: number
): Promise<LoadResult> {
	const folder = mkdtempSync(join(tmpdir(), 'jw-load-'));
	try {
		return await measure(folder, stations, viewers, seconds);
	} finally {
		for (const child of children.splice(0)) child.kill('SIGKILL');
		rmSync(folder, { recursive: true, force: true });
	}
}

async function measure(folder: string, count: number, viewers: number, seconds: number) {
	const processes = Math.min(count, Math.max(1, 2 * availableParallelism()));
	const hosts = Array.from({ length: processes }, () => start('stations.ts'));
	const wanted = Array.from({ length: count }, (_, number) => ({
		...{ number, root: join(folder, String(number)), startS: 0 }
	}));
	const begun = await Promise.all(
		hosts.map((host, index) =>
			tell(host, {
				is: 'stations',
				stations: wanted.filter(({ number }) => number % processes === index)
			})
		)
	);
	const stations = begun.flatMap((answer) => answer.stations ?? []);
	const web = start('serve.ts');
	const { port = 0 } = await tell(web, { is: 'serve', stations, port: 0, starts: true });
	const tabs = start('viewers.ts');
	await tell(tabs, { is: 'view', stations, port, viewers });
	await sleep(WARM_UP_MS);
	const measured = [...hosts, web, tabs];
	await Promise.all(measured.map((child) => tell(child, { is: 'begin' })));
	await sleep(1000 * seconds);
	const answers = await Promise.all(measured.map((child) => tell(child, { is: 'tell' })));
	const storm = await restartWeb({ web, tabs, stations, port, viewers });
	await Promise.all(hosts.map((host) => tell(host, { is: 'stop' })));
	return {
		...{ stations: count, viewers, seconds, processes, loadBefore: 0 },
		...figures(answers, processes, seconds),
		...compare(stations),
		...storm
	};
}

function figures(answers: readonly Answer[], processes: number, seconds: number) {
	const hosts = answers.slice(0, processes);
	const [web, tabs] = [answers[processes], answers[processes + 1]];
	const delays = (web?.delaysMs ?? []).toSorted((a, b) => a - b);
	const lags = (tabs?.lagsMs ?? []).toSorted((a, b) => a - b);
	const cpu = (list: readonly (Answer | undefined)[]): number =>
		Math.round((100 * list.reduce((sum, one) => sum + (one?.cpuS ?? 0), 0)) / seconds) / 100;
	return {
		...{ acknowledged: delays.length, ackP50Ms: part(delays, 0.5), ackP99Ms: part(delays, 0.99) },
		...{ ackMaxMs: part(delays, 1), lagP50Ms: part(lags, 0.5), lagP99Ms: part(lags, 0.99) },
		...{
			lagMaxMs: part(lags, 1),
			cpuStations: cpu(hosts),
			cpuWeb: cpu([web]),
			cpuViewers: cpu([tabs])
		},
		rssStationsMb: Math.round(Math.max(...hosts.map((one) => one.rssMb ?? 0))),
		rssWebMb: Math.round(web?.rssMb ?? 0)
	};
}

/** Kills the web and starts it again at the same address. */
async function restartWeb(of: {
	readonly web: ChildProcess;
	readonly tabs: ChildProcess;
	readonly stations: readonly Station[];
	readonly port: number;
	readonly viewers: number;
}) {
	of.web.kill('SIGKILL');
	const killedMs = Date.now();
	const again = start('serve.ts');
	await tell(again, { is: 'serve', stations: of.stations, port: of.port, starts: false });
	const servedMs = Date.now();
	await sleep(BACK_MS + 1000);
	const { liveAtMs = [] } = await tell(of.tabs, { is: 'tell' });
	const back = liveAtMs.filter((at) => at > killedMs).map((at) => at - servedMs);
	return {
		backAgain: back.filter((ms) => ms <= BACK_MS).length,
		allBackMs: Math.max(...back, 0),
		backSpreadMs: back.length === 0 ? 0 : Math.max(...back) - Math.min(...back)
	};
}

/** Numbers in the files: each sample holds its own. */
function compare(stations: readonly Station[]) {
	let [recorded, lost, declared] = [0, 0, 0];
	for (const { root, number } of stations) {
		const path = join(root, 'recordings', sessionOf(number), 'chart-01');
		const notice = JSON.parse(readFileSync(`${path}.closed.json`, 'utf8')) as {
			samples: number;
			lost: number;
		};
		const [first] = readEdf(readFileSync(`${path}.bdf`)).channels;
		const numbers = [...(first?.samples.subarray(0, notice.samples) ?? [])].filter((n) => n >= 0);
		const span = (numbers.at(-1) ?? 0) - (numbers[0] ?? 0) + 1;
		recorded += numbers.length;
		lost += span - new Set(numbers).size;
		declared += notice.lost;
	}
	return { recorded, lost, declared };
}
