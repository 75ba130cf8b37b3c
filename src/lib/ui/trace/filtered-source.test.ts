import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChartSamples } from '#lib/browser/samples.ts';
import { lafayetteFilter, lafayetteSections } from '#lib/core/signal/eda/lafayette-filter.ts';
import { causal } from '#lib/core/signal/filter/zero-phase.ts';
import { FilteredSource, filteredChannels } from './filtered-source.ts';
import { physical, type TraceChannel } from './strip.ts';

const RATE = 100;
const transfer = { digitalMin: 0, digitalMax: 1000, physicalMin: 0, physicalMax: 10 };
const channel = (name: string, kind: string): TraceChannel => ({
	...{ name, kind, unit: 'uS', view: null, transfer }
});
const channels = [channel('EDA', 'eda'), channel('PPG', 'ppg')];
const [drawn] = filteredChannels(channels, 'filtered');
const valuesOf = (source: FilteredSource, from: number, to: number): number[] =>
	Array.from({ length: to - from }, (_, i) =>
		physical(drawn!.transfer, source.tiles[0]!.at(from + i))
	);
/** A value is kept to a 2⁻²³th of twice its range. */
const STEP = 20.2 / (2 ** 23 - 1);

/** Pieces of a recording: counts, or null for a length that was lost. */
const pieces = fc.array(
	fc.oneof(
		fc.array(fc.integer({ min: 1, max: 999 }), { minLength: 1, maxLength: 60 }),
		fc.integer({ min: 1, max: 20 })
	),
	{ minLength: 1, maxLength: 12 }
);

test('sample by sample is the same as filtering each whole stretch between gaps, however it comes', () => {
	fc.assert(
		fc.property(
			pieces,
			fc.array(fc.integer({ min: 1, max: 30 })),
			fc.nat(3),
			(list, cuts, late) => {
				const samples = new ChartSamples(2, RATE);
				const source = new FilteredSource(samples, channels, RATE);
				const stretches: { from: number; counts: number[] }[] = [];
				let isJoined = false;
				for (const one of list) {
					const from = samples.end;
					if (typeof one === 'number')
						samples.append(from, [new Int32Array(one), new Int32Array(one)], true);
					else if (isJoined) stretches.at(-1)!.counts.push(...one);
					else stretches.push({ from, counts: [...one] });
					isJoined = typeof one !== 'number';
					for (let at = 0, k = 0; typeof one !== 'number' && at < one.length; k++) {
						const part = one.slice(at, (at += cuts[k % cuts.length] ?? one.length));
						samples.append(samples.end, [part, part]);
						if ((k + late) % 3 === 0) source.advance(1000);
					}
				}
				expect(source.advance(1000)).toBe(true);
				expect(source.tiles[0]!.end).toBe(samples.end);
				for (const { from, counts } of stretches) {
					const values = Float64Array.from(counts, (count) => physical(transfer, count));
					const whole = causal(values, lafayetteSections(RATE), values[0]!);
					valuesOf(source, from, from + counts.length).forEach((value, i) =>
						expect(Math.abs(value - whole[i]!)).toBeLessThan(STEP)
					);
				}
				expect(source.holes[0]).toEqual(samples.missing);
			}
		)
	);
});

/** 5 µS, a response of 2 µS after 20 s, another after 60 s. */
const curve = (t: number): number =>
	[20, 60].reduce((sum, onset) => {
		const since = t - onset;
		return since < 0 ? sum : sum + 4 * (Math.exp(-since / 6) - Math.exp(-since / 1.2));
	}, 5);

test.each([1000, 100, 10])(
	'at %i Hz the trace is that of the published filter at its own 30 Hz, within a fiftieth of a response',
	(rateHz) => {
		const fine = { ...transfer, digitalMax: 1_000_000 };
		const own = [{ ...channel('EDA', 'eda'), transfer: fine }];
		const samples = new ChartSamples(1, rateHz);
		samples.append(0, [
			Int32Array.from({ length: 100 * rateHz }, (_, i) => Math.round(curve(i / rateHz) * 100_000))
		]);
		const source = new FilteredSource(samples, own, rateHz);
		source.advance(10_000);
		const published = lafayetteFilter(Float64Array.from({ length: 3000 }, (_, i) => curve(i / 30)));
		const highest = published.reduce((most, value) => Math.max(most, value));
		const [shown] = filteredChannels(own, 'filtered');
		for (let second = 1; second < 100; second++) {
			const value = physical(shown!.transfer, source.tiles[0]!.at(second * rateHz));
			expect(Math.abs(value - published[second * 30]!)).toBeLessThan(0.02 * highest);
		}
	}
);

test('a filtered strip says so and has no level; others stay raw, and so does what is recorded', () => {
	const samples = new ChartSamples(2, RATE);
	const step = Int32Array.from({ length: 40 * RATE }, (_, i) => (i < 20 * RATE ? 500 : 600));
	samples.append(0, [step, step]);
	const source = new FilteredSource(samples, channels, RATE);
	source.advance(1000);
	expect(filteredChannels(channels, 'filtered').map(({ view }) => view)).toEqual([
		'filtered',
		null
	]);
	expect(source.tiles[1]).toBe(samples.tiles[1]);
	expect(valuesOf(source, 15 * RATE, 15 * RATE + 1)[0]).toBeCloseTo(0, 5);
	const [soon, later] = [valuesOf(source, 2200, 2201)[0]!, valuesOf(source, 3200, 3201)[0]!];
	// ten seconds are one time constant of 0.0159 Hz
	expect(later / soon).toBeCloseTo(Math.exp(-1), 1);
	expect(samples.tiles[0]!.at(10 * RATE)).toBe(500);
});

test('where the converter was at its limit nothing is drawn, and the filtered trace never touches one', () => {
	const samples = new ChartSamples(2, RATE);
	const counts = Int32Array.from({ length: 3000 }, (_, i) =>
		i >= 1000 && i < 1200 ? 1000 : i === 2000 ? 0 : i < 1000 ? 1 : 999
	);
	samples.append(0, [counts, counts]);
	const source = new FilteredSource(samples, channels, RATE);
	source.advance(1000);
	expect(source.holes).toEqual([
		[
			{ from: 1000, to: 1200 },
			{ from: 2000, to: 2001 }
		],
		undefined
	]);
	const { min, max } = source.tiles[0]!.extent(0, 3000);
	const { digitalMin, digitalMax } = drawn!.transfer;
	expect(min > digitalMin && max < digitalMax).toBe(true);
});

test('a preview that forgets is filtered from what it still has', () => {
	const samples = new ChartSamples(2, RATE);
	const long = new Int32Array(30_000).fill(500);
	samples.append(0, [long, long]);
	for (const tiles of samples.tiles) tiles.forgetBefore(20_000);
	const source = new FilteredSource(samples, channels, RATE);
	source.advance(1000);
	expect(source.tiles[0]!.first).toBe(samples.first);
	expect(source.tiles[0]!.end).toBe(30_000);
	expect(valuesOf(source, 25_000, 25_001)[0]).toBeCloseTo(0, 5);
});
