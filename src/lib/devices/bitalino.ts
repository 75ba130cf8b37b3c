/**
 * BITalino (r)evolution: 1…6 inputs, a 4-bit sequence and a 4-bit checksum in every frame.
 *
 * Little-endian packed; seen from the end of a frame of L bytes (n inputs, ch1 = lowest one enabled):
 * ```
 * L-1  S3 S2 S1 S0 C3 C2 C1 C0    sequence, CRC-4
 * L-2  I1 I2 O1 O2 ch1[9:6]
 * L-3  ch1[5:0] ch2[9:8]
 * L-4  ch2[7:0]
 * L-5  ch3[9:2]
 * L-6  ch3[1:0] ch4[9:4]
 * L-7  ch4[3:0] ch5[5:2]
 * L-8  ch5[1:0] ch6[5:0]
 * ```
 * The first four positions have 10 bits, positions 5 and 6 only the upper six. There is no start
 * byte, so a frame is believed for what its checksum and its neighbours say.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { FrameFinder } from '#lib/core/framing.ts';
import type { Decoder, DeviceDriver, DriverOptions, Frame, HandshakeStep } from './types.ts';

const INPUTS = ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'];
/** More than four inputs would cost the later ones four bits each. */
const DEFAULT_INPUTS = INPUTS.slice(0, 4);
/** Frame length [bytes] by number of inputs. */
const LENGTHS = [0, 3, 4, 6, 7, 8, 8];
const RATE_COMMANDS = new Map([
	[1, 0x03],
	[10, 0x43],
	[100, 0x83],
	[1000, 0xc3]
]);
const SEQUENCE_MODULUS = 16;
const CRC_TABLE = Uint8Array.of(0, 3, 6, 5, 12, 15, 10, 9, 11, 8, 13, 14, 7, 4, 1, 2);
const STATUS_BYTES = 17;
const VERSION = 'BITalino_v';
/** The inputs I1 and I2 of an untouched board are pulled up. */
const IDLE_DIGITAL = 0b1100;

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;

/** CRC-4 (x⁴+x+1) of `length` bytes, the last low nibble taken as zero, compared with that nibble. */
function crc4(bytes: Uint8Array, from: number, length: number): number {
	let crc = 0;
	for (let i = from; i < from + length; i++) {
		const byte = at(bytes, i);
		crc = at(CRC_TABLE, crc) ^ (byte >> 4);
		crc = at(CRC_TABLE, crc) ^ (i === from + length - 1 ? 0 : byte & 15);
	}
	return crc;
}

const isChecked = (bytes: Uint8Array, from: number, length: number): boolean =>
	crc4(bytes, from, length) === (at(bytes, from + length - 1) & 15);

const lengthOf = (columns: readonly unknown[]): number => LENGTHS[columns.length] ?? 0;

/** Reads `count` values of the frame that ends before `end`. */
function unpack(bytes: Uint8Array, end: number, count: number): number[] {
	const values = [((at(bytes, end - 2) & 15) << 6) | (at(bytes, end - 3) >> 2)];
	if (count > 1) values.push(((at(bytes, end - 3) & 3) << 8) | at(bytes, end - 4));
	if (count > 2) values.push((at(bytes, end - 5) << 2) | (at(bytes, end - 6) >> 6));
	if (count > 3) values.push(((at(bytes, end - 6) & 63) << 4) | (at(bytes, end - 7) >> 4));
	if (count > 4) values.push(((at(bytes, end - 7) & 15) << 2) | (at(bytes, end - 8) >> 6));
	if (count > 5) values.push(at(bytes, end - 8) & 63);
	return values;
}

/** The six 10- or 6-bit positions as frame bytes; positions beyond `values` are zero. */
function pack(values: readonly number[], length: number): Uint8Array {
	const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = values;
	const tail = [
		((e & 3) << 6) | f,
		((d & 15) << 4) | (e >> 2),
		((c & 3) << 6) | (d >> 4),
		c >> 2,
		b & 255,
		((a & 63) << 2) | (b >> 8),
		a >> 6,
		0
	];
	return Uint8Array.from(tail.slice(8 - length));
}

/**
 * Length of a version or status reply that begins here, 0 when none does, null when more bytes would tell.
 * A status is 16-bit A1…A6 and battery, threshold, PWM, digital lines and checksum; a running board
 * never shows an empty battery, which keeps frames of zeros from looking like one.
 */
function replyLength(bytes: Uint8Array, from: number, isLast: boolean): number | null {
	const left = bytes.length - from;
	const shown = Math.min(left, VERSION.length);
	let same = 0;
	while (same < shown && at(bytes, from + same) === VERSION.charCodeAt(same)) same++;
	if (same === VERSION.length) {
		const end = bytes.indexOf(10, from);
		if (end >= 0 && end - from < 32) return end + 1 - from;
		return end < 0 && left < 32 && !isLast ? null : 0;
	}
	if (same === shown) return isLast ? 0 : null;
	for (let i = 1; i < Math.min(left, 14); i += 2) if (at(bytes, from + i) > 3) return 0;
	if (left > 13 && at(bytes, from + 13) === 0) return 0;
	if (left > 14 && at(bytes, from + 14) > 63) return 0;
	if (left < STATUS_BYTES) return isLast ? 0 : null;
	return isChecked(bytes, from, STATUS_BYTES) ? STATUS_BYTES : 0;
}

/** The frames of one stream. */
function decoderOf(columns: readonly string[]): Decoder {
	const length = lengthOf(columns);
	const digitalAt = (bytes: Uint8Array, from: number) => at(bytes, from + length - 2) >> 4;
	let digital = 0;
	const finder = new FrameFinder<Frame>({
		length,
		modulus: SEQUENCE_MODULUS,
		checkBits: 4,
		stepBits: 4,
		confirming: 5,
		isFrame: (bytes, from) => isChecked(bytes, from, length),
		numberAt: (bytes, from) => at(bytes, from + length - 1) >> 4,
		replyLength,
		// eight bits of check and number alone would let one noise in 256 pass
		isUnlikeLast: (bytes, from) => digitalAt(bytes, from) !== digital,
		read(bytes, from, lostBefore) {
			digital = digitalAt(bytes, from);
			const values = unpack(bytes, from + length, columns.length);
			return { values, lostBefore, deviceTime: null, digital };
		}
	});
	return Object.assign(finder, { columns });
}

/** Enabled inputs in the device's order. */
function columnsOf({ channels }: DriverOptions): readonly string[] {
	const unknown = channels.find((name) => !INPUTS.includes(name));
	if (unknown !== undefined)
		throw new LabError(
			'device/unknown-input',
			`expected inputs ${INPUTS.join(', ')}, got ${unknown}`
		);
	return channels.length === 0 ? DEFAULT_INPUTS : INPUTS.filter((name) => channels.includes(name));
}

function largestOf(options: DriverOptions): number[] {
	return columnsOf(options).map((_, position) => (position < 4 ? 1023 : 63));
}

const step = (send: number, more: Partial<HandshakeStep> = {}): HandshakeStep => ({
	send: Uint8Array.of(send),
	waitMs: 100,
	timeoutMs: 0,
	drain: false,
	optional: false,
	...more
});

/** End of the version line, wherever it begins: after power-up the radio probe prints `AT` first. */
function versionEnd(received: Uint8Array): number | null {
	const found = /BITalino_v[^\n]*\n/.exec(String.fromCharCode(...received));
	return found === null ? null : found.index + found[0].length;
}

const statusEnd = (received: Uint8Array): number | null =>
	received.length < STATUS_BYTES ? null : STATUS_BYTES;

export default {
	id: 'bitalino',
	title: { zh: 'BITalino 生理信号采集器', en: 'BITalino (r)evolution' },
	sequenceModulus: SEQUENCE_MODULUS,
	ratesHz: [...RATE_COMMANDS.keys()],
	inputs: INPUTS,
	baudRate: 115_200,
	sources: [
		'BITalinoWorld/firmware-bitalino-revolution, commit 1097047: main.c, uart.c, live.c, timer.c',
		'BITalinoWorld/revolution-python-api, commit 7128b3b: frame layout and CRC-4',
		'Captured streams of firmware v5.2, decoded by the vendor API'
	],

	limits: (options) => largestOf(options).map((max) => ({ min: 0, max })),
	decoder: (options) => decoderOf(columnsOf(options)),

	start(options) {
		const rate = RATE_COMMANDS.get(options.rateHz);
		if (rate === undefined)
			throw new LabError(
				'device/rate',
				`expected ${[...RATE_COMMANDS.keys()].join(', ')} Hz, got ${options.rateHz}`
			);
		const mask = columnsOf(options).reduce((bits, name) => bits | (4 << INPUTS.indexOf(name)), 0);
		const begin = options.settings['simulated'] === true ? 2 : 1;
		return [
			// a running device takes 07 for its digital outputs, an idle one ignores FF
			step(0xff, { drain: true }),
			step(0x07, { waitMs: 300, reply: versionEnd, timeoutMs: 3000 }),
			step(0x0b, { reply: statusEnd, timeoutMs: 2000, optional: true }),
			step(rate),
			step(mask | begin)
		];
	},

	stop: () => [step(0xff, { drain: true })],

	identify(replies) {
		const text = replies.map((reply) => new TextDecoder().decode(reply)).join('\n');
		const firmware = /BITalino_(v[0-9.]+)/.exec(text)?.[1];
		return firmware === undefined ? null : { model: 'BITalino (r)evolution', firmware };
	},

	encode(values, sequence, options) {
		const largest = largestOf(options);
		if (values.length !== largest.length)
			throw new LabError(
				'device/columns',
				`expected ${largest.length} values, got ${values.length}`
			);
		values.forEach((value, i) => {
			if (!Number.isInteger(value) || value < 0 || value > (largest[i] ?? 0))
				throw new LabError('device/value', `expected 0…${largest[i] ?? 0} counts, got ${value}`);
		});
		const length = lengthOf(values);
		const bytes = pack(values, length);
		const digital = options.settings['digital'];
		bytes[length - 2] =
			at(bytes, length - 2) | ((typeof digital === 'number' ? digital : IDLE_DIGITAL) << 4);
		bytes[length - 1] = (sequence % SEQUENCE_MODULUS) << 4;
		bytes[length - 1] = at(bytes, length - 1) | crc4(bytes, 0, length);
		return bytes;
	}
} satisfies DeviceDriver;
