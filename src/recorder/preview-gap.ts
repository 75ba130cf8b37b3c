/**
 * What is told of a loss while no chart runs.
 *
 * @module
 */
import type { GapCause, RecorderNotice } from '#lib/core/recording/recorder-messages.ts';
import { utcAt, type Clock } from './clock.ts';
import type { DeviceSession } from './device-session.ts';

/** A loss while nothing is recorded: for the eye, in nobody's log. */
export function previewGap(
	device: DeviceSession,
	clock: Clock,
	first: number,
	samples: number,
	cause: GapCause
): RecorderNotice {
	const monotonicS = device.times.timeOf(first);
	const firstSample = first - device.blocks.origin;
	return {
		...{ type: 'notice', notice: 'gap', sessionId: null, chart: 0, firstSample, samples, cause },
		...{ monotonicS, utcMs: utcAt(clock, monotonicS) }
	};
}
