/**
 * The table of measurements as a file for spreadsheets (CSV): what was measured, left out, and measured anew.
 *
 * @module
 */
import { csvText } from '../exporting/csv-cell.ts';
import type { SessionState } from '../session/state.ts';

const HEAD = [
	...['chart', 'presentation', 'question', 'item', 'wording', 'kind', 'channel', 'unit', 'feature'],
	...['value', 'quality', 'not_measured', 'taken_out', 'measured_anew', 'reason'],
	...['window_from', 'window_to']
];

/** The file: UTF-8 with byte order mark, so that spreadsheets read Chinese. Empty table = the head only. */
export function measurementCsv(state: SessionState): string {
	const rows = (state.measured?.measurements ?? []).map((row) => {
		const isSame = (one: { chart: number; presentation: number; channel: string }): boolean =>
			one.chart === row.chart &&
			one.presentation === row.presentation &&
			one.channel === row.channel;
		const question = state.questions.find(({ questionId }) => questionId === row.questionId);
		const item = question?.items.find(({ itemId }) => itemId === row.itemId);
		const started = state.charts.find(({ chart }) => chart === row.chart)?.started;
		const out = state.exclusions.find(isSame);
		const anew = state.overrides.find(isSame);
		return [
			...[row.chart, row.presentation, row.questionId, row.itemId],
			...[item?.text ?? '', item?.role ?? '', row.channel],
			started?.columns.find(({ name }) => name === row.channel)?.unit ?? '',
			...[row.feature, row.value ?? '', row.quality, row.exclusion],
			...[out === undefined ? 0 : 1, anew?.value ?? '', out?.reason ?? anew?.reason ?? ''],
			...[row.window?.from ?? '', row.window?.to ?? '']
		];
	});
	return `\ufeff${csvText([HEAD, ...rows])}`;
}
