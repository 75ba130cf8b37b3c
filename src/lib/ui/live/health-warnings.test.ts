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
	expect(healthWarnings(bad, 250)).toEqual([
		{ kind: 'disk', bytes: 2e8 },
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
	expect(healthWarnings(limit, HEALTH_LIMITS.clockMs)).toEqual([]);
});

test('before a device is open there is no rate to compare', () => {
	expect(healthWarnings({ ...good, rateHz: 0, effectiveRateHz: 0, quality: {} }, null)).toEqual([]);
});

test('of an instrument that is gone only disk and clock are still known', () => {
	const lost = { ...good, device: 'lost', effectiveRateHz: 50, quality: { EDA: 0 } } as const;
	expect(healthWarnings(lost, 3)).toEqual([]);
	expect(healthWarnings({ ...lost, diskFreeBytes: 2e8 }, 250)).toEqual([
		{ kind: 'disk', bytes: 2e8 },
		{ kind: 'clock', ms: 250 }
	]);
});
