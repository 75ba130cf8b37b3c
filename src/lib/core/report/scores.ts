/**
 * How charts were scored: exact statistics under a named null, the blind second score, and how both agree.
 *
 * @module
 */
import { numberText, probabilityText } from '../statistics/probability-text.ts';
import type { EventData } from '../session/event.ts';
import { facts, heading, paragraph, table, type ReportBlock } from './blocks.ts';
import { methodTitle, outcomeLabel } from './outcome-words.ts';
import { sensitivityBlocks } from './sensitivity.ts';
import { nameOf, type ReportSource } from './source.ts';
import type { ReportWords } from './words.ts';

/** Tables of every method, then the sheets of people. */
export function scoringBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	const scores = source.state.scores?.scores ?? [];
	const methods = [...new Set(scores.map(({ method }) => method))];
	return [
		paragraph(words.passage('null-model')),
		...methods.flatMap((method) =>
			methodBlocks(source, { method, scores: scores.filter((one) => one.method === method) }, words)
		),
		...(methods.length === 0 ? [paragraph(words.say('none'))] : []),
		...sensitivityBlocks(source, words),
		paragraph(words.passage('blind')),
		sheetTable(source, words),
		...agreementBlocks(source, words)
	];
}

interface MethodScores {
	readonly method: string;
	readonly scores: EventData<'score-recorded'>['scores'];
}

function methodBlocks(
	source: ReportSource,
	{ method, scores }: MethodScores,
	words: ReportWords
): ReportBlock[] {
	const { say, text } = words;
	const about = source.methods[method];
	const rows = scores.map(({ channel, statistic, p, pKind, perQuestion, questionId: alone }) => [
		alone === undefined ? channel : `${questionName(source, alone)} ${channel}`,
		numberText(statistic, 3),
		p === null ? say('p-none') : `${probabilityText(p)} ${say(`p-${pKind}`)}`,
		perQuestion
			.map(({ questionId, value }) => {
				return `${questionName(source, questionId)} ${value === null ? '—' : numberText(value)}`;
			})
			.join('  ')
	]);
	return [
		heading(about === undefined ? method : text(about.title)),
		facts(
			[
				[say('null'), about?.nullModel ? text(about.nullModel) : ''],
				[say('sources'), about?.sources.join('; ') ?? '']
			],
			say('missing')
		),
		table(
			{
				head: [say('channel'), say('statistic'), say('p-value'), say('per-question')],
				...{ rows, widths: [2, 1.5, 2.5, 6] }
			},
			say('none')
		),
		...itemTable(source, scores, words),
		...scores.map(({ sentence }) => paragraph(text(sentence), 'note'))
	];
}

/** What each item came to, where a method scores items. */
function itemTable(
	source: ReportSource,
	scores: MethodScores['scores'],
	words: ReportWords
): ReportBlock[] {
	const { say } = words;
	const rows = scores.flatMap(({ channel, perItem = [] }) =>
		perItem.map(({ questionId, itemId, value, outcome }) => {
			const { items = [] } =
				source.state.questions.find((one) => one.questionId === questionId) ?? {};
			const at = items.findIndex((one) => one.itemId === itemId);
			return [
				...[channel, items[at]?.label ?? `${questionName(source, questionId)}·${at + 1}`],
				value === null ? '—' : numberText(value, 3),
				outcome === undefined ? '' : outcomeLabel(source, outcome, words)
			];
		})
	);
	if (rows.length === 0) return [];
	const head = [say('channel'), say('label'), say('statistic'), say('outcome')];
	return [table({ caption: say('per-item'), head, rows }, say('none'))];
}

/** `Q1`, `Q2` … in the order of the list. */
function questionName({ state }: ReportSource, questionId: string): string {
	return `Q${state.questions.findIndex((one) => one.questionId === questionId) + 1}`;
}

function sheetTable(source: ReportSource, { say, time }: ReportWords): ReportBlock {
	const rows = source.state.sheets.map(({ seat, scorerId, at, revealed, commitment }) => {
		const cells = revealed?.sheet.cells ?? [];
		const scored = cells.filter(({ score }) => score !== null);
		const sum = scored.reduce((total, { score }) => total + (score ?? 0), 0);
		return [
			...[say(`seat-${seat}`), nameOf(source, scorerId), time(at.utc)],
			revealed === null ? '' : `${scored.length}/${cells.length}`,
			revealed === null ? '' : String(sum),
			commitment
		];
	});
	return table(
		{
			caption: say('scored-by'),
			head: [
				...[say('seat'), say('by'), say('sealed-at'), say('cells'), say('total')],
				say('commitment')
			],
			...{ rows, widths: [2, 2, 2.5, 1.5, 1.2, 5] }
		},
		say('none')
	);
}

function agreementBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	const { say } = words;
	const { compared, settled } = source.state;
	if (compared === null) return [];
	const figure = (one: { readonly value: number } | null): string =>
		one === null ? '—' : numberText(one.value, 3);
	const pairs = compared.pairs.map(({ seats, cells, percent, weightedKappa, intraclass }) => [
		seats.map((seat) => say(`seat-${seat}`)).join(' – '),
		...[String(cells), figure(percent), figure(weightedKappa), figure(intraclass)]
	]);
	const outcomes = compared.outcomes.map(({ seat, method, statistic, p, outcome }) => [
		...[say(`seat-${seat}`), methodTitle(source, method, words), numberText(statistic, 3)],
		p === null ? say('p-none') : probabilityText(p),
		outcomeLabel(source, outcome, words)
	]);
	const agreed = compared.agreedOutcome;
	return [
		table(
			{
				caption: say('pairs'),
				head: [say('pairs'), say('cells'), say('same'), say('kappa'), say('icc')],
				rows: pairs
			},
			say('none')
		),
		table(
			{
				caption: say('outcome'),
				head: [say('seat'), say('method'), say('statistic'), say('p-value'), say('outcome')],
				rows: outcomes
			},
			say('none')
		),
		paragraph(
			agreed !== null
				? `${say('agreed')}: ${outcomeLabel(source, agreed, words)}`
				: settled === null
					? say('disputed')
					: `${say('settled')}: ${outcomeLabel(source, settled.outcome, words)}. ${settled.reason}`
		)
	];
}
