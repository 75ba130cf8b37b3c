import { expect, test } from 'vitest';
import { createRandom } from '../../random.ts';
import { MEAN_BLOCK, runningMean } from '../filter/running-mean.ts';
import { SquareMeans } from './square-means.ts';

/** The same from whole traces. */
function plain(signal: Float64Array, peak: number, beat: number, offset: number): boolean[] {
	const squares = signal.map((value) => (value > 0 ? value * value : 0));
	const inPeak = runningMean(squares, peak);
	const inBeat = runningMean(squares, beat);
	return Array.from(inPeak, (mean, i) => mean > (inBeat[i] as number) + offset);
}

test.each([
	[1, 1, 1],
	[5, 3, 67],
	[MEAN_BLOCK - 1, 11, 67],
	[MEAN_BLOCK, 12, 66],
	[MEAN_BLOCK + 1, 111, 667],
	[3 * MEAN_BLOCK + 7, 111, 667],
	[2 * MEAN_BLOCK, 67, 12]
])('%i samples, windows of %i and %i: as from whole traces', (count, peak, beat) => {
	const random = createRandom(count);
	const signal = Float64Array.from({ length: count }, () => random.normal());
	const means = new SquareMeans(signal, { peak, beat });
	for (const offset of [0, 0.05]) {
		const found = Array.from(signal, (_, i) => means.isAbove(i, offset));
		expect(found).toEqual(plain(signal, peak, beat, offset));
	}
});

test('running means are those of every window summed alone', () => {
	const random = createRandom(2);
	const signal = Float64Array.from({ length: MEAN_BLOCK + 500 }, () => random.normal());
	for (const size of [1, 2, 7, 100]) {
		const left = size >> 1;
		const means = runningMean(signal, size);
		const last = signal.length - 1;
		for (let i = 0; i < signal.length; i += 97) {
			let sum = 0;
			for (let k = 0; k < size; k++)
				sum += signal[Math.min(last, Math.max(0, i - left + k))] as number;
			expect(means[i]).toBeCloseTo(sum / size, 10);
		}
	}
});
