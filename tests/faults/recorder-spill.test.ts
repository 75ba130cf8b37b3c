/**
 * A data folder of 128 MB in memory that fills up while a chart runs, with a spill folder on another: nothing waits in
 * memory, nothing that was announced is lost by a kill, and everything is put where it belongs.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statfsSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { readEdf } from '#lib/core/recording/edf/reader.ts';
import { readClockFile } from '#lib/server/recorder/clock-file.ts';
import { accountOf } from '../fixtures/recording-account.ts';
import { breaksIn, isAlive, RecorderLab, until } from '../fixtures/recorder-lab.ts';
import { recordFault } from './record-fault.ts';

/** 100 Hz lapsed 20 times: a minute that the disk is full takes 3 s. */
const [RATE_HZ, LAPSE, FULL_S] = [100, 20, 60];
/** Of recorded time may wait in memory while the spill folder takes it [s]; on a busy machine half a second is ten. */
const MOST_WAITING_S = 20;
const TIMEOUT = { timeout: 90_000 };
const lab = new RecorderLab(RATE_HZ, LAPSE);
const spill = mkdtempSync(join(tmpdir(), 'jw-spill-'));
const mounted = [lab.root, spill].map(
	(folder) =>
		spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128m', 'jingwei-test', folder]).status === 0
);
const filler = (folder: string): string => join(folder, 'filler');

/** Takes the room of a folder away, all of it. */
function fill(folder: string): void {
	let said = '';
	// whatever is written meanwhile takes a part of what was free
	for (let tries = 0; tries < 10; tries++) {
		const { bavail, bsize } = statfsSync(folder);
		const bytes = String(bavail * bsize);
		const { status, stderr } = spawnSync('fallocate', ['-l', bytes, filler(folder)]);
		if (status === 0) return;
		said = stderr.toString();
	}
	throw new Error(said);
}
const room = (folder: string): void => rmSync(filler(folder), { force: true });

const recording = () => lab.client.health?.recording;
const spilledS = (): number => (recording()?.spilled?.samples ?? 0) / RATE_HZ;
const waitingS = (): number =>
	((recording()?.samples ?? 0) - (recording()?.writtenSamples ?? 0)) / RATE_HZ;
const spillFiles = (): string[] => readdirSync(spill).filter((name) => name !== 'filler');

/** Opens the instrument, starts a chart, fills the disk, waits until a minute of it lies in the spill folder. */
async function spillMinute(chart: number): Promise<number> {
	await lab.open();
	await lab.startChart(chart);
	await sleep(300);
	fill(lab.root);
	let mostS = 0;
	await until(
		'a minute spilled',
		() => {
			if (recording()?.spilled?.problem === null) mostS = Math.max(mostS, waitingS());
			return spilledS() >= FULL_S;
		},
		30_000
	);
	return mostS;
}

/** What a closed chart holds, counted against what the instrument took. */
async function lossOf(chart: number, samples: number): Promise<number> {
	const stem = `chart-0${chart}`;
	const reading = readEdf(readFileSync(lab.file(`${stem}.bdf`)));
	const { closed } = await readClockFile(lab.file(`${stem}.clock.jsonl`));
	const account = accountOf(reading, samples);
	expect(reading.problems).toEqual([]);
	expect(closed?.samples).toBe(samples);
	expect(samples).toBeGreaterThan(FULL_S * RATE_HZ);
	expect({ false: account.false, shifted: account.shifted }).toEqual({ false: 0, shifted: 0 });
	expect(breaksIn(reading, samples)).toEqual([]);
	return account.lost;
}

const closedOf = (chart: number) => lab.noticed('chart-closed').find((one) => one.chart === chart);

describe.skipIf(mounted.includes(false))('a full disk with a spill folder', () => {
	beforeAll(async () => {
		vi.stubEnv('JINGWEI_SPILL', spill);
		await lab.start();
	}, 30_000);
	beforeEach(() => {
		for (const folder of [lab.root, spill]) room(folder);
	});
	afterAll(async () => {
		vi.unstubAllEnvs();
		for (const folder of [lab.root, spill]) room(folder);
		await lab.close().catch((error: unknown) => {
			// the folder is the mount itself
			if (!String(error).includes('busy')) throw error;
		});
		for (const folder of [lab.root, spill]) {
			spawnSync('umount', ['--lazy', folder]);
			rmSync(folder, { recursive: true, force: true });
		}
	}, 30_000);

	test('goes on on the other disk, and is put back when there is room', TIMEOUT, async () => {
		const mostS = await spillMinute(1);
		expect(lab.noticed('storage')[0]).toMatchObject({ state: 'failing', detail: 'ENOSPC' });
		expect(recording()).toMatchObject({ problem: 'ENOSPC', spilled: { problem: null } });
		expect(lab.client.health?.spill?.state).toBe('ready');
		await until('bytes told', () => (lab.client.health?.spill?.waitingBytes ?? 0) > 10_000);
		// as closed to others as the recording itself
		expect(spillFiles().map((name) => statSync(join(spill, name)).mode & 0o777)).toEqual([0o600]);
		expect(mostS).toBeLessThan(MOST_WAITING_S);
		room(lab.root);
		await until('recovered', () => lab.noticed('storage').at(-1)?.state === 'recovered', 10_000);
		expect(spillFiles()).toEqual([]);
		const { samples, lost } = await lab.client.command('stop-chart', {});
		expect(closedOf(1)).toMatchObject({ samples, lost: 0, repaired: false });
		recordFault({
			...{ id: 'F17', runs: 1, unit: 'samples', lostExpected: 0, declared: lost },
			lostActual: await lossOf(1, samples),
			note: `${FULL_S} s spilled to another disk and put back, at most ${mostS.toFixed(1)} s of them in memory`
		});
	});

	test('a chart that ends meanwhile is closed when there is room', TIMEOUT, async () => {
		await spillMinute(2);
		const { samples, lost } = await lab.client.command('stop-chart', {});
		await sleep(3000);
		expect([closedOf(2), spillFiles().length]).toEqual([undefined, 1]);
		room(lab.root);
		await until('closed', () => closedOf(2) !== undefined, 20_000);
		expect(closedOf(2)).toMatchObject({ samples, lost: 0, repaired: false });
		expect(spillFiles()).toEqual([]);
		recordFault({
			...{ id: 'F17', runs: 1, unit: 'samples', lostExpected: 0, declared: lost },
			lostActual: await lossOf(2, samples),
			note: 'a chart that ends while it is spilled is closed when there is room'
		});
	});

	test('a recorder killed meanwhile loses nothing it announced', TIMEOUT, async () => {
		await spillMinute(3);
		const announced = recording()?.writtenSamples ?? 0;
		const pid = await lab.pid();
		process.kill(pid, 'SIGKILL');
		await until('recorder gone', () => !isAlive(pid) || lab.client.hello === null, 30_000);
		lab.client.close();
		expect(spillFiles()).toHaveLength(1);
		// another one starts though the disk is still full, and says what waits
		await lab.start();
		await until('health', () => lab.client.health !== null);
		expect(lab.client.health).toMatchObject({ diskFreeBytes: 0, spill: { state: 'ready' } });
		expect(lab.client.health?.spill?.waitingBytes).toBeGreaterThan(10_000);
		expect(closedOf(3)).toBeUndefined();
		room(lab.root);
		await until('closed', () => closedOf(3) !== undefined, 20_000);
		const { samples = 0 } = closedOf(3) ?? {};
		expect(spillFiles()).toEqual([]);
		expect(announced).toBeGreaterThan(FULL_S * RATE_HZ);
		recordFault({
			...{ id: 'F17', runs: 1, unit: 'samples', lostExpected: 0, declared: 0 },
			lostActual: (await lossOf(3, samples)) + Math.max(0, announced - samples),
			note: 'recorder killed while it spilled, started again on the full disk: everything announced is put back when there is room'
		});
	});

	test('when the other disk is full, too, it waits in memory as without one', TIMEOUT, async () => {
		await lab.open();
		await lab.startChart(4);
		await sleep(300);
		fill(lab.root);
		await until('spilled', () => spilledS() > 5, 10_000);
		fill(spill);
		await until('a minute in memory', () => waitingS() >= FULL_S, 30_000);
		expect(recording()?.spilled).toMatchObject({ problem: 'ENOSPC' });
		room(lab.root);
		await until('recovered', () => lab.noticed('storage').at(-1)?.state === 'recovered', 10_000);
		const { samples, lost } = await lab.client.command('stop-chart', {});
		recordFault({
			...{ id: 'F17', runs: 1, unit: 'samples', lostExpected: 0, declared: lost },
			lostActual: await lossOf(4, samples),
			note: 'both disks full: kept in memory'
		});
	});
});
