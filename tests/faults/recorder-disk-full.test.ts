/** A disk of 128 MB in memory that fills up while a chart runs: refused before, held in memory after. */
import { spawnSync } from 'node:child_process';
import { rmSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accountOf } from '../fixtures/recording-account.ts';
import { RecorderLab, until } from '../fixtures/recorder-lab.ts';
import { recordFault } from './record-fault.ts';

/** 100 Hz lapsed 20 times: a minute that the disk is full takes 3 s. */
const [RATE_HZ, LAPSE, FULL_S] = [100, 20, 60];
const lab = new RecorderLab(RATE_HZ, LAPSE);
const mount = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=128m', 'jingwei-test', lab.root]);
const isMounted = mount.status === 0;
const filler = join(lab.root, 'filler');

/** Takes the room away, but for `leftBytes`; at once, so that the fake instrument goes on ticking. */
function fill(leftBytes: number): void {
	let said = '';
	// whatever is written meanwhile takes a part of what was free
	for (let tries = 0; tries < 10; tries++) {
		const { bavail, bsize } = statfsSync(lab.root);
		const bytes = Math.max(bsize, bavail * bsize - leftBytes);
		const { status, stderr } = spawnSync('fallocate', ['-l', String(bytes), filler]);
		if (status === 0) return;
		said = stderr.toString();
	}
	throw new Error(said);
}

describe.skipIf(!isMounted)('a full disk', () => {
	beforeAll(async () => {
		await lab.start();
		await lab.open();
	}, 30_000);
	afterAll(async () => {
		rmSync(filler, { force: true });
		await lab.close().catch((error: unknown) => {
			// the folder is the mount itself
			if (!String(error).includes('busy')) throw error;
		});
		spawnSync('umount', ['--lazy', lab.root]);
		rmSync(lab.root, { recursive: true, force: true });
	}, 30_000);

	test('refuses a chart that might not fit, and loses nothing of one that runs for a minute', async () => {
		// a machine that is busy filling memory makes the fake instrument late for a moment
		const isStreaming = () => lab.client.health?.device === 'streaming';
		fill(8 * 1024 * 1024);
		await sleep(700);
		await until('streaming', isStreaming, 10_000);
		await expect(lab.startChart()).rejects.toMatchObject({ code: 'recorder/disk-full' });
		rmSync(filler);
		await sleep(700);
		await until('streaming', isStreaming, 10_000);
		await lab.startChart();
		await sleep(300);
		fill(0);
		await until('trouble told', () => lab.noticed('storage').length > 0, 10_000);
		expect(lab.noticed('storage')[0]).toMatchObject({ state: 'failing', detail: 'ENOSPC' });
		const waiting = () => {
			const { samples = 0, writtenSamples = 0 } = lab.client.health?.recording ?? {};
			return (samples - writtenSamples) / RATE_HZ;
		};
		await until('a minute kept in memory', () => waiting() >= FULL_S, 20_000);
		rmSync(filler);
		await until('recovered', () => lab.noticed('storage').at(-1)?.state === 'recovered', 10_000);
		const { samples, lost } = await lab.client.command('stop-chart', {});
		const reading = lab.recording();
		const account = accountOf(reading, samples);
		expect(reading.problems).toEqual([]);
		expect(samples).toBeGreaterThan(FULL_S * RATE_HZ);
		expect({ false: account.false, shifted: account.shifted }).toEqual({ false: 0, shifted: 0 });
		recordFault({
			...{ id: 'F17', runs: 1, unit: 'samples', lostExpected: 0 },
			...{ lostActual: account.lost, declared: lost },
			note: `${FULL_S} s of recorded time on a full tmpfs, kept in memory; a chart that might not fit is refused`
		});
	}, 60_000);
});
