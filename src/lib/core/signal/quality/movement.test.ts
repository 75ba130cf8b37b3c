import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createRandom } from '../../random.ts';
import { parseMeasurementSettings } from '../measure/settings.ts';
import { movements } from './movement.ts';

const settings = parseMeasurementSettings(
	readFileSync('protocols/scoring/cit-measures.yaml', 'utf8')
);
const rateHz = 100;
function still(seconds: number): Float64Array {
	const random = createRandom(4);
	return Float64Array.from({ length: seconds * rateHz }, () => 1 + 0.01 * random.normal());
}

test('sitting still is no movement', () => {
	expect(movements(still(300), rateHz, settings)).toEqual([]);
});

test('a movement is found where it was', () => {
	const trace = still(120);
	for (let i = 7000; i < 7200; i++) trace[i]! += 0.2 * Math.sin((2 * Math.PI * 3 * i) / rateHz);
	const [movement, ...others] = movements(trace, rateHz, settings);
	expect(others).toEqual([]);
	expect(movement!.from).toBeGreaterThanOrEqual(69);
	expect(movement!.from).toBeLessThanOrEqual(70.5);
	expect(movement!.to).toBeGreaterThanOrEqual(71.5);
	expect(movement!.to).toBeLessThanOrEqual(73);
});

test('a gap is no movement', () => {
	expect(movements(still(120).fill(Number.NaN, 5000, 6000), rateHz, settings)).toEqual([]);
});
