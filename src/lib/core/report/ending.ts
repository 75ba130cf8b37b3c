/**
 * The end of a report: the talk after the test, signatures, and what is attached: charts, recordings, hashes.
 *
 * @module
 */
import { paperMarks } from '../paper/paper-marks.ts';
import type { Chart } from '../session/state.ts';
import { facts, paragraph, table, type ChartBlock, type ReportBlock } from './blocks.ts';
import { presentationLabel } from './list.ts';
import type { ReportSource } from './source.ts';
import type { ReportWords } from './words.ts';

/** What the person said when asked to explain, and how the talk was closed. */
export function postTestBlocks({ state }: ReportSource, { say }: ReportWords): ReportBlock[] {
	const { interview } = state;
	return [
		table(
			{
				caption: say('clarified'),
				head: [say('topic'), say('asked'), say('statement')],
				rows: state.clarifications.map(({ topic, question, statement }) => [
					...[topic, question, statement]
				]),
				...{ widths: [2, 3, 5], isQuoted: true }
			},
			say('none')
		),
		...(interview === null
			? []
			: [
					facts(
						[
							[say('breaks'), say(interview.breaksOffered ? 'yes' : 'no')],
							[say('complaints'), interview.complaints.trim() || say('none')],
							[say('welfare'), interview.welfare]
						],
						say('missing')
					)
				])
	];
}

/** Room for the signatures; they are made on the hash of all that stands before and after. */
export function signatureBlocks({ say }: ReportWords): ReportBlock[] {
	return [{ kind: 'signatures', tester: say('sign-tester'), reviewer: say('sign-reviewer') }];
}

/** Files with their hashes, other recordings, protocols; the charts themselves come last. */
export function attachmentBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	const { say, passage } = words;
	const { charts, interview, report, opened } = source.state;
	const others = [report.draft?.recordings ?? '', interview?.recordingReference ?? '']
		.flatMap((text) => text.split('\n'))
		.filter((line) => line.trim() !== '');
	return [
		paragraph(passage('hashes')),
		table(
			{
				caption: say('files'),
				head: [say('file'), say('bytes'), say('samples'), 'SHA-256'],
				rows: charts.flatMap(({ sealed }) =>
					sealed === null
						? []
						: [[fileName(sealed.file), String(sealed.bytes), String(sealed.samples), sealed.sha256]]
				),
				widths: [2.5, 1.5, 1.5, 6]
			},
			say('none')
		),
		table(
			{
				caption: say('other-recordings'),
				head: [say('recordings')],
				rows: [...new Set(others)].map((line) => [line])
			},
			say('none')
		),
		table(
			{
				caption: say('protocols'),
				head: [say('file'), 'SHA-256'],
				rows: (opened?.protocols ?? []).map(({ name, sha256 }) => [name, sha256]),
				widths: [3, 6]
			},
			say('none')
		),
		...charts.flatMap((chart) => chartBlock(source, chart, words))
	];
}

/** A file is named as it lies in a sealed folder, below `recordings`. */
const fileName = (file: string): string => file.split('/').at(-1) ?? file;

function chartBlock(source: ReportSource, chart: Chart, { say }: ReportWords): ChartBlock[] {
	const { sealed, started } = chart;
	if (sealed === null) return [];
	const marks = paperMarks(chart, {
		presentation: (one) => presentationLabel(source, chart, one),
		answer: (answer) => say(`answer-${answer}`)
	});
	return [
		{
			kind: 'chart',
			caption: `${say('chart-number', { chart: chart.chart })} · ${fileName(sealed.file)}`,
			...{ chart: chart.chart, file: fileName(sealed.file), sha256: sealed.sha256 },
			...{ samples: sealed.samples, rateHz: sealed.effectiveRateHz },
			columns: started.columns.map(({ name, kind, unit }) => ({ name, kind, unit })),
			missing: chart.gaps.map(({ firstSample: from, samples }) => ({ from, to: from + samples })),
			...marks
		}
	];
}
