/**
 * The virtual instrument: a board, a cable, a clock, and someone or something attached to the sensors.
 *
 * @module
 */
import type { Hearing } from '#lib/core/virtual/hearing.ts';
import type { Clock } from './clock.ts';
import { BitalinoFirmware, type FirmwareOptions } from './board/firmware.ts';
import type { Link, Plug } from './cable/link.ts';
import type { SampleSource } from './board/source.ts';

/** How often due frames are made and sent [ms of real time]. */
const TICK_MS = 5;

/** What an instrument is made of. */
export interface InstrumentParts extends FirmwareOptions {
	readonly source: SampleSource;
	readonly plug: Plug;
	readonly clock: Clock;
	/** Told when the cable has a new path, or null when it was pulled. */
	readonly onPath: (path: string | null) => void;
}

/** A running instrument. */
export class VirtualInstrument {
	readonly #parts: InstrumentParts;
	readonly #firmware: BitalinoFirmware;
	#link: Link | null = null;
	#timer: NodeJS.Timeout | undefined;
	#stalledUntilS = -Infinity;
	#pluggedAgainAtS = Infinity;

	constructor(parts: InstrumentParts) {
		this.#parts = parts;
		this.#firmware = new BitalinoFirmware(parts.source, parts);
	}

	/** Path of the serial port; null while unplugged. */
	get path(): string | null {
		return this.#link?.path ?? null;
	}

	get mode(): 'idle' | 'live' | 'simulated' {
		return this.#firmware.mode;
	}

	/** Frames dropped because the host did not read. */
	get dropped(): number {
		return this.#firmware.dropped;
	}

	/** Plugs the cable in and begins to run. */
	start(): void {
		this.#plug();
		this.#timer = setInterval(() => {
			this.#run();
		}, TICK_MS);
	}

	/** Pulls the cable and stops. */
	stop(): void {
		clearInterval(this.#timer);
		this.#link?.unplug();
		this.#link = null;
	}

	/** Something is heard, done, or happens to the cable at a time [s]. */
	hear(heard: Hearing, atS: number): void {
		if (heard.hear === 'unplug') this.#unplug(atS + heard.forS);
		else if (heard.hear === 'stall') this.#stalledUntilS = atS + heard.forS;
		else this.#parts.source.hear(heard, atS);
	}

	#plug(): void {
		this.#pluggedAgainAtS = Infinity;
		this.#link = this.#parts.plug((bytes) => {
			this.#firmware.receive(bytes, this.#parts.clock());
			this.#send();
		});
		this.#parts.onPath(this.#link.path);
	}

	#unplug(untilS: number): void {
		this.#link?.unplug();
		this.#link = null;
		this.#firmware.linkLost();
		this.#pluggedAgainAtS = untilS;
		this.#parts.onPath(null);
	}

	#run(): void {
		const nowS = this.#parts.clock();
		if (this.#link === null && nowS >= this.#pluggedAgainAtS) this.#plug();
		this.#firmware.advance(nowS);
		this.#send();
	}

	#send(): void {
		if (this.#parts.clock() < this.#stalledUntilS) return;
		const waiting = this.#firmware.waiting;
		if (this.#link !== null && waiting.length > 0) this.#firmware.sent(this.#link.write(waiting));
	}
}
