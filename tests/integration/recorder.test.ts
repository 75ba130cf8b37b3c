/** Bytes of a serial device become a file that any EDF+ program reads. */
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readClockFile } from '#lib/server/recorder/clock-file.ts';
import { pattern } from '../fixtures/fake-bitalino.ts';
import { numberAt, RecorderLab, SESSION, until } from '../fixtures/recorder-lab.ts';

let lab: RecorderLab;
beforeEach(async () => {
	lab = new RecorderLab();
	await lab.start();
});
afterEach(async () => {
	await lab.close();
});

describe('a chart', () => {
	test('holds exactly the samples that were sent', { timeout: 15_000 }, async () => {
		expect(await lab.open()).toMatchObject({ firmware: 'v5.2', columns: ['A1', 'A2', 'A3', 'A4'] });
		await lab.startChart();
		await sleep(2300);
		const { samples, lost } = await lab.client.command('stop-chart', {});
		const reading = lab.recording();
		const start = numberAt(reading, 0);
		expect(lost).toBe(0);
		expect(samples).toBeGreaterThan(2000);
		for (const [index, channel] of reading.channels.entries())
			expect(Array.from(channel.samples.subarray(0, samples))).toEqual(
				Array.from({ length: samples }, (_, i) => pattern(start + i)[index])
			);
		expect(reading.problems).toEqual([]);
		expect(existsSync(lab.file('chart-01.open'))).toBe(false);
	});
});
