import { expect, test } from 'vitest';
import { ClockFit } from '#lib/core/recording/clock-fit.ts';
import type { DeviceDriver } from '#lib/devices/types.ts';
import { Acquisition } from './acquisition.ts';

const RATE_HZ = 100;
const DELAY_S = 0.003;

/** A wire of single bytes: value, or 255 for one lost sample before the next. */
function driverWith(sequenceModulus: number | null): DeviceDriver {
	const unused = () => {
		throw new Error('not used here');
	};
	return {
		...{
			id: 'bytes',
			title: { zh: '', en: '' },
			ratesHz: [],
			inputs: [],
			baudRate: 1,
			sources: []
		},
		...{ start: unused, stop: unused, identify: unused, encode: unused, limits: unused },
		sequenceModulus,
		decoder: () => ({
			columns: ['value'],
			facts: { frames: 0, lost: 0, badBytes: 0, inSync: true },
			push: (chunk) => {
				let lostBefore = 0;
				return Array.from(chunk).flatMap((byte) => {
					if (byte === 255) lostBefore += 1;
					if (byte === 255) return [];
					const frame = { values: [byte], lostBefore, deviceTime: null, digital: null };
					lostBefore = 0;
					return [frame];
				});
			},
			end: () => []
		})
	};
}

const channel = {
	...{ name: 'V', kind: 'other' as const, unit: 'counts' as const, column: 'value' },
	...{ digitalMin: 0, digitalMax: 200, physicalMin: 0, physicalMax: 200, transducer: '' }
};

/** An acquisition, what it handed on, and a way to send values in time. */
function newAcquisition(modulus: number | null, kept: number | null = null) {
	const values: number[] = new Array<number>(kept ?? 0).fill(7);
	const gaps: [number, number, string][] = [];
	const clock = new ClockFit({ rateHz: RATE_HZ });
	if (kept !== null) clock.goOn(kept, kept / RATE_HZ + DELAY_S, RATE_HZ);
	const driverOptions = { channels: [], rateHz: RATE_HZ, settings: {} };
	const acquisition = new Acquisition(
		{ driver: driverWith(modulus), driverOptions, channels: [channel], clock, lapse: 1, kept },
		{
			gap: (first, count, cause) => gaps.push([first, count, cause]),
			samples: (first, channels) => {
				expect(first).toBe(values.length);
				values.push(...channels[0]!);
			}
		}
	);
	/** Sends value 7 for the samples taken from `fromS` on, one in each chunk. */
	const send = (fromS: number, count: number): void => {
		for (let i = 0; i < count; i++)
			acquisition.push(Uint8Array.of(7), fromS + i / RATE_HZ + DELAY_S);
	};
	return { acquisition, values, gaps, send };
}

test('hands samples on at once, clipped to the limits of the channel', () => {
	const { acquisition, values, gaps } = newAcquisition(16);
	expect(acquisition.push(Uint8Array.of(1, 2, 250), 0.1)).toBe(3);
	expect(values).toEqual([1, 2, 200]);
	expect(gaps).toEqual([]);
});

test('a counted loss on a wire that counts every sample is filled at once', () => {
	const { acquisition, values, gaps } = newAcquisition(null);
	acquisition.push(Uint8Array.of(1, 255, 255, 2), 0.1);
	expect(values).toEqual([1, 0, 0, 2]);
	expect(gaps).toEqual([[1, 2, 'sequence']]);
});

test('after a reconnect the clock tells how long the device was away', () => {
	const { acquisition, values, gaps, send } = newAcquisition(16);
	send(0, 100);
	acquisition.interrupted('disconnect', 1.1);
	acquisition.connected();
	send(3.2, 30);
	expect(acquisition.undecided).toBe(true);
	expect(values.length).toBe(100);
	send(3.5, 70);
	expect(gaps).toEqual([[100, 220, 'disconnect']]);
	expect(values.length).toBe(100 + 220 + 100);
	expect(values.slice(100, 320)).toEqual(new Array(220).fill(0));
});

test.each([0, 100])('what another recorder took is gone on from: %i samples', (kept) => {
	const { acquisition, values, gaps, send } = newAcquisition(16, kept);
	expect(acquisition.next).toBe(kept);
	acquisition.connected();
	send(3.2, 100);
	expect(gaps).toEqual([[kept, 320 - kept, 'recorder-restart']]);
	expect(values.length).toBe(320 + 100);
	acquisition.interrupted('disconnect', 4.3);
	acquisition.connected();
	send(5.2, 100);
	expect(gaps.at(-1)).toEqual([420, 100, 'disconnect']);
});

test('a device that does not come back to another recorder is lost up to the end', () => {
	const { acquisition, gaps } = newAcquisition(16, 100);
	acquisition.fillTo(250);
	expect(gaps).toEqual([[100, 150, 'recorder-restart']]);
});

test('after a silence of a wire without a counter the clock decides, or says that nothing was lost', () => {
	const { acquisition, values, gaps, send } = newAcquisition(null);
	send(0, 100);
	acquisition.interrupted('stall', null);
	send(1.8, 100);
	expect(gaps).toEqual([[100, 80, 'stall']]);
	acquisition.interrupted('stall', null);
	// all that was held back comes in one chunk
	acquisition.push(new Uint8Array(90).fill(7), 2.8 + 0.89 + DELAY_S);
	expect(gaps.length).toBe(1);
	expect(values.length).toBe(100 + 80 + 100 + 90);
});

test('a recording that ends while the device is away is filled up to its end', () => {
	const { acquisition, values, gaps, send } = newAcquisition(16);
	send(0, 100);
	acquisition.interrupted('disconnect', 1.1);
	acquisition.fillTo(250);
	expect(gaps).toEqual([[100, 150, 'disconnect']]);
	expect(values.length).toBe(250);
	acquisition.connected();
	send(4, 100);
	expect(gaps.at(-1)).toEqual([250, 150, 'disconnect']);
});

test('refuses a stream without the column a channel is read from', () => {
	const clock = new ClockFit({ rateHz: RATE_HZ });
	const listener = { gap: () => undefined, samples: () => undefined };
	const driverOptions = { channels: [], rateHz: RATE_HZ, settings: {} };
	const channels = [{ ...channel, column: 'A1' }];
	const parts = { driver: driverWith(16), driverOptions, channels, clock, lapse: 1 };
	const acquisition = new Acquisition(parts, listener);
	expect(() => acquisition.push(Uint8Array.of(1), 0)).toThrow('expected A1, got value');
});
