import { expect, test } from 'vitest';
import { Tiles } from '#lib/core/recording/tiles.ts';
import { physical, type TraceChannel } from '../../trace/strip.ts';
import { withDisplayFilter } from './display-filter.ts';

const RATE = 100;
const transfer = { digitalMin: 0, digitalMax: 1000, physicalMin: 0, physicalMax: 10 };
const channel = (name: string, kind: string): TraceChannel => ({
	...{ name, kind, unit: 'uS', view: null, transfer }
});

/** Two channels: a step of 1 µS after 20 s of 5 µS, 2 s lost at 40 s. */
function recorded() {
	const tiles = [new Tiles(), new Tiles()];
	for (const one of tiles) {
		one.append(
			0,
			Int32Array.from({ length: 40 * RATE }, (_, i) => (i < 20 * RATE ? 500 : 600))
		);
		one.append(42 * RATE, new Int32Array(20 * RATE).fill(600));
	}
	return { first: 0, end: 62 * RATE, tiles, missing: tiles[0]!.missing };
}

test('a filtered strip says so, has no level, decays with 10 s, and keeps its gap; others stay raw', () => {
	const source = recorded();
	const channels = [channel('EDA', 'eda'), channel('PPG', 'ppg')];
	const shown = withDisplayFilter(channels, source, RATE, 'filtered');
	expect(shown.channels.map(({ view }) => view)).toEqual(['filtered', null]);
	expect(shown.source.tiles[1]).toBe(source.tiles[1]);
	const [eda] = shown.source.tiles;
	const at = (s: number) => physical(shown.channels[0]!.transfer, eda!.at(s * RATE));
	expect(at(15)).toBeCloseTo(0, 6);
	const [soon, later] = [at(22), at(32)];
	expect(soon).toBeGreaterThan(0.7);
	// ten seconds are one time constant of 0.0159 Hz
	expect(later / soon).toBeCloseTo(Math.exp(-1), 1);
	expect(eda!.extent(40 * RATE, 42 * RATE)).toMatchObject({ min: Infinity });
	expect(source.tiles[0]!.at(10 * RATE)).toBe(500);
});
