import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { Tiles } from '#lib/core/recording/tiles.ts';
import { parseMeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { physical, type TraceChannel } from '../../trace/strip.ts';
import { derivedLanes, withLanes } from './derived-lanes.ts';

const RATE = 100;
const SECONDS = 60;
const transfer = { digitalMin: 0, digitalMax: 10_000, physicalMin: 0, physicalMax: 10 };
const names = {
	phasic: (name: string) => `${name} phasic`,
	heartRate: (name: string) => `${name} rate`,
	...{ phasicView: 'no level', heartRateView: 'each second' }
};
const channel = (name: string, kind: string): TraceChannel => ({
	...{ name, kind, unit: 'uS', view: null, transfer }
});

const settings = parseMeasurementSettings(
	readFileSync(
		resolve(import.meta.dirname, '../../../../../protocols/scoring/cit-measures.yaml'),
		'utf8'
	)
);

/** Skin conductance of 5 µS that rises by 1 µS at 30 s, and a pulse of 75 beats a minute; 3 s are lost at 45 s. */
function recorded() {
	const eda = (s: number): number => 5 + (s < 30 ? 0 : Math.min(1, (s - 30) / 2));
	const ppg = (s: number): number => 5 + 2 * Math.exp(-(((((s * 75) / 60) % 1) - 0.3) ** 2) / 0.01);
	const tiles = [eda, ppg].map((signal) => {
		const made = new Tiles();
		const counts = Int32Array.from({ length: SECONDS * RATE }, (_, i) =>
			Math.round(1000 * signal(i / RATE))
		);
		made.append(0, counts.subarray(0, 45 * RATE));
		made.append(48 * RATE, counts.subarray(48 * RATE));
		return made;
	});
	return { first: 0, end: SECONDS * RATE, tiles, missing: tiles[0]!.missing };
}

const source = recorded();
const channels = [channel('EDA', 'eda'), channel('PPG', 'ppg'), channel('Seat', 'movement')];
const lanes = derivedLanes(channels, source, RATE, settings, names);
const valueAt = (lane: number, second: number): number => {
	const { channel: of, tiles } = lanes[lane]!;
	return physical(of.transfer, tiles.at(second * RATE));
};

test('the lanes are named and say how they were computed; movement gives none', () => {
	expect(lanes.map(({ channel: { name, view, unit } }) => [name, view, unit])).toEqual([
		['EDA phasic', 'no level', 'uS'],
		['PPG rate', 'each second', 'bpm']
	]);
});

test('the phasic lane has no level and shows the rise; the heart rate is that of every second', () => {
	expect(Math.abs(valueAt(0, 20))).toBeLessThan(0.05);
	expect(valueAt(0, 32) - valueAt(0, 29.5)).toBeGreaterThan(0.7);
	for (const second of [10, 20, 35.5]) expect(valueAt(1, second)).toBeCloseTo(75, 0);
});

test('what was lost is lost in the lanes too, and raw strips stay what they were', () => {
	for (const { tiles } of lanes) {
		expect(tiles.extent(46 * RATE, 47 * RATE)).toMatchObject({ min: Infinity });
		expect(tiles.missing.some(({ from, to }) => from <= 46 * RATE && to >= 47 * RATE)).toBe(true);
	}
	const shown = withLanes(channels, source, lanes);
	expect(shown.channels.slice(0, 3)).toEqual(channels);
	expect(shown.source.tiles.slice(0, 2)).toEqual(source.tiles);
	expect(shown.source.holes?.[3]).toBe(lanes[0]!.tiles.missing);
	expect(withLanes(channels, source, [])).toEqual({ channels, source });
});
