/**
 * Which sensor is on which input, from the device profile.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import { setupFromProfile } from '#lib/core/recording/device-profile.ts';
import type { ChannelSpec } from '#lib/core/recording/recorder-messages.ts';
import bitalino from '#lib/devices/bitalino.ts';

/**
 * Channels of a profile with their converters.
 *
 * @param name of the file below protocols/
 * @param text YAML
 * @throws {LabError} `instrument/profile` when it is no valid device profile
 */
export function readWiring(name: string, text: string): readonly ChannelSpec[] {
	const parsed = parseProtocol(name, text);
	if ('problems' in parsed || parsed.kind !== 'device') {
		const problem = 'problems' in parsed ? parsed.problems[0]?.message : 'another kind of file';
		throw new LabError(
			'instrument/profile',
			`expected a device profile in ${name}, got: ${problem ?? ''}`
		);
	}
	return setupFromProfile(parsed.value, bitalino, { port: '' }).channels;
}
