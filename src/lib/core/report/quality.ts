/**
 * How good the records are: losses, disturbances, what could not be measured, and what people changed.
 *
 * @module
 */
import { numberText } from '../statistics/probability-text.ts';
import { placeChartMarks } from '../session/place-marks.ts';
import { isFeatureId, features } from '../signal/features.ts';
import { paragraph, table, type ReportBlock } from './blocks.ts';
import type { ReportSource } from './source.ts';
import type { ReportWords, WordId } from './words.ts';

/** Charts, disturbances, channels, and values that were taken out or measured anew. */
export function qualityBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	return [
		paragraph(words.passage('quality')),
		chartTable(source, words),
		gapTable(source, words),
		markTable(source, words),
		voidedTable(source, words),
		channelTable(source, words),
		changeTable(source, words)
	];
}

function chartTable({ state }: ReportSource, { say }: ReportWords): ReportBlock {
	return table(
		{
			caption: say('charts'),
			head: [
				...[say('chart'), say('samples'), say('lost'), say('gaps')],
				...[say('nominal'), say('effective')]
			],
			rows: state.charts.map(({ chart, sealed, gaps, started }) => [
				String(chart),
				String(sealed?.samples ?? ''),
				String(sealed?.lost ?? ''),
				String(gaps.length),
				`${started.rateHz} Hz`,
				sealed === null ? '' : `${sealed.effectiveRateHz.toFixed(4)} Hz`
			])
		},
		say('none')
	);
}

function gapTable({ state }: ReportSource, { say }: ReportWords): ReportBlock {
	return table(
		{
			caption: say('gaps'),
			head: [say('chart'), say('where'), say('lost'), say('reason')],
			rows: state.charts.flatMap(({ chart, gaps }) =>
				gaps.map(({ firstSample, samples, cause }) => [
					...[String(chart), String(firstSample), String(samples), say(`cause-${cause}`)]
				])
			)
		},
		say('none')
	);
}

function markTable({ state, texts }: ReportSource, { say, text }: ReportWords): ReportBlock {
	const rows = state.charts.map(placeChartMarks).flatMap((chart) => {
		const at = (sample: number | null): string =>
			sample === null ? '' : (sample / chart.started.rateHz).toFixed(1);
		const label = (code: string): string => {
			const found = texts.artifacts.codes.find((one) => one.code === code);
			return found === undefined ? code : `${code} ${text(found.label)}`;
		};
		const number = String(chart.chart);
		return [
			...chart.artifacts
				.filter(({ voided }) => !voided)
				.map(({ code, sample, note }) => [number, at(sample), label(code), note]),
			...chart.remarks
				.filter(({ voided }) => !voided)
				.map((one) => [number, at(one.sample), say('remarks'), one.text])
		];
	});
	const head = [say('chart'), say('seconds'), say('artifacts'), say('note')];
	return table({ caption: say('artifacts'), head, rows, widths: [1, 1.5, 4, 5] }, say('none'));
}

function voidedTable({ state }: ReportSource, { say }: ReportWords): ReportBlock {
	const rows = state.charts.flatMap(({ presentations }) =>
		presentations.flatMap(({ chart, presentation, voided }) =>
			voided === null ? [] : [[`${chart}/${presentation}`, voided]]
		)
	);
	return table(
		{ caption: say('voided'), head: [say('presentation'), say('reason')], rows, widths: [1, 4] },
		say('none')
	);
}

function channelTable({ state }: ReportSource, words: ReportWords): ReportBlock {
	const { say, text, listed } = words;
	const all = state.measured?.measurements ?? [];
	const rows = [...new Set(all.map(({ channel }) => channel))].map((channel) => {
		const own = all.filter((row) => row.channel === channel);
		const feature = own[0]?.feature ?? '';
		const codes = own.map(({ exclusion }) => exclusion).filter((code) => code !== '');
		const counted = [...new Set(codes)].map(
			(code) => `${exclusionText(code, words)} ${codes.filter((one) => one === code).length}`
		);
		return [
			channel,
			isFeatureId(feature) ? text(features[feature].title) : feature,
			String(own.length),
			String(own.filter(({ value }) => value !== null).length),
			// 0 … 1: a percentage would look like a percentage of truth
			(own.reduce((sum, { quality }) => sum + quality, 0) / own.length).toFixed(2),
			listed(counted)
		];
	});
	return table(
		{
			caption: say('channels'),
			head: [
				...[say('channel'), say('feature'), say('measured'), say('usable')],
				...[say('mean-quality'), say('left-out')]
			],
			...{ rows, widths: [2, 3, 1.5, 1.5, 1.5, 4] }
		},
		say('none')
	);
}

/** Why a presentation could not be measured, in words; a code nobody knows stays itself. */
function exclusionText(code: string, { say }: ReportWords): string {
	if (code.startsWith('artifact-'))
		return say('exclusion-artifact', { code: code.slice('artifact-'.length) });
	const known: Readonly<Record<string, WordId>> = EXCLUSIONS;
	const id = known[code];
	return id === undefined ? code : say(id);
}

const EXCLUSIONS = {
	'not-asked': 'exclusion-not-asked',
	voided: 'exclusion-voided',
	gap: 'exclusion-gap',
	flat: 'exclusion-flat',
	clipped: 'exclusion-clipped',
	'out-of-range': 'exclusion-out-of-range',
	steep: 'exclusion-steep',
	'next-question': 'exclusion-next-question',
	'outside-recording': 'exclusion-outside-recording',
	'beats-unclear': 'exclusion-beats-unclear'
} as const satisfies Readonly<Record<string, WordId>>;

function changeTable({ state }: ReportSource, { say }: ReportWords): ReportBlock {
	const where = (one: { chart: number; presentation: number; channel: string }): string =>
		`${one.chart}/${one.presentation} ${one.channel}`;
	const rows = [
		...state.exclusions.map((one) => [where(one), say('excluded'), '', '', one.reason]),
		...state.overrides.map((one) => [
			...[where(one), say('overridden')],
			one.automatic === null ? '' : numberText(one.automatic, 3),
			...[numberText(one.value, 3), one.reason]
		])
	];
	return table(
		{
			caption: `${say('excluded')} · ${say('overridden')}`,
			head: [say('where'), say('kind'), say('value-before'), say('value'), say('reason')],
			...{ rows, widths: [2, 2, 1.5, 1.5, 5] }
		},
		say('none')
	);
}
