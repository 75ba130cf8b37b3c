/**
 * OpenBCI Cyton: eight 24-bit channels and six auxiliary bytes in packets of 33 bytes.
 *
 * ```
 * 0      A0
 * 1      sequence 0…255
 * 2…25   ch1…ch8, int24, big-endian
 * 26…31  auxiliary, by the stop byte
 * 32     C0 accelerometer (3 × int16 BE) · C1 raw (A5, A6, A7 in analog mode) · C2 user
 *        C3/C4 one accelerometer axis + u32 BE board milliseconds · C5/C6 two raw bytes + milliseconds
 * ```
 * The payload may hold A0 and Cx too: at an unknown place the next packet must follow and count on.
 * The accelerometer runs at a tenth of the rate; packets without a fresh reading carry zeros.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { FrameFinder } from '#lib/core/framing.ts';
import { Unwrapper, WRAP_32 } from '#lib/core/unwrap.ts';
import type { Decoder, DeviceDriver, DriverOptions, Frame, HandshakeStep } from './types.ts';

const ELECTRODES = ['ch1', 'ch2', 'ch3', 'ch4', 'ch5', 'ch6', 'ch7', 'ch8'];
const ANALOG = ['A5', 'A6', 'A7'];
const AXES = ['ax', 'ay', 'az'];
const INPUTS = [...ELECTRODES, ...ANALOG, ...AXES];
const PACKET_BYTES = 33;
const MODULUS = 256;
const START_BYTE = 0xa0;
const STOP_ACCELERATION = 0xc0;
const STOP_RAW = 0xc1;
const LAST_STOP = 0xc6;
const LARGEST_24 = 0x7fffff;
/** Time-stamped packets carry one axis; which one follows from sequence mod 10: 7, 8, 9 = x, y, z. */
const FIRST_AXIS = 7;

const at = (bytes: Uint8Array, index: number): number => bytes[index] ?? 0;
const int16 = (bytes: Uint8Array, from: number): number =>
	((at(bytes, from) << 24) >> 16) | at(bytes, from + 1);
const int24 = (bytes: Uint8Array, from: number): number =>
	((at(bytes, from) << 24) >> 8) | (at(bytes, from + 1) << 8) | at(bytes, from + 2);
const uint32 = (bytes: Uint8Array, from: number): number =>
	int16(bytes, from) * 65_536 + (at(bytes, from + 2) << 8) + at(bytes, from + 3);

/** Values that outlive a packet: the slow accelerometer, the analog inputs, the clock's wraps. */
class PacketReader {
	readonly #places: readonly number[];
	readonly #slow = [0, 0, 0, 0, 0, 0];
	/** The board's milliseconds start anew every 49.7 days. */
	readonly #milliseconds = new Unwrapper(WRAP_32);

	constructor(columns: readonly string[]) {
		this.#places = columns.map((name) => INPUTS.indexOf(name));
	}

	read(bytes: Uint8Array, from: number, lostBefore: number): Frame {
		const stop = at(bytes, from + PACKET_BYTES - 1);
		this.#readAuxiliary(bytes, from, stop);
		const values = this.#places.map((place) =>
			place < 8 ? int24(bytes, from + 2 + 3 * place) : (this.#slow[place - 8] ?? 0)
		);
		const deviceTime =
			stop > 0xc2 ? this.#milliseconds.next(uint32(bytes, from + 28) >>> 0) / 1000 : null;
		return { values, lostBefore, deviceTime, digital: stop };
	}

	#readAuxiliary(bytes: Uint8Array, from: number, stop: number): void {
		const words = [26, 28, 30].map((offset) => int16(bytes, from + offset));
		if (stop === STOP_RAW) this.#slow.splice(0, 3, ...words);
		if (stop === STOP_ACCELERATION && words.some((word) => word !== 0))
			this.#slow.splice(3, 3, ...words);
		const axis = (at(bytes, from + 1) % 10) - FIRST_AXIS;
		if ((stop === 0xc3 || stop === 0xc4) && axis >= 0) this.#slow[3 + axis] = words[0] ?? 0;
	}
}

/** The packets of one stream. */
function decoderOf(columns: readonly string[]): Decoder {
	const reader = new PacketReader(columns);
	const finder = new FrameFinder<Frame>({
		length: PACKET_BYTES,
		modulus: MODULUS,
		checkBits: 13,
		stepBits: 8,
		confirming: 2,
		isFrame(bytes, from) {
			const stop = at(bytes, from + PACKET_BYTES - 1);
			return at(bytes, from) === START_BYTE && stop >= STOP_ACCELERATION && stop <= LAST_STOP;
		},
		numberAt: (bytes, from) => at(bytes, from + 1),
		replyLength: () => 0,
		read: (bytes, from, lostBefore) => reader.read(bytes, from, lostBefore)
	});
	return Object.assign(finder, { columns });
}

const hasAny = (columns: readonly string[], names: readonly string[]): boolean =>
	columns.some((name) => names.includes(name));

/** Inputs asked for, in the device's order; none = the eight electrodes. */
function columnsOf({ channels }: DriverOptions): readonly string[] {
	const unknown = channels.find((name) => !INPUTS.includes(name));
	if (unknown !== undefined)
		throw new LabError(
			'device/unknown-input',
			`expected inputs ${INPUTS.join(', ')}, got ${unknown}`
		);
	if (hasAny(channels, ANALOG) && hasAny(channels, AXES))
		throw new LabError(
			'device/inputs-exclude',
			'expected analog inputs A5…A7 or accelerometer axes, got both: they share the same bytes'
		);
	return channels.length === 0 ? ELECTRODES : INPUTS.filter((name) => channels.includes(name));
}

function limitsOf(options: DriverOptions): { min: number; max: number }[] {
	return columnsOf(options).map((name) => {
		if (ELECTRODES.includes(name)) return { min: -LARGEST_24 - 1, max: LARGEST_24 };
		return ANALOG.includes(name) ? { min: 0, max: 1023 } : { min: -32_768, max: 32_767 };
	});
}

/** Replies of the idle board end in `$$$`. */
function textEnd(received: Uint8Array): number | null {
	for (let i = 2; i < received.length; i++)
		if (at(received, i) === 36 && at(received, i - 1) === 36 && at(received, i - 2) === 36)
			return i + 1;
	return null;
}

const step = (send: string, more: Partial<HandshakeStep> = {}): HandshakeStep => ({
	send: new TextEncoder().encode(send),
	waitMs: 100,
	timeoutMs: 0,
	drain: false,
	optional: false,
	...more
});
const asked = { reply: textEnd, timeoutMs: 2000, optional: true };

export default {
	id: 'cyton',
	title: { zh: 'OpenBCI Cyton 生物电放大器', en: 'OpenBCI Cyton' },
	sequenceModulus: MODULUS,
	ratesHz: [250],
	inputs: INPUTS,
	baudRate: 115_200,
	sources: [
		'OpenBCI/OpenBCI_Cyton_Library, commit 24e1c42: packet layout, commands, analog mode',
		'OpenBCI npm utilities: time-stamped packets and their accelerometer axis',
		'brainflow cyton.cpp, commit 9097190: opening conversation'
	],

	limits: limitsOf,
	decoder: (options) => decoderOf(columnsOf(options)),

	start(options) {
		const channelCommands = options.settings['channelCommands'];
		const isAnalog = hasAny(columnsOf(options), ANALOG);
		// time stamps take the bytes of the analog inputs
		const isTimed = options.settings['timeSync'] === true && !isAnalog;
		return [
			step('s', { drain: true }),
			step('v', { waitMs: 300, reply: textEnd, timeoutMs: 5000 }),
			step('d', asked),
			...(typeof channelCommands === 'string' ? [step(channelCommands, asked)] : []),
			step(isAnalog ? '/2' : '/0', asked),
			...(isTimed ? [step('<')] : []),
			step('b')
		];
	},

	stop: () => [step('s', { drain: true })],

	identify(replies) {
		const text = replies.map((reply) => new TextDecoder().decode(reply)).join('\n');
		if (!text.includes('OpenBCI')) return null;
		return { model: 'OpenBCI Cyton', firmware: /Firmware: (v[0-9.]+)/.exec(text)?.[1] ?? '?' };
	},

	encode(values, sequence, options) {
		const columns = columnsOf(options);
		const limits = limitsOf(options);
		if (values.length !== columns.length)
			throw new LabError(
				'device/columns',
				`expected ${columns.length} values, got ${values.length}`
			);
		const bytes = new Uint8Array(PACKET_BYTES);
		const view = new DataView(bytes.buffer);
		bytes.set([START_BYTE, sequence % MODULUS]);
		bytes[PACKET_BYTES - 1] = hasAny(columns, ANALOG) ? STOP_RAW : STOP_ACCELERATION;
		values.forEach((value, i) => {
			const { min = 0, max = 0 } = limits[i] ?? {};
			if (!Number.isInteger(value) || value < min || value > max)
				throw new LabError('device/value', `expected ${min}…${max} counts, got ${value}`);
			const place = INPUTS.indexOf(columns[i] ?? '');
			if (place >= 8) view.setInt16(26 + 2 * ((place - 8) % 3), value);
			else bytes.set([(value >> 16) & 255, (value >> 8) & 255, value & 255], 2 + 3 * place);
		});
		return bytes;
	}
} satisfies DeviceDriver;
