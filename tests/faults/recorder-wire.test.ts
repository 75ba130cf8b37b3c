/** A bad line: noise, broken, doubled and missing frames, a clock that is off, a board that starts anew. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createRandom } from '#lib/core/random.ts';
import { ClockFit } from '#lib/core/recording/clock-fit.ts';
import bitalino from '#lib/devices/bitalino.ts';
import { accountOf } from '../fixtures/recording-account.ts';
import { frameOf, pattern } from '../fixtures/fake-bitalino.ts';
import { RecorderLab } from '../fixtures/recorder-lab.ts';
import { recordFault } from './record-fault.ts';

const CHART_MS = 3000;
/** Begin and end of a chart without faults: what is lost there cannot be told from what was not recorded [ms]. */
const CALM_MS = 250;
const chance = createRandom(20_261_129);
const noise = (length: number) => Uint8Array.from({ length }, () => chance.integer(256));
const joined = (...parts: Uint8Array[]) => Uint8Array.from(Buffer.concat(parts));

/** One way a line can be bad: what becomes of frame `number`; `hits` counts how often it happened. */
interface BadLine {
	readonly id: 'F03' | 'F04' | 'F05' | 'F07';
	readonly what: string;
	readonly alter: (frame: Uint8Array, number: number, hit: (lost: number) => void) => Uint8Array;
}

const flipped = (frame: Uint8Array) => {
	const bad = Uint8Array.from(frame);
	bad[chance.integer(bad.length)]! ^= 1 << chance.integer(8);
	return bad;
};
const lines: BadLine[] = [
	{
		id: 'F03',
		what: 'bursts of 1 to 4096 random bytes before a frame',
		alter(frame, number, hit) {
			if (number % 50 !== 0) return frame;
			hit(0);
			return joined(noise(1 + chance.integer(4096)), frame);
		}
	},
	{
		id: 'F04',
		what: 'one bit flipped in 1 % of the frames',
		alter(frame, number, hit) {
			if (number % 100 !== 17) return frame;
			hit(1);
			return flipped(frame);
		}
	},
	{
		id: 'F05',
		what: 'frames doubled, and runs of 1 to 9 dropped',
		alter(frame, number, hit) {
			if (number % 400 === 0) hit(0);
			if (number % 400 === 0) return joined(frame, frame);
			if (number % 400 !== 200 && dropping === 0) return frame;
			if (dropping === 0) dropping = 1 + chance.integer(9);
			dropping--;
			hit(1);
			return new Uint8Array(0);
		}
	}
];
let dropping = 0;

describe('on the cable', () => {
	const labs = lines.map(() => new RecorderLab());
	beforeAll(async () => {
		for (const lab of labs) await lab.start();
		for (const lab of labs) await lab.open();
	}, 60_000);
	afterAll(async () => {
		await Promise.all(labs.map((lab) => lab.close()));
	}, 30_000);

	test('nothing false is recorded, and what is lost is declared to the sample', async () => {
		await Promise.all(
			lines.map(async (line, i) => {
				const lab = labs[i]!;
				let [runs, lost] = [0, 0];
				await lab.startChart();
				await sleep(CALM_MS);
				lab.fake.alter = (frame, number) =>
					line.alter(frame, number, (gone) => {
						runs++;
						lost += gone;
					});
				await sleep(CHART_MS);
				lab.fake.alter = (frame) => frame;
				await sleep(CALM_MS);
				const closed = await lab.client.command('stop-chart', {});
				const account = accountOf(lab.recording(), closed.samples);
				expect(runs, line.what).toBeGreaterThan(10);
				// one burst in 4096 looks like the frame that is due: the wire has no more check bits
				const noiseMost = line.id === 'F03' ? 1 : 0;
				expect(account.false, line.what).toBeLessThanOrEqual(noiseMost);
				expect(account.shifted, line.what).toBe(0);
				expect(account.filled).toBe(closed.lost);
				recordFault({
					...{ id: line.id, runs, unit: 'samples', note: line.what },
					...{ lostExpected: lost, lostActual: account.lost, declared: closed.lost },
					tolerance: 16 * account.false
				});
			})
		);
	}, 60_000);
});

test('a thousand bursts in a long stream become no samples, and no sample is lost', () => {
	const decoder = bitalino.decoder({ channels: [], rateHz: 1000, settings: {} });
	const [total, bursts] = [50_000, 1000];
	const places = new Set<number>();
	// far enough apart that five frames stand between two: fewer vouch for no place
	while (places.size < bursts) places.add(10 * chance.integer(total / 10));
	const given: number[] = [];
	let [wrong, counted] = [0, 0];
	const take = (bytes: Uint8Array) => {
		for (const { values, lostBefore } of decoder.push(bytes)) {
			const number = values[0]! - 1 + 1000 * (values[1]! - 1);
			counted += lostBefore;
			if (pattern(number).every((value, i) => value === values[i])) given.push(number);
			else wrong++;
		}
	};
	for (let i = 0; i < total; i++) {
		if (places.has(i) && i > 100) take(noise(1 + chance.integer(4096)));
		take(frameOf(pattern(i), i));
	}
	// one burst in 4096 that begins at a frame's edge looks like the frame that is due: the wire has no more bits
	expect(wrong).toBeLessThanOrEqual(2);
	expect(new Set(given).size).toBe(given.length);
	recordFault({
		...{ id: 'F03', runs: bursts, unit: 'samples', lostExpected: 0, tolerance: 16 * wrong },
		...{ lostActual: total - given.length, declared: counted },
		note: `driver alone: ${wrong} false in ${bursts} bursts at a frame’s edge; 1 of 4096 passes, the wire has no more check bits`
	});
});

test('a device clock 500 ppm off is known to 5 ppm after a minute, whatever the load', () => {
	for (const ppm of [-500, -120, 120, 500]) {
		const rateHz = 1000 * (1 + ppm * 1e-6);
		const fit = new ClockFit({ rateHz: 1000 });
		for (let sample = 9; sample / rateHz < 60; sample += 10)
			fit.add(sample, sample / rateHz + 0.002 + 0.02 * (chance.integer(1000) / 1000) ** 4);
		expect(Math.abs((fit.effectiveRateHz / 1000 - 1) * 1e6 - ppm)).toBeLessThan(5);
	}
	recordFault({
		...{ id: 'F07', runs: 4, unit: 'samples', lostExpected: 0, lostActual: 0, declared: 0 },
		note: 'rate known to 5 ppm after 60 s of simulated arrivals with up to 20 ms of delay'
	});
});
