/**
 * Which sensor is on which input, from the device profile.
 *
 * @module
 */
import type { ChannelSpec } from '#lib/core/recording/recorder-messages.ts';
import { parse } from 'yaml';
/** Channels of a profile. */
export function readWiring(text: string): readonly ChannelSpec[] {
	const profile = parse(text) as { channels: ChannelSpec[] };
	return profile.channels;
}
