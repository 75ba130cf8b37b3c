/**
 * Where the points of a caliper stand and may stand, for one value of a chart.
 *
 * @module
 */
import type { Measurement } from '#lib/core/signal/measure.ts';
import { automaticPoints } from '#lib/core/signal/measure/automatic-points.ts';
import type { Points } from '#lib/core/signal/measure/channel-measure.ts';
import { featureSetOf, type MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { featureOf } from '#lib/core/signal/features.ts';
import type { CaliperPlaces } from './caliper.svelte.ts';
import type { ReviewedChart, ReviewFocus } from './reviewed-chart.ts';

/**
 * The places of a caliper.
 *
 * @param samples of the recording
 * @param of row: what was measured; points: those of an override that stands
 * @returns null when the presentation was not asked or the channel is not measured
 */
export function caliperPlaces(
	chart: ReviewedChart,
	samples: number,
	focus: ReviewFocus,
	settings: MeasurementSettings,
	of: { readonly row: Pick<Measurement, 'rise'> | null; readonly points: Points | null }
): CaliperPlaces | null {
	const kind = chart.columns.find(({ name }) => name === focus.channel)?.kind ?? '';
	const one = chart.presentations.find(({ presentation }) => presentation === focus.presentation);
	const asked = one?.askedSample ?? null;
	const feature = featureOf(kind, featureSetOf(settings));
	if (asked === null || feature === null) return null;
	const later = chart.presentations.flatMap(({ askedSample }) =>
		askedSample !== null && askedSample > asked ? [askedSample] : []
	);
	const bounds = { from: asked, to: Math.min(samples - 1, ...later) };
	const { rateHz } = chart;
	const found = automaticPoints({ kind, asked, rateHz }, settings, of.row);
	if (found === null || bounds.to <= bounds.from) return null;
	const automatic = { from: found.from, to: Math.min(found.to, bounds.to) };
	if (automatic.from >= automatic.to) return null;
	return { focus, feature, rateHz, automatic, bounds, points: of.points };
}
