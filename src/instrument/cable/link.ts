/**
 * The transport contract: a cable to the host that can be pulled.
 *
 * @module
 */

/** One plugged-in cable. */
export interface Link {
	/** Path under which the host opens it. */
	readonly path: string;
	/** Sends what the cable takes now; never waits. Returns the number of bytes taken, 0 = full. */
	write(bytes: Uint8Array): number;
	/** Pulls the cable: the host sees a real disconnect. */
	unplug(): void;
}

/** Plugs in a cable. `onBytes` gets what the host sends. */
export type Plug = (onBytes: (bytes: Uint8Array) => void) => Link;
