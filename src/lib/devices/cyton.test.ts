import { expect, test } from 'vitest';
import cyton from './cyton.ts';
import type { DriverOptions } from './types.ts';

const hex = (text: string) =>
	Uint8Array.from(text.match(/[0-9a-f]{2}/g)!, (byte) => parseInt(byte, 16));
const options = (channels: readonly string[] = [], settings = {}): DriverOptions => ({
	channels,
	rateHz: 250,
	settings
});
const decode = (chosen: DriverOptions, ...packets: Uint8Array[]) => {
	const decoder = cyton.decoder(chosen);
	return [...packets.flatMap((packet) => decoder.push(packet)), ...decoder.end()];
};
/** A packet with these auxiliary bytes. */
const packet = (sequence: number, aux: string, stop: number) => {
	const bytes = cyton.encode([1, 2, 3, 4, 5, 6, 7, 8], sequence, options());
	bytes.set(hex(aux), 26);
	bytes[32] = stop;
	return bytes;
};

const WORKED = hex('a0 00 000225 0000cd 000315 000452 00062b 0005fa 000663 0007c4 000000000000 c0');
const COUNTS = [549, 205, 789, 1106, 1579, 1530, 1635, 1988];

test('the worked packet has the counts of its source, and is written the same', () => {
	expect(decode(options(), WORKED)).toEqual([
		{ values: COUNTS, lostBefore: 0, deviceTime: null, digital: 0xc0 }
	]);
	expect(cyton.encode(COUNTS, 0, options())).toEqual(WORKED);
	// 4.5 V / (2^23 - 1) / 24
	expect((549 * 4.5e6) / (2 ** 23 - 1) / 24).toBeCloseTo(12.271, 3);
});

test('analog inputs come from raw packets, 16 bits big-endian', () => {
	const chosen = options(['ch1', 'A5', 'A6', 'A7']);
	expect(cyton.decoder(chosen).columns).toEqual(['ch1', 'A5', 'A6', 'A7']);
	expect(decode(chosen, packet(0, '000103ff0200', 0xc1))[0]!.values).toEqual([1, 1, 1023, 512]);
});

test('the accelerometer keeps its last reading while packets carry zeros', () => {
	const frames = decode(
		options(['ax', 'ay', 'az']),
		packet(0, '0010fff001f4', 0xc0),
		packet(1, '000000000000', 0xc0),
		packet(2, '000100020003', 0xc0)
	);
	expect(frames.map(({ values }) => values)).toEqual([
		[16, -16, 500],
		[16, -16, 500],
		[1, 2, 3]
	]);
});

test('time-stamped packets carry the board time and one axis', () => {
	const frames = decode(
		options(['ax', 'ay', 'az']),
		packet(6, '014800000e73', 0xc3).with(1, 6),
		packet(7, '001100000e77', 0xc4),
		packet(8, 'ffef00000e7b', 0xc4),
		packet(9, '001300000e7f', 0xc4)
	);
	expect(frames.map(({ deviceTime }) => deviceTime)).toEqual([3.699, 3.703, 3.707, 3.711]);
	expect(frames.at(-1)!.values).toEqual([17, -17, 19]);
});

test('the board time runs on when its 32 bits are full', () => {
	const frames = decode(
		options(),
		packet(0, '0000ffffffff', 0xc4),
		packet(1, '000000000003', 0xc4)
	);
	expect(frames[1]!.deviceTime! - frames[0]!.deviceTime!).toBeCloseTo(0.004, 6);
});

test('all stop bytes end a packet, others do not', () => {
	for (let stop = 0xbf; stop <= 0xc7; stop++) {
		const frames = decode(options(), packet(0, '000000000000', stop));
		expect(frames).toHaveLength(stop >= 0xc0 && stop <= 0xc6 ? 1 : 0);
	}
});

test('a payload full of start and stop bytes does not lead astray', () => {
	const value = (0xa0c0a0 << 8) >> 8;
	const packets = Array.from({ length: 40 }, (_, n) =>
		cyton.encode(
			Array.from({ length: 8 }, () => value),
			n,
			options()
		)
	);
	const bytes = Uint8Array.from(packets.flatMap((bytes) => [...bytes]));
	for (let cut = 1; cut < 33; cut++) {
		const decoder = cyton.decoder(options());
		const frames = [...decoder.push(bytes.subarray(cut)), ...decoder.end()];
		expect(frames).toHaveLength(39);
		expect(new Set(frames.flatMap(({ values }) => values))).toEqual(new Set([value]));
	}
});

test('the conversation resets, sets analog mode when analog inputs are asked for, and starts', () => {
	const sent = (chosen: DriverOptions) =>
		cyton.start(chosen).map(({ send }) => new TextDecoder().decode(send));
	expect(sent(options())).toEqual(['s', 'v', 'd', '/0', 'b']);
	expect(sent(options(['ch1', 'A5']))).toEqual(['s', 'v', 'd', '/2', 'b']);
	expect(sent(options(['ch1'], { timeSync: true, channelCommands: 'x1060110X' }))).toEqual([
		...['s', 'v', 'd', 'x1060110X', '/0', '<', 'b']
	]);
	expect(cyton.stop().map(({ send }) => [...send])).toEqual([[115]]);
});

test('a reply ends with three dollar signs and says who it is', () => {
	const text = 'OpenBCI V3 8-16 channel\nFirmware: v3.1.2\n$$$';
	const bytes = new TextEncoder().encode(text);
	const reply = cyton.start(options())[1]!.reply!;
	expect(reply(bytes.subarray(0, -1))).toBeNull();
	expect(reply(Uint8Array.from([...bytes, 0xa0]))).toBe(bytes.length);
	expect(cyton.identify([bytes])).toEqual({ model: 'OpenBCI Cyton', firmware: 'v3.1.2' });
	expect(cyton.identify([new Uint8Array()])).toBeNull();
});

test('inputs that share the same bytes are refused together', () => {
	expect(() => cyton.decoder(options(['A5', 'ax']))).toThrow('they share the same bytes');
});
