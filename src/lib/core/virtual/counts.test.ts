import { expect, test } from 'vitest';
import { toCounts, type ConverterSpec } from './counts.ts';

const sample = { eda: 2.5, ppg: 0.25, rsp: -0.1, movement: 0.5 };
const spec = (more: Partial<ConverterSpec>): ConverterSpec => ({
	kind: 'eda',
	unit: 'uS',
	digitalMin: 0,
	digitalMax: 1023,
	physicalMin: 0,
	physicalMax: 25,
	...more
});

test('conductance goes backwards through the transfer function of the profile', () => {
	const count = toCounts(sample, spec({}));
	expect(count).toBe(102);
	expect(Math.abs((count / 1023) * 25 - 2.5)).toBeLessThan(25 / 1023 / 2);
});

test('pulse and breathing fill their share of the range around its middle, whatever the unit', () => {
	for (const [unit, physicalMin, physicalMax] of [
		['%', -50, 50],
		['V', 0, 3.3],
		['counts', 0, 1023]
	] as const) {
		expect(toCounts(sample, spec({ kind: 'ppg', unit, physicalMin, physicalMax }))).toBe(767);
		expect(toCounts(sample, spec({ kind: 'rsp', unit, physicalMin, physicalMax }))).toBe(409);
	}
});

test('movement is acceleration where the channel is calibrated in g', () => {
	const g = spec({ kind: 'movement', unit: 'g', physicalMin: -3, physicalMax: 3 });
	expect(toCounts(sample, g)).toBe(597);
	expect(toCounts(sample, { ...g, unit: 'counts', physicalMin: 0, physicalMax: 1023 })).toBe(597);
});

test('counts are whole and never leave the converter', () => {
	expect(toCounts({ ...sample, eda: 99 }, spec({}))).toBe(1023);
	expect(toCounts({ ...sample, rsp: -9 }, spec({ kind: 'rsp' }))).toBe(0);
	expect(toCounts(sample, spec({ kind: 'other' }))).toBe(512);
});
