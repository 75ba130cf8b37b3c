/**
 * From a device profile of the laboratory to the setup the recorder opens.
 *
 * @module
 */
import { join } from 'node:path';
import { LabError } from '../../core/errors.ts';
import { setupFromProfile, type DeviceProfile } from '../../core/recording/device-profile.ts';
import type { SubjectKind } from '../../core/virtual/hearing.ts';
import { driverById } from '../../devices/registry.ts';
import { startInstrument } from '../instrument/process.ts';
import type { Catalogue } from '../protocols.ts';
import type { OpenDevice } from './workstation.ts';

/** A profile as a menu shows it. */
export type ProfileEntry = Pick<DeviceProfile, 'id' | 'title' | 'note' | 'virtual'>;

/** Which device, where, and who sits in the chair when it is the virtual one. */
export interface DeviceChoice {
	readonly profile: string;
	/** Path of the port; the virtual instrument makes its own. */
	readonly port: string;
	readonly serialNumber: string | null;
	readonly subject: SubjectKind;
	readonly seed: number;
	/** The virtual instrument only serves demonstration sessions, and those nothing else. */
	readonly demonstration: boolean;
}

/** The profiles somebody may choose from for a session. */
export function profilesFor({ files }: Catalogue, demonstration: boolean): ProfileEntry[] {
	return files.flatMap((file) => {
		if (file.kind !== 'device' || file.value.virtual !== demonstration) return [];
		const { id, title, note, virtual } = file.value;
		return [{ id, title, virtual, ...(note === undefined ? {} : { note }) }];
	});
}

/**
 * Makes the setup; starts the virtual instrument when that is the device.
 *
 * @throws {LabError} `device/unknown-profile`, `device/demonstration` when a real session wants the virtual
 * instrument or the other way round, `device/driver`, `device/column`, `instrument/not-started`
 */
export async function chooseDevice(
	catalogue: Catalogue,
	dataFolder: string,
	choice: DeviceChoice
): Promise<OpenDevice> {
	const file = catalogue.files.find(
		(one) => one.kind === 'device' && one.value.id === choice.profile
	);
	if (file?.kind !== 'device')
		throw new LabError('device/unknown-profile', `expected a known profile, got ${choice.profile}`);
	const { value: profile, sha256: profileSha256 } = file;
	if (profile.virtual !== choice.demonstration)
		throw new LabError(
			'device/demonstration',
			`expected ${choice.demonstration ? 'the virtual instrument' : 'a real device'} for this session`
		);
	const driver = driverById(profile.driver);
	if (!driver)
		throw new LabError('device/driver', `expected a known driver, got ${profile.driver}`);
	const place = profile.virtual
		? await virtualPlace(dataFolder, choice)
		: { port: choice.port, serialNumber: choice.serialNumber, pathFile: null };
	return { setup: setupFromProfile(profile, driver, place), profileSha256 };
}

async function virtualPlace(dataFolder: string, { subject, seed }: DeviceChoice) {
	const { path, serialNumber } = await startInstrument({
		data: dataFolder,
		choice: { subject, seed }
	});
	return { port: path, serialNumber, pathFile: join(dataFolder, 'instrument.json') };
}
