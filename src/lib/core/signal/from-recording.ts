/**
 * A chart of a session with its recording, as the measurement wants it.
 *
 * @module
 */
import { physicalValue } from '../recording/edf/header.ts';
import { readEdf, type EdfChannel } from '../recording/edf/reader.ts';
import type { Chart, PlacedMark } from '../session/state.ts';
import type { RecordedChannel } from './measure/channel-measure.ts';
import type { MarkedChart } from './measure.ts';

/**
 * Puts the marks of a chart on its recording. Samples that never arrived (declared gaps, and in the file the digital
 * minimum) are NaN; what fills the last record after the last sample is cut off.
 *
 * @param chart with its marks placed on samples; a mark that is not placed or was voided counts as absent
 * @param recording bytes of the chart's file
 * @returns channels of the chart that the file holds, in the chart's order
 * @throws {LabError} `edf/…` when the file cannot be read
 */
export function markedChart(chart: Chart, recording: Uint8Array): MarkedChart {
	const { channels } = readEdf(recording);
	return {
		chart: chart.chart,
		// the rate the samples really had, by the recorder's clock fit; the nominal one while it is not known
		rateHz: chart.sealed?.effectiveRateHz ?? chart.started.rateHz,
		channels: chart.started.columns.flatMap(({ name, kind, unit }) => {
			const found = channels.find(({ signal }) => signal.label === name);
			return found === undefined ? [] : [{ name, kind, unit, ...physical(found, chart) }];
		}),
		presentations: chart.presentations.map((one) => ({
			presentation: one.presentation,
			questionId: one.questionId,
			itemId: one.itemId,
			askedSample: placed(one.asked),
			endedSample: placed(one.ended),
			answerSample: placed(one.answer),
			voided: one.voided !== null
		})),
		artifacts: chart.artifacts.flatMap((mark) => {
			const sample = placed(mark);
			return sample === null ? [] : [{ code: mark.code, sample }];
		})
	};
}

function placed(mark: PlacedMark | null): number | null {
	return mark === null || mark.voided ? null : mark.sample;
}

/** Values in the channel's unit. */
function physical(
	{ signal, samples }: EdfChannel,
	{ gaps, sealed }: Chart
): Pick<RecordedChannel, 'values' | 'limits'> {
	const recorded = samples.subarray(0, sealed?.samples);
	const values = Float64Array.from(recorded, (count) => physicalValue(signal, count));
	for (const { firstSample, samples: lost } of gaps)
		values.fill(Number.NaN, firstSample, firstSample + lost);
	return { values, limits: [signal.physicalMin, signal.physicalMax] };
}
