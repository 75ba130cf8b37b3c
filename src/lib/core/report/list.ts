/**
 * The questions of a report: their items, kinds and orders, who could know them, and what the person knew beforehand.
 *
 * @module
 */
import { earlierSeries, questionsOf } from '../session/formal-charts.ts';
import type { Question } from '../session/question.ts';
import type { Chart, Presentation } from '../session/state.ts';
import { facts, heading, paragraph, table, type ReportBlock } from './blocks.ts';
import type { ReportSource } from './source.ts';
import type { ReportWords } from './words.ts';

/** Every question with its items, and where each was read out. */
export function questionBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	const { say } = words;
	const { lock, questions, charts } = source.state;
	const locked = lock === null ? '' : `${lock.version} · ${lock.sha256}`;
	const others = charts.flatMap((chart) => chart.started.list ?? []);
	return [
		facts([[say('locked'), locked], ...earlierRows(source, words)], say('missing')),
		...questions.flatMap((question, index) => [
			...questionTable(source, { question, name: `Q${index + 1}` }, words)
		]),
		...others.flatMap((question, index) => [
			heading(say('acquaintance')),
			...questionTable(source, { question, name: `T${index + 1}` }, words)
		])
	];
}

/** Lists that were changed after charts, with those charts: recorded, kept, and never mixed with the later ones. */
function earlierRows(
	{ state }: Pick<ReportSource, 'state'>,
	{ say, listed }: ReportWords
): [string, string][] {
	return earlierSeries(state).map(({ version, sha256, charts }) => [
		say('earlier-list', { version }),
		say('earlier-charts', {
			charts: listed(charts.map(({ chart }) => String(chart))),
			hash: sha256 ?? '–'
		})
	]);
}

function questionTable(
	source: ReportSource,
	{ question, name }: { readonly question: Question; readonly name: string },
	{ say, listed }: ReportWords
): ReportBlock[] {
	const { facts: known } = source.state;
	// a chart of an earlier list read out other words under the same id
	const charts = source.state.charts.filter((chart) =>
		questionsOf(source.state, chart).includes(question)
	);
	const fact = known.find(({ factId }) => factId === question.factId);
	const rows = question.items.map((item, index) => [
		item.label ?? `${name}·${index + 1}`,
		item.text,
		say(`role-${item.role}`),
		item.expected === undefined ? '' : say(`answer-${item.expected}`),
		placesOf(charts, question.questionId, item.itemId).join(' ') || say('not-read')
	]);
	return [
		heading(`${name}  ${question.category}`),
		paragraphQuoted(question.stem),
		table(
			{
				head: [say('label'), say('item'), say('kind'), say('answer'), say('read-in')],
				...{ rows, widths: [2, 5, 2, 1.5, 3], isQuoted: true }
			},
			say('none')
		),
		...(fact === undefined
			? []
			: [
					paragraph(
						`${say('known-by')}: ${listed(fact.knownBy.map((one) => say(`knower-${one}`)))}`
					)
				])
	];
}

function paragraphQuoted(text: string): ReportBlock {
	return { kind: 'paragraph', text, tone: 'plain', isQuoted: true };
}

/** `chart/presentation` of an item, in order; a voided one in brackets. */
function placesOf(charts: readonly Chart[], questionId: string, itemId: string): string[] {
	return charts.flatMap(({ presentations }) =>
		presentations
			.filter((one) => one.questionId === questionId && one.itemId === itemId && wasRead(one))
			.map(({ chart, presentation, voided }) =>
				voided === null ? `${chart}/${presentation}` : `(${chart}/${presentation})`
			)
	);
}

const wasRead = ({ asked }: Presentation): boolean => asked !== null && !asked.voided;

/** How a presentation is named on a chart: the label of its item, else question and item by number. */
export function presentationLabel(
	{ state }: Pick<ReportSource, 'state'>,
	chart: Chart,
	{ questionId, itemId }: Presentation
): string {
	const list = questionsOf(state, chart);
	const at = list.findIndex((one) => one.questionId === questionId);
	const items = list[at]?.items ?? [];
	const place = items.findIndex((one) => one.itemId === itemId);
	const name = `${chart.started.list === undefined ? 'Q' : 'T'}${at + 1}`;
	return items[place]?.label ?? `${name}·${place + 1}`;
}

/** What was talked about before, and what the person said they knew of each question and from where. */
export function talkBlocks(source: ReportSource, { say, passage }: ReportWords): ReportBlock[] {
	const { priorKnowledge, questions, report } = source.state;
	const rows = (priorKnowledge?.entries ?? []).map(({ questionId, knows, fromWhom }) => {
		const at = questions.findIndex((one) => one.questionId === questionId);
		const answer = knows === 'unclear' ? say('unclear') : say(knows);
		return [`Q${at + 1} ${questions[at]?.category ?? questionId}`, answer, fromWhom];
	});
	return [
		facts([[say('talk'), report.draft?.preTestTalk ?? '']], say('missing')),
		table(
			{
				head: [say('question'), say('knows'), say('from-whom')],
				...{ rows, widths: [3, 1, 4], isQuoted: true }
			},
			say('none')
		),
		paragraph(passage('leakage')),
		...(priorKnowledge === null || priorKnowledge.note === ''
			? []
			: [paragraph(`${say('note')}: ${priorKnowledge.note}`)])
	];
}
