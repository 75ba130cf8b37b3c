/**
 * What is not as it should be in a recording that goes on: shown beside the big word, each with its figure.
 *
 * @module
 */
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';

/** One thing to look at. */
export type HealthWarning =
	| { readonly kind: 'rate'; readonly percent: number }
	| { readonly kind: 'quality'; readonly channels: readonly string[] }
	| { readonly kind: 'disk'; readonly bytes: number }
	| { readonly kind: 'clock'; readonly ms: number };

/** From where on something is worth a warning; laboratory defaults. */
export const HEALTH_LIMITS = {
	/** Departure of the measured from the nominal sample rate [%]. */
	ratePercent: 1,
	/** Quality of the last seconds, 0…1. */
	quality: 0.5,
	/** Free disk space [bytes]; an hour of 8 channels at 1000 Hz takes 86 MB. */
	diskBytes: 1e9,
	/** Uncertainty of the time of a mark [ms]: a fifth of the shortest response latency that is waited for. */
	clockMs: 100
} as const;

/**
 * Everything beyond its limit, the most urgent first.
 *
 * @param clockMs uncertainty of this page's clock against the recorder's; null = not known yet
 */
export function healthWarnings(health: RecorderHealth, clockMs: number | null): HealthWarning[] {
	const warnings: HealthWarning[] = [];
	const { rateHz, effectiveRateHz, quality, diskFreeBytes } = health;
	// of an instrument that is gone the last figures are no news
	const isStreaming = health.device === 'streaming';
	if (diskFreeBytes < HEALTH_LIMITS.diskBytes)
		warnings.push({ kind: 'disk', bytes: diskFreeBytes });
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
