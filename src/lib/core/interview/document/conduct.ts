/**
 * How an interview went, in a record: signs that come first and what was done, and where the ratings stood.
 *
 * @module
 */
import { gridStates } from '../../grid/model.ts';
import { facts, paragraph, type Block, type RecordWords, type Section } from './blocks.ts';
import { nameOf, type RecordSource } from './source.ts';

/** Signs of harm, whoever saw them, and every answer to an alarm. */
export function safeguardsSection(source: RecordSource, words: RecordWords): Section {
	const { say, text, time } = words;
	const { items } = source.grid.frame.safeguards;
	const rows = source.events.flatMap((event): string[][] => {
		const by = nameOf(source, event.actor.id);
		if (event.type === 'alarm-answered')
			return [[time(event.at), say('record_doc_answered'), event.data.what, by]];
		if (event.type !== 'slice-rated') return [];
		return event.data.safeguards
			.filter(({ value }) => value > 0)
			.map(({ item, value }) => {
				const sign = items.find(({ id }) => id === item);
				const words = `${item} ${sign === undefined ? '' : text(sign.text)}`;
				return [time(event.at), words, String(value), by];
			});
	});
	return {
		title: say('grid_safeguards'),
		blocks: [
			rows.length === 0
				? paragraph(say('record_doc_no_sign'))
				: {
						kind: 'table',
						head: [
							...[say('record_when'), say('record_doc_sign')],
							...[say('record_doc_value'), say('record_who')]
						],
						rows
					}
		]
	};
}

/** Where the ratings stood at the end, with intervals and with what that does not mean. */
export function positionSection(source: RecordSource, words: RecordWords): Section {
	const { say } = words;
	const { position } = source;
	return {
		title: say('record_doc_position'),
		blocks: [
			paragraph(say('grid_meaning'), 'note'),
			paragraph(say('record_doc_limits'), 'note'),
			...(position === null
				? [paragraph(say('record_doc_not_rated'))]
				: positionBlocks(position, source, words))
		]
	};
}

function positionBlocks(
	{ naming, states, low, high, rated, raters }: NonNullable<RecordSource['position']>,
	{ grid: { frame } }: RecordSource,
	{ say, text }: RecordWords
): Block[] {
	const percent = (share: number): number => Math.round(100 * share);
	return [
		naming.state === null
			? paragraph(
					say('record_doc_too_little', {
						why: naming.obstacles
							.map((one) => say(`grid_why_${one.replaceAll('-', '_')}`))
							.join(' · ')
					})
				)
			: paragraph(
					say('grid_consistent', {
						stage: text(frame.stages[naming.state].label),
						percent: percent(naming.probability)
					})
				),
		facts(
			gridStates.map((state, index): [string, string] => [
				text(frame.stages[state].label),
				`${percent(states[index] ?? 0)} % · ${say('grid_interval', {
					low: percent(low[index] ?? 0),
					high: percent(high[index] ?? 1)
				})}`
			])
		),
		paragraph(say('record_doc_rated_by', { items: rated, raters }))
	];
}
