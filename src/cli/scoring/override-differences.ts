/**
 * How the values that people measured anew differ from those between the same two points made now.
 *
 * @module
 */
import { isLabError } from '#lib/core/errors.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { MarkedChart, Measurement } from '#lib/core/signal/measure.ts';
import { measureBetween } from '#lib/core/signal/measure/between.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { isSame } from './differences.ts';

type Override = EventData<'measurement-overridden'>;

/** What the values are made from. */
interface Sources {
	readonly charts: readonly MarkedChart[];
	readonly settings: MeasurementSettings;
	/** The automatic values, made anew. */
	readonly measurements: readonly Measurement[];
}

/** One line for each value that differs, the automatic one it stands for included; empty = the same. */
export function overrideDifferences(overrides: readonly Override[], sources: Sources): string[] {
	return overrides.flatMap((override) => {
		const { chart, presentation, channel, value, automatic } = override;
		const where = `chart ${chart} presentation ${presentation} ${channel} measured anew`;
		const [now, refused] = valueNow(override, sources);
		const row = sources.measurements.find(
			(one) => one.chart === chart && one.presentation === presentation && one.channel === channel
		);
		const before = row?.value ?? null;
		return [
			...(isSame(value, now) ? [] : [`${where}: value ${value}, now ${now ?? refused}`]),
			...(isSame(automatic, before)
				? []
				: [`${where}: automatic value ${automatic ?? 'null'}, now ${before ?? 'null'}`])
		];
	});
}

/** The value between the two points; a refusal to measure there is a difference, anything else thrown is a bug. */
function valueNow(override: Override, { charts, settings }: Sources): [number | null, string] {
	const { presentation, channel, fromSample: from, toSample: to } = override;
	const chart = charts.find((one) => one.chart === override.chart);
	if (chart === undefined) return [null, 'score/no-recording'];
	try {
		return [measureBetween(chart, settings, { presentation, channel, from, to }), ''];
	} catch (error) {
		if (isLabError(error) && error.code.startsWith('signal/')) return [null, error.code];
		throw error;
	}
}
