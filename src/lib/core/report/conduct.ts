/**
 * How a test was held: the review of fitness, the instrument, room, people and times, the method.
 *
 * @module
 */
import { isFormal } from '../session/formal-charts.ts';
import { facts, heading, list, paragraph, table, type ReportBlock } from './blocks.ts';
import { nameOf, type ReportSource } from './source.ts';
import type { ReportWords } from './words.ts';

/** Health, mind, medication: what was asked, and what was answered other than no. */
export function reviewBlocks(source: ReportSource, { say, text }: ReportWords): ReportBlock[] {
	const { fitness } = source.state;
	const rules = source.texts.fitness.rules;
	const concerns = (fitness?.answers ?? []).filter(({ answer }) => answer !== 'no');
	const verdict = fitness === null ? '' : say(fitness.fit ? 'is-fit' : 'is-unfit');
	return [
		facts(
			[
				[say('fit'), verdict],
				[say('fitness-asked'), String(fitness?.answers.length ?? 0)],
				[say('medication'), fitness?.medication.trim() || say('none')],
				[say('note'), fitness?.note.trim() || say('none')]
			],
			say('missing')
		),
		table(
			{
				caption: say('concerns'),
				head: [say('question'), say('answer'), say('note')],
				rows: concerns.map(({ ruleId, answer, note }) => {
					const rule = rules.find(({ id }) => id === ruleId);
					return [rule === undefined ? ruleId : text(rule.question), say(answer), note];
				}),
				...{ widths: [5, 1, 3], isQuoted: true }
			},
			say('none')
		)
	];
}

/** Model, profile with its hash, what the check of the sensors found, and the programs that computed. */
export function instrumentBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	const { say, passage, listed } = words;
	const { sensors, charts, measured, scores } = source.state;
	const profiles = charts.map(({ started }) => `${started.profile} ${started.profileSha256}`);
	const programs = [source.software, measured?.software, scores?.software];
	return [
		facts(
			[
				[say('device'), sensors?.device ?? ''],
				[say('profile'), sensors?.profile ?? ''],
				[say('profile-hash'), [...new Set(profiles)].join('\n')],
				[say('software'), listed([...new Set(programs.filter((one) => one !== undefined))])],
				[say('self-test'), sensors === null ? '' : say(sensors.accepted ? 'accepted' : 'no')],
				[say('note'), sensors?.note.trim() || say('none')]
			],
			say('missing')
		),
		table(
			{
				caption: say('channels'),
				head: [say('channel'), say('kind'), say('quality-figure'), say('accepted')],
				rows: (sensors?.channels ?? []).map(({ name, kind, quality, accepted }) => [
					...[name, kind, quality.toFixed(2), say(accepted ? 'yes' : 'no')]
				])
			},
			say('none')
		),
		paragraph(passage('self-test'), 'note')
	];
}

/** Room, people, and the times of each chart. */
export function conductBlocks(
	source: ReportSource,
	{ say, time, listed }: ReportWords
): ReportBlock[] {
	const { draft } = source.state.report;
	const testers = source.events.flatMap(({ actor, type }) =>
		actor.role === 'tester' && type.startsWith('question-') ? [actor.id] : []
	);
	return [
		facts(
			[
				[say('environment'), draft?.environment ?? ''],
				[say('staff'), draft?.staff ?? ''],
				[say('in-log'), listed([...new Set(testers)].map((id) => nameOf(source, id)))]
			],
			say('missing')
		),
		table(
			{
				head: [say('chart'), say('kind'), say('begun'), say('ended')],
				rows: source.state.charts.map((chart) => [
					String(chart.chart),
					say(isFormal(chart) ? 'formal' : 'acquaintance'),
					time(chart.started.startedUtc),
					chart.stoppedAt === null ? '' : time(chart.stoppedAt.utc)
				]),
				widths: [1, 3, 3, 3]
			},
			say('none')
		)
	];
}

/** Which technique, what was measured, and what was read to the person. */
export function methodBlocks({ texts }: ReportSource, words: ReportWords): ReportBlock[] {
	const { say, passage, text } = words;
	const { technique } = texts;
	return [
		facts(
			[
				[say('technique'), text(technique.title)],
				[say('sources'), technique.source]
			],
			say('missing')
		),
		paragraph(passage('measured')),
		paragraph(passage('order')),
		heading(say('talk')),
		list(
			technique.instructions.map((one) => text(one.text)),
			true
		)
	];
}
