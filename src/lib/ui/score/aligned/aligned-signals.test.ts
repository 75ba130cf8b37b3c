import { expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { Tiles } from '#lib/core/recording/tiles.ts';
import { channelIntervals } from '#lib/core/signal/measure/heart-rate-mean.ts';
import { parseMeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { NO_FLAWS } from './aligned-flaws.ts';
import type { AlignedPresentation } from './aligned-presentations.ts';
import { windowsOf } from './aligned-windows.ts';
import { channelValues, phasicValues } from './channel-values.ts';
import { countedFoils, drawnLine, meanChange, type DrawnLine } from './drawn-line.ts';

const settings = parseMeasurementSettings(
	readFileSync(
		resolve(import.meta.dirname, '../../../../../protocols/scoring/cit-measures.yaml'),
		'utf8'
	)
);
const RATE = 100;
const asked: AlignedPresentation = {
	...{ chart: 1, presentation: 3, askedSample: 60 * RATE, answerSample: 63 * RATE, rateHz: RATE },
	...{ role: 'foil', isLeftOut: false }
};

/** Finger pulse: 60 beats per minute, from the question on 75. */
function pulse(): Float64Array {
	const values = new Float64Array(120 * RATE);
	for (let beat = 1; beat < 119; beat += beat < 60 ? 1 : 0.8)
		for (let i = 0; i < 40; i++) {
			const at = Math.round(beat * RATE) + i - 20;
			if (at < values.length) values[at] = Math.exp(-(((i - 20) / 8) ** 2));
		}
	return values;
}

test('heart rate second by second is that of the beats, against the 3 s before', () => {
	const values = pulse();
	const beats = channelIntervals({ kind: 'ppg', values }, RATE, settings.bridgeS);
	const { heart, answerS } = drawnLine(asked, '3', values, {
		beats,
		flaws: null,
		isZeroed: true,
		settings
	})!;
	expect(answerS).toBe(3);
	expect(heart?.baseline).toBeCloseTo(60, 1);
	expect(heart?.change).toHaveLength(15);
	heart?.change.slice(1).forEach((change) => expect(change).toBeCloseTo(15, 0));
});

test('the mean of foils leaves out the key, the buffer and what is not scored', () => {
	const line = (role: DrawnLine['role'], value: number, isLeftOut = false): DrawnLine => ({
		...{ name: `${role} ${value}`, role, isLeftOut, answerS: null, flaws: NO_FLAWS },
		line: { min: new Float64Array(0), max: new Float64Array(0), mean: new Float64Array(0) },
		heart: { baseline: 60, change: [value, null] }
	});
	const lines = [
		...[line('key', -9), line('buffer', 50), line('foil', 2), line('foil', 4)],
		line('foil', 90, true)
	];
	expect(countedFoils(lines).map(({ name }) => name)).toEqual(['foil 2', 'foil 4']);
	expect(meanChange(countedFoils(lines))).toEqual([3, null]);
});

test('lost samples are no values', () => {
	const tiles = new Tiles();
	tiles.append(0, [-32768, 0, 32767]);
	tiles.append(5, [32767]);
	const transfer = { digitalMin: -32768, digitalMax: 32767, physicalMin: 0, physicalMax: 65.535 };
	const values = channelValues(tiles, transfer);
	expect([...values].map((value) => Number(value.toFixed(3)))).toEqual([
		...[0, 32.768, 65.535, Number.NaN, Number.NaN, 65.535]
	]);
});

test('the phasic part keeps a response, loses the level, and does not fill gaps', () => {
	const values = Float64Array.from({ length: 200 * RATE }, (_, i) => {
		const t = i / RATE - 100;
		const response = t < 0 ? 0 : (t / 2) * Math.exp(1 - t / 2);
		return 8 + i / (100 * RATE) + response;
	});
	values.fill(Number.NaN, 3000, 3020);
	const phasic = phasicValues(values, RATE, settings);
	expect([...phasic.subarray(2999, 3021)].filter(Number.isNaN)).toHaveLength(20);
	const rise = (phasic[102 * RATE] ?? 0) - (phasic[100 * RATE] ?? 0);
	expect(rise).toBeGreaterThan(0.7);
	expect(rise).toBeLessThan(1.1);
	expect(Math.abs(phasic[60 * RATE] ?? 9)).toBeLessThan(0.1);
});

test('windows are those of the measurement', () => {
	expect(windowsOf('eda', settings)).toEqual([
		{ kind: 'onset', fromS: 0.5, toS: 5 },
		{ kind: 'value', fromS: 5, toS: 10 }
	]);
	expect(windowsOf('ppg', settings)).toEqual([
		{ kind: 'before', fromS: -3, toS: 0 },
		{ kind: 'value', fromS: 0, toS: 15 }
	]);
	expect(windowsOf('rsp', settings)).toEqual([{ kind: 'value', fromS: 0, toS: 11 }]);
	expect(windowsOf('movement', settings)).toEqual([]);
});
