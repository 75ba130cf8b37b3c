/**
 * The recorder's health, as it is told twice a second.
 *
 * @module
 */
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';
import type { ChartRun } from './chart/chart-run.ts';
import type { Clock } from './clock.ts';
import type { DeviceSession } from './device-session.ts';
import type { DiskSpace, SpillFolder } from './disk.ts';
import type { BlockRing } from './socket/block-ring.ts';

/** What health is read from. */
export interface HealthSources {
	readonly bootId: string;
	readonly clock: Clock;
	readonly ring: BlockRing;
	readonly device: DeviceSession | null;
	readonly run: ChartRun | null;
	/** null = not known */
	readonly disk: DiskSpace | null;
	/** null = there is none */
	readonly spill: SpillFolder | null;
}

/** Health now. */
export function healthOf(from: HealthSources): RecorderHealth {
	const { device, run, clock, ring } = from;
	const rateHz = device?.setup.rateHz ?? 0;
	return {
		type: 'health',
		bootId: from.bootId,
		monotonicS: clock.monotonicS(),
		utcMs: Math.round(clock.utcMs()),
		device: device?.state ?? 'closed',
		deviceDetail: device?.detail ?? '',
		profile: device?.setup.profile ?? null,
		rateHz,
		effectiveRateHz: device?.times.effectiveRateHz ?? rateHz,
		recording: run && {
			sessionId: run.order.sessionId,
			chart: run.order.chart,
			file: run.recording.paths.name,
			firstBlock: run.firstBlock,
			...run.recording.facts
		},
		diskFreeBytes: from.disk?.freeBytes ?? 0,
		...(from.disk !== null && { diskTotalBytes: from.disk.totalBytes }),
		...(from.spill && { spill: from.spill }),
		writeDelayMs: Math.round(run?.recording.delaysMs.at(-1) ?? 0),
		...(device?.noFrames && { noFramesYet: device.noFrames }),
		quality: device?.quality ?? {},
		lastBlock: ring.last,
		firstBlock: ring.first
	};
}
