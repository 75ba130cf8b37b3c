/**
 * What is not as it should be in a recording that goes on: shown beside the big word, each with its figure.
 *
 * @module
 */
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';

/** One thing to look at. */
export type HealthWarning =
	| { readonly kind: 'loss'; readonly percent: number }
	| { readonly kind: 'rate'; readonly percent: number }
	| { readonly kind: 'quality'; readonly channels: readonly string[] }
	| { readonly kind: 'disk'; readonly bytes: number; readonly isUrgent: boolean }
	| { readonly kind: 'spilled'; readonly bytes: number }
	| { readonly kind: 'spill-folder'; readonly state: 'same-disk' | 'unwritable' }
	| { readonly kind: 'clock'; readonly ms: number };

/** From where on something is worth a warning; laboratory defaults. */
export const HEALTH_LIMITS = {
	/** Lost of the last five seconds [%]; reliability plan F04. */
	lossPercent: 1,
	/** Departure of the measured from the nominal sample rate [%]. */
	ratePercent: 1,
	/** Quality of the last seconds, 0…1. */
	quality: 0.5,
	/** Free disk space [bytes]; an hour of 8 channels at 1000 Hz takes 86 MB. */
	diskBytes: 1e9,
	/** Free share of the disk, worth a look and urgent [%]; of a disk with `diskRoomBytes` free it is no news. */
	diskPercent: 20,
	diskUrgentPercent: 10,
	diskRoomBytes: 100e9,
	/** Uncertainty of the time of a mark [ms]: a fifth of the shortest response latency that is waited for. */
	clockMs: 100
} as const;

/** Whether it cannot wait: samples are being lost, or soon will be. */
export function isUrgent(warning: HealthWarning): boolean {
	return warning.kind === 'loss' || (warning.kind === 'disk' && warning.isUrgent);
}

/**
 * Everything beyond its limit, the most urgent first.
 *
 * @param clockMs uncertainty of this page's clock against the recorder's; null = not known yet
 * @param lossPercent share of the last seconds that was lost [%]
 */
export function healthWarnings(
	health: RecorderHealth,
	clockMs: number | null,
	lossPercent = 0
): HealthWarning[] {
	const warnings: HealthWarning[] = [];
	if (lossPercent > HEALTH_LIMITS.lossPercent)
		warnings.push({ kind: 'loss', percent: lossPercent });
	const { rateHz, effectiveRateHz, quality } = health;
	// of an instrument that is gone the last figures are no news
	const isStreaming = health.device === 'streaming';
	warnings.push(...diskWarning(health), ...spillWarnings(health));
	const percent = isStreaming && rateHz > 0 ? (100 * (effectiveRateHz - rateHz)) / rateHz : 0;
	if (Math.abs(percent) > HEALTH_LIMITS.ratePercent) warnings.push({ kind: 'rate', percent });
	const channels = Object.keys(quality).filter(
		(name) => (quality[name] ?? 1) < HEALTH_LIMITS.quality
	);
	if (isStreaming && channels.length > 0) warnings.push({ kind: 'quality', channels });
	if (clockMs !== null && clockMs > HEALTH_LIMITS.clockMs)
		warnings.push({ kind: 'clock', ms: clockMs });
	return warnings;
}

function spillWarnings({ spill }: Pick<RecorderHealth, 'spill'>): HealthWarning[] {
	if (spill === undefined) return [];
	const { state, waitingBytes: bytes } = spill;
	return [
		...(bytes > 0 ? [{ kind: 'spilled', bytes } as const] : []),
		...(state === 'ready' ? [] : [{ kind: 'spill-folder', state } as const])
	];
}

function diskWarning({
	diskFreeBytes: bytes,
	diskTotalBytes = 0
}: Pick<RecorderHealth, 'diskFreeBytes' | 'diskTotalBytes'>): HealthWarning[] {
	const { diskBytes, diskRoomBytes, diskPercent, diskUrgentPercent } = HEALTH_LIMITS;
	const percent = diskTotalBytes > 0 ? (100 * bytes) / diskTotalBytes : 100;
	const hasRoom = bytes >= diskRoomBytes;
	const isUrgent = bytes < diskBytes || (!hasRoom && percent < diskUrgentPercent);
	if (!isUrgent && (hasRoom || percent >= diskPercent)) return [];
	return [{ kind: 'disk', bytes, isUrgent }];
}
