import { describe, expect, test } from 'vitest';
import bitalino from '#lib/devices/bitalino.ts';
import { BitalinoFirmware } from './firmware.ts';
import type { SampleSource } from './source.ts';

const source: SampleSource = {
	counts: (timeS) => [Math.floor(timeS * 100) % 1024, 496, 102, 641, 853, 622],
	hear: () => undefined
};
const board = (lapse = 1): BitalinoFirmware =>
	new BitalinoFirmware(source, { crystalPpm: 0, lapse });
const take = (firmware: BitalinoFirmware): Uint8Array => {
	const bytes = firmware.waiting.slice();
	firmware.sent(bytes.length);
	return bytes;
};
const ask = (firmware: BitalinoFirmware, timeS: number, ...bytes: number[]): Uint8Array => {
	firmware.receive(Uint8Array.from(bytes), timeS);
	return take(firmware);
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('an idle board', () => {
	test('tells its version and status as the real one does', () => {
		const firmware = board();
		expect(Buffer.from(ask(firmware, 0, 0x07)).toString()).toBe('BITalino_v5.2\n');
		expect(hex(ask(firmware, 0, 0x0b))).toBe('0000f0016600810255036e0265020000ca');
	});

	test('ignores the stop byte and says nothing by itself', () => {
		const firmware = board();
		expect(ask(firmware, 0, 0xff)).toHaveLength(0);
		firmware.advance(10);
		expect(firmware.waiting).toHaveLength(0);
	});
});

describe('a streaming board', () => {
	test('sends the frames of the real one', () => {
		const firmware = board();
		ask(firmware, 0, 0x83, 0x19); // 100 Hz, A2 and A3
		firmware.advance(0.0205);
		expect(hex(take(firmware))).toBe('66c0c70f66c0c71c');
	});

	test('gives 100 samples a second however often it is asked, and stops at FF', () => {
		const options = { channels: ['A1'], rateHz: 100, settings: {} };
		const stepsOf = (stepS: number): readonly number[] => {
			const firmware = board();
			const decoder = bitalino.decoder(options);
			ask(firmware, 0, 0x83, 0x05);
			const frames = [];
			for (let t = 0; t <= 1.0005; t += stepS) {
				firmware.advance(t);
				frames.push(...decoder.push(take(firmware)));
			}
			firmware.advance(1.0005);
			frames.push(...decoder.push(take(firmware)));
			expect(ask(firmware, 1.0006, 0xff)).toHaveLength(0);
			frames.push(...decoder.end());
			return frames.map(({ values }) => values[0]!);
		};
		expect(stepsOf(0.005)).toHaveLength(100);
		expect(stepsOf(0.5)).toEqual(stepsOf(0.005));
	});

	test('takes a version request for its digital outputs, as the real one does', () => {
		const firmware = board();
		ask(firmware, 0, 0x83, 0x05);
		expect(ask(firmware, 0.001, 0x07)).toHaveLength(0);
		firmware.advance(0.0101);
		expect(take(firmware)[1]! >> 4).toBe(0b1101);
	});

	test('counts ticks while its ring is full, so the loss shows only modulo 16', () => {
		const firmware = board();
		ask(firmware, 0, 0xc3, 0x3d); // 1000 Hz, A1…A4: 7-byte frames
		firmware.advance(0.9895);
		const held = take(firmware);
		firmware.advance(0.9905);
		const next = take(firmware);
		expect(held).toHaveLength(214 * 7);
		expect(firmware.dropped).toBe(989 - 214);
		expect(next[6]! >> 4).toBe(989 % 16);
	});

	test('falls back to idle when its link breaks', () => {
		const firmware = board();
		ask(firmware, 0, 0xc3, 0x05);
		firmware.linkLost();
		firmware.advance(1);
		expect(firmware.waiting).toHaveLength(0);
		expect(firmware.mode).toBe('idle');
	});

	test('repeats its sequence number on the digital lines in simulated mode', () => {
		const firmware = board();
		ask(firmware, 0, 0x83, 0xfe);
		firmware.advance(0.0405);
		const bytes = take(firmware);
		for (const frame of [0, 1, 2, 3]) {
			expect(bytes[frame * 8 + 6]! >> 4).toBe(frame);
			expect(bytes[frame * 8 + 7]! >> 4).toBe(frame);
		}
	});
});
