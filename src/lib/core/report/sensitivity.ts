/**
 * What a result hangs on: the same method again with one thing changed.
 *
 * @module
 */
import { numberText, probabilityText } from '../statistics/probability-text.ts';
import { heading, paragraph, table, type ReportBlock } from './blocks.ts';
import type { SensitivityTable } from './changed-results.ts';
import { methodTitle, outcomeLabel } from './outcome-words.ts';
import type { ReportSource } from './source.ts';
import type { ReportWords } from './words.ts';

/** The tables of a report; nothing before a result. */
export function sensitivityBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	const tables = source.sensitivityOf(source.state, source.texts.technique);
	if (tables.length === 0) return [];
	return [
		heading(words.say('sensitivity')),
		paragraph(words.passage('sensitivity')),
		...tables.flatMap((one) => tableBlocks(source, one, words))
	];
}

function tableBlocks(
	source: ReportSource,
	{ questionId, method, channel, rows, values }: SensitivityTable,
	words: ReportWords
): ReportBlock[] {
	const { say } = words;
	const at = source.state.questions.findIndex((one) => one.questionId === questionId);
	const caption = [
		...(questionId === null ? [] : [`Q${at + 1}`]),
		methodTitle(source, method, words),
		...(channel === null ? [] : [channel])
	].join(' · ');
	const lines = rows.map(({ kind, name, statistic, p, outcome, isOther }) => [
		say(`change-${kind}`, { name }),
		statistic === null ? '—' : numberText(statistic, 3),
		p === null ? '—' : probabilityText(p),
		outcome === null
			? say('change-none')
			: isOther || kind === 'whole'
				? outcomeLabel(source, outcome, words)
				: say('change-same')
	]);
	const head = [say('change'), say('statistic'), say('p-value'), say('change-outcome')];
	const each = values === null ? [] : [paragraph(say('change-values', valuesText(values)), 'note')];
	return [table({ caption, head, rows: lines, widths: [4, 1.5, 1.5, 3] }, say('none')), ...each];
}

function valuesText({ count, least, most, other }: NonNullable<SensitivityTable['values']>) {
	return { count, other, least: probabilityText(least), most: probabilityText(most) };
}
