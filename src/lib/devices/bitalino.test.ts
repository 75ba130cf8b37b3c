import { expect, test } from 'vitest';
import bitalino from './bitalino.ts';
import type { DriverOptions } from './types.ts';

const hex = (text: string) =>
	Uint8Array.from(text.match(/[0-9a-f]{2}/g)!, (byte) => parseInt(byte, 16));
const options = (channels: readonly string[], rateHz = 1000): DriverOptions => ({
	channels,
	rateHz,
	settings: {}
});
const join = (...parts: Uint8Array[]) => Uint8Array.from(parts.flatMap((part) => [...part]));
const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);

const VERSION = new TextEncoder().encode('BITalino_v5.2\n');
const STATUS = hex('00 00 f0 01 66 00 81 02 55 03 6e 02 65 02 00 00 ca');

test.each([
	['A3', '98c10d', 0, 0b1100, [102]],
	['A2,A3', '66c0c70f', 0, 0b1100, [496, 102]],
	['A2,A3', '66c4c714', 1, 0b1100, [497, 102]],
	['A2,A3,A5', '40d566c0c709', 0, 0b1100, [496, 102, 853]],
	['A2,A3,A4,A5', '5075a066c0c70d', 0, 0b1100, [496, 102, 641, 853]],
	['A2,A3,A4,A5,A6', '805975a066c0c701', 0, 0b1100, [496, 102, 641, 853, 38]],
	['A1,A2,A3,A4,A5,A6', '661da819f005c00e', 0, 0b1100, [1, 496, 102, 641, 53, 38]],
	['A1,A2,A3,A4,A5,A6', 'dff7df7fb5e10606', 0, 0, [440, 437, 511, 511, 31, 31]]
])(
	'%s: the bytes %s are frame %i, digital %i, values %j',
	(channels, bytes, sequence, digital, values) => {
		const chosen = { ...options(channels.split(',')), settings: { digital } };
		expect(bitalino.encode(values, sequence, chosen)).toEqual(hex(bytes));
		const decoder = bitalino.decoder(chosen);
		const given = [...decoder.push(hex(bytes)), ...decoder.end()];
		expect(given).toEqual([{ values, lostBefore: 0, deviceTime: null, digital }]);
	}
);

test('inputs are put in the order of the device; none means the four that keep ten bits', () => {
	expect(bitalino.decoder(options(['A3', 'A1'])).columns).toEqual(['A1', 'A3']);
	expect(bitalino.decoder(options([])).columns).toEqual(['A1', 'A2', 'A3', 'A4']);
	expect(bitalino.limits(options(bitalino.inputs)).map(({ max }) => max)).toEqual([
		1023, 1023, 1023, 1023, 63, 63
	]);
	expect(() => bitalino.decoder(options(['A7']))).toThrow('expected inputs A1, A2');
});

test('frames are held until five count up, then given out together and at once', () => {
	const frames = range(0, 7).map((n) => bitalino.encode([n], n, options(['A1'])));
	const decoder = bitalino.decoder(options(['A1']));
	expect(frames.map((bytes) => decoder.push(bytes).length)).toEqual([0, 0, 0, 0, 5, 1, 1]);
	expect(decoder.facts).toEqual({ frames: 7, lost: 0, badBytes: 0, inSync: true });
});

test('one flipped bit costs one frame and is counted', () => {
	const chosen = options(['A1', 'A2']);
	for (let bit = 0; bit < 32; bit++) {
		const frames = range(0, 12).map((n) => bitalino.encode([n * 3, 500], n, chosen));
		frames[6]![bit >> 3]! ^= 1 << (bit & 7);
		const decoder = bitalino.decoder(chosen);
		const given = [...decoder.push(join(...frames)), ...decoder.end()];
		expect(given.map(({ values }) => values[0])).toEqual(
			range(0, 12)
				.filter((n) => n !== 6)
				.map((n) => n * 3)
		);
		expect(decoder.facts).toMatchObject({ frames: 11, lost: 1, badBytes: 4 });
	}
});

test('the loss is the step of the sequence modulo 16, also when losses follow each other', () => {
	const kept = range(0, 60).filter((n) => n < 10 || n > 40 || n % 3 === 0);
	const decoder = bitalino.decoder(options(['A1']));
	const given = kept.flatMap((n) => decoder.push(bitalino.encode([n], n, options(['A1']))));
	given.push(...decoder.end());
	expect(given.map(({ values }) => values[0])).toEqual(kept);
	expect(given.reduce((sum, { lostBefore }) => sum + lostBefore, 0)).toBe(60 - kept.length);
});

test('replies around the frames are no frames, however short the recording', () => {
	for (const length of [1, 2, 3, 20]) {
		const frames = range(0, length).map((n) => bitalino.encode([0, 1, 2, 3], n, options([])));
		const decoder = bitalino.decoder(options([]));
		const given = decoder.push(join(VERSION, STATUS, ...frames, STATUS));
		expect([...given, ...decoder.end()]).toHaveLength(length);
		expect(decoder.facts).toMatchObject({ lost: 0, badBytes: 48 });
	}
});

test('the conversation stops a running device, skips its last bytes and starts it as asked', () => {
	const steps = bitalino.start(options(['A2', 'A3', 'A4', 'A5']));
	expect(steps.map(({ send }) => [...send])).toEqual([[0xff], [0x07], [0x0b], [0xc3], [0x79]]);
	expect(steps[0]).toMatchObject({ drain: true });
	const reply = steps[1]!.reply!;
	const late = join(hex('98c10d'), new TextEncoder().encode('AT'));
	expect(reply(late)).toBeNull();
	expect(reply(join(late, VERSION.subarray(0, 13)))).toBeNull();
	expect(reply(join(late, VERSION, STATUS))).toBe(late.length + VERSION.length);
	expect(bitalino.identify([new Uint8Array(), join(late, VERSION)])).toEqual({
		model: 'BITalino (r)evolution',
		firmware: 'v5.2'
	});
	expect(bitalino.identify([STATUS])).toBeNull();
	expect(steps[2]!.reply!(STATUS)).toBe(17);
	// 00 would set the battery threshold of a device that is already idle
	expect(bitalino.stop().map(({ send }) => [...send])).toEqual([[0xff]]);
});

test.each([
	[1, 0x03],
	[10, 0x43],
	[100, 0x83],
	[1000, 0xc3]
])('%i Hz is command %i', (rateHz, command) => {
	expect([...bitalino.start(options([], rateHz))[3]!.send]).toEqual([command]);
});

test('another rate and values beyond the bits are refused', () => {
	expect(() => bitalino.start(options([], 500))).toThrow('expected 1, 10, 100, 1000 Hz, got 500');
	expect(() => bitalino.encode([1024], 0, options(['A1']))).toThrow('expected 0…1023 counts');
	expect(() => bitalino.encode([1, 2], 0, options(['A1']))).toThrow('expected 1 values, got 2');
});
