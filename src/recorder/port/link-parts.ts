/**
 * What a link to an instrument needs and tells.
 *
 * @module
 */
import type { DeviceSetup } from '#lib/core/recording/recorder-messages.ts';
import type { DeviceDriver, DeviceIdentity, DriverOptions } from '#lib/devices/types.ts';
import type { PortBinding } from './connection.ts';

/** Where a link stands. */
export type LinkState = 'opening' | 'streaming' | 'stalled' | 'lost' | 'closed';

/** Who listens to a link. */
export interface LinkListener {
	/** Bytes after the handshake. Gives back how many samples they held, so that silence is noticed. */
	bytes(chunk: Uint8Array): number;
	/** A new connection is about to give bytes: decoders start afresh. */
	connected(identity: DeviceIdentity | null): void;
	/** Samples may be missing from here on; `isOver` = the connection has ended. */
	interrupted(cause: 'stall' | 'disconnect', isOver: boolean): void;
	state(state: LinkState, detail: string): void;
	/** The first opening has lasted a while without a valid frame (`firstFrame.missing`); it goes on. */
	noFramesYet(): void;
}

/** What a link needs. */
export interface LinkOptions {
	readonly setup: DeviceSetup;
	readonly driver: DeviceDriver;
	readonly driverOptions: DriverOptions;
	readonly binding: PortBinding | null;
	/** Real time without a sample that counts as a stall [ms]. */
	readonly stallMs: number;
	/** Who the instrument was for another recorder; null = not known. */
	readonly known?: DeviceIdentity | null;
}
