import { expect, test } from 'vitest';
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';
import { HEALTH_LIMITS, healthWarnings } from './health-warnings.ts';

const good = {
	...{ device: 'streaming', rateHz: 100, effectiveRateHz: 99.98, diskFreeBytes: 50e9 },
	quality: { EDA: 1, RSP: 0.8 }
} as unknown as RecorderHealth;

test('a recording within all limits has nothing to warn of', () => {
	expect(healthWarnings(good, 3)).toEqual([]);
	expect(healthWarnings(good, null)).toEqual([]);
});

test('each figure beyond its limit is named with its value, a full disk first', () => {
	const bad = { ...good, effectiveRateHz: 97, diskFreeBytes: 2e8, quality: { EDA: 0.1, RSP: 0.8 } };
	expect(healthWarnings(bad, 250, 1.2)).toEqual([
		{ kind: 'loss', percent: 1.2 },
		{ kind: 'disk', bytes: 2e8, isUrgent: true },
		{ kind: 'rate', percent: expect.closeTo(-3, 9) as number },
		{ kind: 'quality', channels: ['EDA'] },
		{ kind: 'clock', ms: 250 }
	]);
});

test('a value at its limit is not beyond it', () => {
	const limit = {
		...good,
		effectiveRateHz: 101,
		diskFreeBytes: HEALTH_LIMITS.diskBytes,
		quality: { EDA: HEALTH_LIMITS.quality }
	};
	expect(healthWarnings(limit, HEALTH_LIMITS.clockMs, HEALTH_LIMITS.lossPercent)).toEqual([]);
});

test('a disk a fifth free is worth a look, a tenth is urgent, a large rest is neither', () => {
	const of = (diskFreeBytes: number, diskTotalBytes: number) =>
		healthWarnings({ ...good, diskFreeBytes, diskTotalBytes }, null);
	expect(of(50e9, 250e9)).toEqual([]);
	expect(of(49e9, 250e9)).toEqual([{ kind: 'disk', bytes: 49e9, isUrgent: false }]);
	expect(of(24e9, 250e9)).toEqual([{ kind: 'disk', bytes: 24e9, isUrgent: true }]);
	expect(of(150e9, 4000e9)).toEqual([]);
});

test('a spill folder that would not help is told, and what waits in it', () => {
	const of = (state: 'ready' | 'same-disk' | 'unwritable', waitingBytes: number) =>
		healthWarnings({ ...good, spill: { state, waitingBytes } }, null);
	expect(of('ready', 0)).toEqual([]);
	expect(of('ready', 5000)).toEqual([{ kind: 'spilled', bytes: 5000 }]);
	for (const state of ['same-disk', 'unwritable'] as const)
		expect(of(state, 0)).toEqual([{ kind: 'spill-folder', state }]);
});

test('before a device is open there is no rate to compare', () => {
	expect(healthWarnings({ ...good, rateHz: 0, effectiveRateHz: 0, quality: {} }, null)).toEqual([]);
});

test('of an instrument that is gone only disk and clock are still known', () => {
	const lost = { ...good, device: 'lost', effectiveRateHz: 50, quality: { EDA: 0 } } as const;
	expect(healthWarnings(lost, 3)).toEqual([]);
	expect(healthWarnings({ ...lost, diskFreeBytes: 2e8 }, 250)).toEqual([
		{ kind: 'disk', bytes: 2e8, isUrgent: true },
		{ kind: 'clock', ms: 250 }
	]);
});
