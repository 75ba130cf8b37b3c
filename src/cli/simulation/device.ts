/**
 * The virtual instrument as its device profile describes it.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { setupFromProfile } from '#lib/core/recording/device-profile.ts';
import type { DeviceSetup } from '#lib/core/recording/recorder-messages.ts';
import { driverById } from '#lib/devices/registry.ts';
import type { Catalogue } from '#lib/server/protocols.ts';

/** A device without its port. */
export interface SimulatedDevice {
	/** Name of the profile's file below protocols/, and its hash. */
	readonly file: string;
	readonly sha256: string;
	readonly setup: Omit<DeviceSetup, 'port' | 'serialNumber' | 'pathFile'>;
}

/**
 * The profile of the virtual instrument at a sampling rate.
 *
 * @throws {LabError} `protocols/missing` when there is none, `device/…` when it cannot be had at this rate
 */
export function readDevice({ files }: Catalogue, rateHz: number): SimulatedDevice {
	for (const file of files) {
		if (file.kind !== 'device' || !file.value.virtual) continue;
		const driver = driverById(file.value.driver);
		if (driver === undefined)
			throw new LabError('device/driver', `expected a driver, got ${file.value.driver}`);
		const profile = { ...file.value, rateHz };
		const setup = setupFromProfile(profile, driver, { port: '' });
		return { file: file.name, sha256: file.sha256, setup };
	}
	throw new LabError('protocols/missing', 'expected the profile of a virtual instrument, got none');
}
