/**
 * What the board does: BITalino (r)evolution firmware 5.2 as seen from the host, bytes in and bytes out.
 *
 * It never sees a port. Frames that are due are put into a transmit ring; when the ring is full a frame is
 * dropped, but its sequence number is used up, as on the board.
 *
 * @source BITalinoWorld/firmware-bitalino-revolution, commit 1097047: main.c, uart.c, live.c, timer.c
 * @module
 */
import bitalino from '#lib/devices/bitalino.ts';
import { INPUTS, type SampleSource } from './source.ts';

/** Transmit ring of the board [bytes]. */
const RING_BYTES = 1500;
const VERSION = 'BITalino_v5.2\n';
/** Battery reading of a full board [counts] (3.95 V). */
const BATTERY = 613;
const CRC_TABLE = [0, 3, 6, 5, 12, 15, 10, 9, 11, 8, 13, 14, 7, 4, 1, 2] as const;
/** Both digital inputs are pulled up. */
const INPUTS_HIGH = 0b1100;

/** Checksum nibble of bytes whose last low nibble is 0. */
function crc4(bytes: Uint8Array): number {
	let crc = 0;
	for (const byte of bytes) {
		crc = (CRC_TABLE[crc] ?? 0) ^ (byte >> 4);
		crc = (CRC_TABLE[crc] ?? 0) ^ (byte & 15);
	}
	return crc;
}

/** How the board is built and runs. */
export interface FirmwareOptions {
	/** Deviation of the board's crystal [ppm]. */
	readonly crystalPpm: number;
	/** The ring holds as much device time in a time lapse as without. */
	readonly lapse: number;
}

/** One board. */
export class BitalinoFirmware {
	readonly #source: SampleSource;
	readonly #crystal: number;
	readonly #ring: Uint8Array;
	#held = 0;
	#mode: 'idle' | 'live' | 'simulated' = 'idle';
	#rateHz = 1000;
	#inputs: number[] = [];
	#startS = 0;
	/** Timer ticks since the start; the sequence number is this modulo 16. */
	#ticks = 0;
	#dropped = 0;
	#outputs = 0;
	#pwm = 0;
	#threshold = 0;
	#isPwmNext = false;

	constructor(source: SampleSource, { crystalPpm, lapse }: FirmwareOptions) {
		this.#source = source;
		this.#crystal = 1 + crystalPpm * 1e-6;
		this.#ring = new Uint8Array(Math.ceil(RING_BYTES * lapse));
	}

	get mode(): 'idle' | 'live' | 'simulated' {
		return this.#mode;
	}

	/** Frames that found the ring full since the board was made. */
	get dropped(): number {
		return this.#dropped;
	}

	/** Bytes waiting to be sent; valid until the next call of any other member. */
	get waiting(): Uint8Array {
		return this.#ring.subarray(0, this.#held);
	}

	/** Takes bytes off the ring that were sent. */
	sent(count: number): void {
		this.#ring.copyWithin(0, count, this.#held);
		this.#held -= count;
	}

	/** The link broke: the board falls back to idle and forgets what it had to send. */
	linkLost(): void {
		this.#mode = 'idle';
		this.#held = 0;
		this.#isPwmNext = false;
	}

	/** Command bytes from the host at a time [s]. */
	receive(bytes: Uint8Array, timeS: number): void {
		this.advance(timeS);
		for (const byte of bytes) {
			if (this.#isPwmNext) {
				this.#pwm = byte;
				this.#isPwmNext = false;
			} else if (byte === 0xa3) this.#isPwmNext = true;
			else if ((byte & 0xf3) === 0xb3) this.#outputs = (byte >> 2) & 3;
			else if (this.#mode === 'idle') this.#idleCommand(byte, timeS);
			else if (byte === 0 || byte === 0xff) this.#mode = 'idle';
			// the trap: while streaming, every byte that ends in 11 sets the digital outputs
			else if ((byte & 3) === 3) this.#outputs = (byte >> 2) & 3;
		}
	}

	#idleCommand(byte: number, timeS: number): void {
		if (byte === 0x07 || byte === 0x0f) this.#put(new TextEncoder().encode(VERSION));
		else if (byte === 0x0b) this.#put(this.#status(timeS));
		else if ((byte & 0x3f) === 0x03) this.#rateHz = [1, 10, 100, 1000][byte >> 6] ?? 1000;
		else if ((byte & 3) === 0) this.#threshold = byte >> 2;
		else if (((byte & 3) === 1 || (byte & 3) === 2) && byte >> 2 !== 0) {
			this.#inputs = Array.from({ length: INPUTS }, (_, i) => i).filter(
				(i) => (byte & (4 << i)) !== 0
			);
			this.#mode = (byte & 3) === 1 ? 'live' : 'simulated';
			this.#startS = timeS;
			this.#ticks = 0;
		}
	}

	#status(timeS: number): Uint8Array {
		const bytes = new Uint8Array(17);
		const view = new DataView(bytes.buffer);
		this.#source.counts(timeS).forEach((count, i) => {
			view.setUint16(2 * i, count, true);
		});
		view.setUint16(12, BATTERY, true);
		bytes[14] = this.#threshold;
		bytes[15] = this.#pwm;
		bytes[16] = (INPUTS_HIGH | this.#outputs) << 4;
		bytes[16] |= crc4(bytes);
		return bytes;
	}

	/** Makes every frame that is due at a time [s]. */
	advance(timeS: number): void {
		if (this.#mode === 'idle') return;
		const tickS = 1 / (this.#rateHz * this.#crystal);
		for (
			let dueS = this.#startS + (this.#ticks + 1) * tickS;
			dueS <= timeS;
			dueS = this.#startS + (this.#ticks + 1) * tickS
		)
			this.#tick(dueS);
	}

	#tick(dueS: number): void {
		const sequence = this.#ticks++;
		const all =
			this.#mode === 'live' ? this.#source.counts(dueS) : simulated(sequence, this.#rateHz);
		const values = this.#inputs.map((input, position) =>
			position < 4 ? (all[input] ?? 0) : (all[input] ?? 0) >> 4
		);
		const digital = this.#mode === 'live' ? INPUTS_HIGH | this.#outputs : sequence & 15;
		const frame = bitalino.encode(values, sequence, {
			channels: this.#inputs.map((input) => `A${input + 1}`),
			rateHz: this.#rateHz,
			settings: { digital }
		});
		if (!this.#put(frame)) this.#dropped++;
	}

	#put(bytes: Uint8Array): boolean {
		if (this.#held + bytes.length > this.#ring.length) return false;
		this.#ring.set(bytes, this.#held);
		this.#held += bytes.length;
		return true;
	}
}

/** Test waves of the simulated mode: a spike a second, a saw tooth, then 50, 40, 20 and 10 Hz. */
function simulated(tick: number, rateHz: number): readonly number[] {
	const t = tick / rateHz;
	const wave = (hz: number): number => Math.round(511.5 + 511 * Math.sin(2 * Math.PI * hz * t));
	return [t % 1 < 0.05 ? 900 : 440, (tick * 37) & 1023, wave(50), wave(40), wave(20), wave(10)];
}
