/** Killed at any moment, a recording is valid after the next start and holds what was announced as written. */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, expect, test } from 'vitest';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import { readClockFile } from '#lib/server/recorder/clock-file.ts';
import { recorderClient } from '#lib/server/recorder/process.ts';
import { breaksIn, isAlive, RecorderLab, SESSION, until } from '../fixtures/recorder-lab.ts';

const KILLS = 20;
const LABS = 2;
/** 100 Hz lapsed 20 times: records of a second are complete every 50 ms. */
const RATE_HZ = 100;
const LAPSE = 20;

const labs: RecorderLab[] = [];
async function newLab(rateHz: number, lapse: number): Promise<RecorderLab> {
	const lab = new RecorderLab(rateHz, lapse);
	labs.push(lab);
	await lab.start();
	return lab;
}
afterEach(async () => {
	await Promise.all(labs.splice(0).map((lab) => lab.close()));
}, 30_000);

/** Records chart `chart`, kills the recorder after a time, starts another. Gives back what was announced. */
async function recordAndKill(lab: RecorderLab, chart: number, afterMs: number): Promise<number> {
	let announced = 0;
	lab.client.listen({
		health: ({ recording }) => {
			if (recording?.chart === chart) announced = Math.max(announced, recording.writtenSamples);
		}
	});
	await lab.open();
	await lab.startChart(chart);
	await sleep(afterMs);
	const pid = await lab.pid();
	process.kill(pid, 'SIGKILL');
	await until('recorder gone', () => !isAlive(pid) || lab.client.hello === null);
	const known = announced;
	lab.client.close();
	await lab.start();
	return known;
}

test(
	`survives ${KILLS} kills of the recorder at random moments`,
	{ timeout: 120_000 },
	async () => {
		const run = async (first: number): Promise<number> => {
			const lab = await newLab(RATE_HZ, LAPSE);
			let total = 0;
			for (let chart = first; chart <= KILLS; chart += LABS) {
				const announced = await recordAndKill(lab, chart, Math.random() * 600);
				total += announced;
				const name = `chart-${String(chart).padStart(2, '0')}`;
				const reading = readEdf(readFileSync(lab.file(`${name}.bdf`)));
				const { closed } = await readClockFile(lab.file(`${name}.clock.jsonl`));
				expect(reading.problems).toEqual([]);
				expect(closed?.repaired).toBe(true);
				const samples = closed?.samples ?? 0;
				expect(samples).toBeGreaterThanOrEqual(announced);
				expect(breaksIn(reading, samples)).toEqual([]);
				await until('notice', () => lab.noticed('chart-closed').some((n) => n.chart === chart));
				expect(lab.noticed('chart-closed').find((n) => n.chart === chart)).toMatchObject({
					...{ samples, repaired: true, sessionId: SESSION }
				});
				await lab.client.command('acknowledge-chart', { sessionId: SESSION, chart });
			}
			return total;
		};
		const totals = await Promise.all(Array.from({ length: LABS }, (_, index) => run(index + 1)));
		// a test in which nothing was ever announced would prove nothing
		expect(Math.min(...totals)).toBeGreaterThan(0);
	}
);

test(
	'loses nothing when a client is killed, and ends cleanly when told to',
	{ timeout: 30_000 },
	async () => {
		const lab = await newLab(1000, 1);
		await lab.open();
		await lab.startChart();
		await sleep(400);
		lab.client.close();
		await sleep(700);
		const other = recorderClient(lab.root);
		await other.connect();
		expect(other.hello?.pid).toBe(await lab.pid());
		const pid = await lab.pid();
		process.kill(pid, 'SIGTERM');
		await until('recorder ended', () => !isAlive(pid));
		other.close();
		const reading = lab.recording();
		const { closed } = await readClockFile(lab.file('chart-01.clock.jsonl'));
		expect(reading.problems).toEqual([]);
		expect(closed).toMatchObject({ repaired: false, lost: 0 });
		expect(closed?.samples).toBeGreaterThan(1000);
		expect(breaksIn(reading, closed?.samples ?? 0)).toEqual([]);
	}
);
