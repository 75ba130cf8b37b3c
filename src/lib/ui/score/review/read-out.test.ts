import { beforeEach, expect, test } from 'vitest';
import { Tiles } from '#lib/core/recording/tiles.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { TraceChannel } from '../../trace/strip.ts';
import { readOut } from './read-out.ts';

beforeEach(() => overwriteGetLocale(() => 'en'));

const transfer = { digitalMin: 0, digitalMax: 1000, physicalMin: 0, physicalMax: 25 };
const channels: TraceChannel[] = [
	{ name: 'EDA', kind: 'eda', unit: 'uS', view: null, transfer },
	{ name: 'RSP', kind: 'rsp', unit: 'counts', view: null, transfer }
];
const tilesOf = (counts: readonly number[]) => {
	const tiles = new Tiles();
	tiles.append(0, counts);
	return tiles;
};
const source = {
	...{ first: 0, end: 6, missing: [] },
	tiles: [tilesOf([100, 101, 40, 200, 7, 7]), tilesOf([3, 4, 5, 6, 7, 7])]
};

test('a calibrated channel is read in its unit, an uncalibrated one in counts without one', () => {
	const { time, samples, values } = readOut(
		channels,
		source,
		{ column: 1, samplesPerColumn: 2 },
		10
	);
	expect({ time, samples }).toEqual({ time: '0:00.2', samples: '2–3' });
	// 25 µS over 1000 counts: 0.025 µS a count
	expect(values).toEqual([
		{ channel: 'EDA', kind: 'eda', value: '1.00 … 5.00 µS', note: '' },
		{ channel: 'RSP', kind: 'rsp', value: '5 … 6', note: 'uncalibrated' }
	]);
});

test('one value where the column has one, the filter by name, and a minus sign', () => {
	const below = { ...transfer, physicalMin: -25, physicalMax: 25 };
	const filtered = [{ ...channels[0]!, view: 'Filter 1', transfer: below }, channels[1]!];
	const { samples, values } = readOut(filtered, source, { column: 4, samplesPerColumn: 1 }, 10);
	expect(samples).toBe('4');
	expect(values[0]).toMatchObject({ value: '−24.65 µS', note: 'Filter 1' });
	expect(values[1]).toMatchObject({ value: '7' });
});

test('a gap is no data, a part of one is said, and after the end there is nothing', () => {
	const tiles = new Tiles();
	tiles.append(0, [10, 10, 10]);
	tiles.append(3, [0, 0, 0, 0, 0], true);
	const gapped = { first: 0, end: 8, missing: tiles.missing, tiles: [tiles, tiles] };
	const at = (column: number) =>
		readOut(channels, gapped, { column, samplesPerColumn: 2 }, 10).values[0];
	expect(at(0)).toMatchObject({ value: '0.25 µS', note: '' });
	expect(at(1)).toMatchObject({ value: '0.25 µS', note: 'partly missing' });
	expect(at(2)).toMatchObject({ value: 'no data', note: '' });
	expect(at(9)).toMatchObject({ value: '–', note: '' });
});

test('while a recording is still being read its extremes are told to be the most there can be', () => {
	const { values } = readOut(
		channels,
		{ ...source, known: 2 },
		{ column: 1, samplesPerColumn: 2 },
		10
	);
	expect(values[1]).toMatchObject({
		...{ value: '5 … 6', note: 'uncalibrated · still being read: at most this' }
	});
});
