/**
 * From a recorded chart to one value per presentation and channel.
 *
 * @module
 */
import { isLabError } from '../errors.ts';
import type { EventData } from '../session/event.ts';
import { featureOf } from './features.ts';
import type { ChannelMeasure, RecordedChannel } from './measure/channel-measure.ts';
import { prepared } from './measure/prepared.ts';
import { featureSetOf, type MeasurementSettings } from './measure/settings.ts';
import { movements, type Movement } from './quality/movement.ts';
import { windowQuality } from './quality/window-quality.ts';
import { sampleIndex } from './sample-index.ts';

/** One row of the event `chart-measured`. */
export type Measurement = EventData<'chart-measured'>['measurements'][number];

/** One presentation with its marks [sample index]; null = not marked or not placed. */
export interface MarkedPresentation {
	readonly presentation: number;
	readonly questionId: string;
	readonly itemId: string;
	readonly askedSample: number | null;
	readonly endedSample: number | null;
	readonly answerSample: number | null;
	/** Taken back by the examiner. */
	readonly voided: boolean;
}

/** A recorded chart with everything marked on it. */
export interface MarkedChart {
	readonly chart: number;
	/** Samples per second as recorded [Hz]. */
	readonly rateHz: number;
	readonly channels: readonly RecordedChannel[];
	readonly presentations: readonly MarkedPresentation[];
	readonly artifacts: readonly { readonly code: string; readonly sample: number }[];
}

/**
 * Measures every scored channel at every presentation.
 *
 * Why a value is null stands in `exclusion`: `not-presented`, `not-asked`, `voided`, `artifact-<code>`,
 * `next-question` (asked before the window ended), `outside-recording`, a reason of `windowQuality`, `beats-unclear`,
 * `not-measurable` (the rate is too low for the feature). Movement lowers `quality` and excludes nothing.
 *
 * @returns channel after channel, presentation after presentation; channels without a feature have no rows
 */
export function measureChart(chart: MarkedChart, settings: MeasurementSettings): Measurement[] {
	const sensor = chart.channels.find(({ kind }) => kind === 'movement');
	const moved =
		sensor === undefined ? [] : tried(() => movements(sensor.values, chart.rateHz, settings));
	return chart.channels.flatMap((channel) => {
		const feature = featureOf(channel.kind, featureSetOf(settings));
		if (feature === null) return [];
		const measure = tried(() => prepared(channel, chart, settings));
		return chart.presentations.map((one): Measurement => {
			const { chart: number } = chart;
			const { presentation, questionId, itemId } = one;
			const found = judged({ chart, channel, measure, one, moved: moved ?? [], settings });
			return {
				chart: number,
				presentation,
				questionId,
				itemId,
				channel: channel.name,
				feature,
				...found
			};
		});
	});
}

/** A signal that cannot be filtered (too short, rate too low) is not measurable; anything else is a bug. */
function tried<T>(make: () => T): T | null {
	try {
		return make();
	} catch (error) {
		if (isLabError(error) && error.code.startsWith('signal/')) return null;
		throw error;
	}
}

/** What one value is judged by. */
interface Judging {
	readonly chart: MarkedChart;
	readonly channel: RecordedChannel;
	readonly measure: ChannelMeasure | null;
	readonly one: MarkedPresentation;
	readonly moved: readonly Movement[];
	readonly settings: MeasurementSettings;
}

/** What judging finds: the value or why there is none, and which samples it rests on. */
type Judged = Pick<Measurement, 'value' | 'quality' | 'exclusion' | 'window' | 'rise'>;

function judged(on: Judging): Judged {
	const { chart, channel, measure, one, moved, settings } = on;
	const refused = (exclusion: string, quality = 0): Judged => ({ value: null, quality, exclusion });
	if (one.askedSample === null) return refused('not-asked');
	if (one.voided) return refused('voided');
	if (measure === null) return refused('not-measurable');
	const time = one.askedSample / chart.rateHz;
	const first = sampleIndex(time + measure.from, chart.rateHz);
	const last = sampleIndex(time + measure.to, chart.rateHz);
	if (first < 0 || last >= channel.values.length) return refused('outside-recording');
	const window = { from: first, to: last };
	const judged = windowQuality(channel, chart.rateHz, { first, last }, settings.quality);
	const reach = settings.artifacts.reachS;
	const touches = (from: number, to: number): boolean =>
		to >= time + measure.from - reach && from <= time + measure.to + reach;
	const isMoved = moved.some(({ from, to }) => touches(from, to));
	const quality = judged.quality * (isMoved ? settings.movement.quality : 1);
	const unscored = (exclusion: string): Judged => ({ ...refused(exclusion, quality), window });
	const marked = chart.artifacts.find(
		({ code, sample }) =>
			(settings.artifacts.codes as readonly string[]).includes(code) &&
			touches(sample / chart.rateHz, sample / chart.rateHz)
	);
	if (marked !== undefined) return unscored(`artifact-${marked.code}`);
	if (isInterrupted(chart, one.askedSample, last)) return unscored('next-question');
	if (judged.exclusion !== '') return unscored(judged.exclusion);
	const answer = one.answerSample === null ? null : one.answerSample / chart.rateHz;
	const found = measure.valueAt(time, answer);
	return 'value' in found
		? { ...found, quality, exclusion: '', window }
		: unscored(found.exclusion);
}

/** Whether another question was asked before the window ended. */
function isInterrupted(chart: MarkedChart, asked: number, last: number): boolean {
	return chart.presentations.some(
		({ askedSample }) => askedSample !== null && askedSample > asked && askedSample <= last
	);
}
