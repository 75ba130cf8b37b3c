/**
 * The driver contract: one file = one wire protocol, bytes ↔ frames.
 *
 * A driver never sees a port, a clock or a file. To add one: write `<id>.ts` with a default export
 * that `satisfies DeviceDriver`, `<id>.test.ts` beside it with the wire facts of the model, and
 * `protocols/devices/<profile>.yaml`. The contract test runs it through any chunking, noise and loss.
 *
 * @module
 */
import type { BilingualText } from '#lib/core/text.ts';

/** What the host chose before the stream starts. */
export interface DriverOptions {
	/** Input names in the device's own order, e.g. `['A1', 'A3']`; empty = the driver's default. */
	readonly channels: readonly string[];
	/** Nominal sampling rate [Hz], > 0. Text devices: the expected rate, corrected by the clock fit. */
	readonly rateHz: number;
	/** Driver-specific settings from the device profile, e.g. the separator of a text device. */
	readonly settings: Readonly<Record<string, string | number | boolean>>;
}

/** One sampling instant as it came over the wire. */
export interface Frame {
	/** Raw values, shape [columns]; integers for binary devices, numbers as written for text. */
	readonly values: readonly number[];
	/**
	 * Samples lost immediately before this frame as the wire alone shows it: the sequence step minus
	 * one, modulo `sequenceModulus`. The true loss is this plus k × modulus (see core/recording/loss).
	 */
	readonly lostBefore: number;
	/** Time on the device's own clock [s], unwrapped; null when the protocol carries none. */
	readonly deviceTime: number | null;
	/** Digital inputs, outputs or stop byte as the protocol numbers them; null when there are none. */
	readonly digital: number | null;
}

/** Counts that a decoder keeps while it runs. */
export interface DecoderFacts {
	/** Frames given out. */
	readonly frames: number;
	/** Samples lost by the sequence counter alone (before any modulus is resolved). */
	readonly lost: number;
	/** Bytes (text: lines) that belonged to no frame, handshake replies included. */
	readonly badBytes: number;
	/** Whether the decoder is in step with the stream now. */
	readonly inSync: boolean;
}

/** Turns chunks of any size into frames; the result never depends on where chunks are cut. */
export interface Decoder {
	/** Names of the values in each frame, shape [columns]; text devices may know it only after the header line. */
	readonly columns: readonly string[];
	readonly facts: DecoderFacts;
	/** Takes bytes, gives back the frames completed by them. Keeps what is unfinished. Never throws on bad bytes. */
	push(chunk: Uint8Array): readonly Frame[];
	/** End of stream: gives back frames still held for confirmation. */
	end(): readonly Frame[];
}

/** One line of the opening or closing conversation, carried out by the recorder. */
export interface HandshakeStep {
	/** Bytes to send; empty = only wait. */
	readonly send: Uint8Array;
	/** Wait this long before sending [ms]. */
	readonly waitMs: number;
	/**
	 * Looks at everything received since this step began: the reply's end offset, or null to wait on.
	 * Absent = no reply is expected.
	 */
	readonly reply?: (received: Uint8Array) => number | null;
	/** Give up waiting for the reply after this long [ms]. */
	readonly timeoutMs: number;
	/** Bytes arriving before or during this step are thrown away instead of kept. */
	readonly drain: boolean;
	/** True = failing this step only warns; false = the device is refused. */
	readonly optional: boolean;
}

/** Who the device says it is, read from the handshake replies. */
export interface DeviceIdentity {
	readonly model: string;
	readonly firmware: string;
}

/** One wire protocol. */
export interface DeviceDriver {
	readonly id: string;
	readonly title: BilingualText;
	/** Sequence numbers count modulo this; null = the protocol has none and loss shows only in time. */
	readonly sequenceModulus: number | null;
	/** Sampling rates the device can be set to [Hz]; empty = it chooses by itself (rate is estimated). */
	readonly ratesHz: readonly number[];
	/** Names of the inputs that may be asked for. Empty = found in the stream. */
	readonly inputs: readonly string[];
	/** Serial speed [baud]. */
	readonly baudRate: number;
	/** Where each fact of the protocol was read. */
	readonly sources: readonly string[];
	/** Smallest and largest raw value of each column for these options, shape [columns]. */
	limits(options: DriverOptions): readonly { readonly min: number; readonly max: number }[];
	decoder(options: DriverOptions): Decoder;
	/** From unknown state to streaming. */
	start(options: DriverOptions): readonly HandshakeStep[];
	/** From streaming to idle. */
	stop(options: DriverOptions): readonly HandshakeStep[];
	/** Reads the identity from the replies of `start`, in step order; null when they show none. */
	identify(replies: readonly Uint8Array[]): DeviceIdentity | null;
	/**
	 * Bytes of one frame, for simulation and the round-trip test.
	 *
	 * @param values raw values, shape [columns]
	 * @param sequence running sample number, ≥ 0 (the driver takes it modulo)
	 */
	encode(values: readonly number[], sequence: number, options: DriverOptions): Uint8Array;
}
