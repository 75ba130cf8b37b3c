/**
 * All drivers. A list and not a glob, so that plain Node reads it too; the contract test compares it with the folder.
 *
 * @module
 */
import bitalino from './bitalino.ts';
import cyton from './cyton.ts';
import text from './text.ts';
import type { DeviceDriver } from './types.ts';

export const drivers: readonly DeviceDriver[] = [bitalino, cyton, text];

/** The driver with this id; undefined when there is none. */
export function driverById(id: string): DeviceDriver | undefined {
	return drivers.find((driver) => driver.id === id);
}
