/**
 * What was said, in a record: by topic, version after version, with corrections, retractions, details and checks.
 *
 * @module
 */
import { differenceOf } from '../difference.ts';
import { openSteps, type Retraction } from '../record.ts';
import { versionsByTopic, type TopicVersions, type Version } from '../versions.ts';
import { admissionFlags } from '../admission.ts';
import { paragraph, type Block, type RecordWords, type Section } from './blocks.ts';
import { nameOf, type RecordSource } from './source.ts';

/** Statements by topic. */
export function statementsSection(source: RecordSource, words: RecordWords): Section {
	const topics = versionsByTopic(source.state, source.others);
	const { say } = words;
	return {
		title: say('record_doc_statements'),
		blocks:
			topics.length === 0
				? [paragraph(say('grid_no_statement'))]
				: topics.flatMap((one) => topicBlocks(one, words))
	};
}

function topicBlocks(
	{ topic, versions, isFirstNotFree }: TopicVersions,
	words: RecordWords
): Block[] {
	return [
		{ kind: 'heading', text: topic },
		...(isFirstNotFree ? [paragraph(words.say('record_first_not_free'), 'note')] : []),
		...versions.flatMap((version, index) => [
			versionBlock(version, words),
			...differenceBlock(versions[index - 1], version, words)
		])
	];
}

function versionBlock(version: Version, { say, time }: RecordWords): Block {
	const { corrections, details, retraction } = version;
	return {
		kind: 'quote',
		head: [
			say('grid_version', { number: version.number }),
			time(version.at),
			...(version.isOwn ? [] : [say('record_other_interview')]),
			version.freeNarrative ? say('grid_free') : say('record_not_free'),
			`${say('grid_knowledge')}: ${say(`grid_know_${version.knowledge.replaceAll('-', '_')}`)}`,
			`${say('grid_details')}: ${version.checkableDetails}`
		].join(' · '),
		text: version.said,
		notes: [
			...(retraction === null
				? []
				: [
						say('record_doc_retracted', { time: time(retraction.at), words: retraction.inOwnWords })
					]),
			...corrections.map((one) =>
				say('record_doc_correction', {
					...{ time: time(one.at), text: one.corrected, reason: one.reason },
					effect: say(`record_effect_${one.effect}`)
				})
			),
			...details.map((one) =>
				say('record_doc_detail', {
					...{ detail: one.detail, novelty: say(`record_novelty_${one.novelty}`) },
					outcome: [
						say(`record_outcome_${one.outcome ?? 'unchecked'}`),
						...one.checks.slice(-1).map(({ checkedBy, how }) => `${checkedBy}: ${how}`)
					].join(' · ')
				})
			)
		]
	};
}

function differenceBlock(
	former: Version | undefined,
	later: Version,
	{ say }: RecordWords
): Block[] {
	if (former === undefined || former.said === later.said) return [];
	const inputs = { former: former.number, later: later.number };
	const head = say('record_difference_of', inputs);
	return [{ kind: 'difference', head, parts: differenceOf(former.said, later.said) }];
}

/** Statements taken back and what was done; null = none. */
export function retractionsSection(source: RecordSource, words: RecordWords): Section | null {
	const { retractions } = source.state.record;
	if (retractions.length === 0) return null;
	const { say } = words;
	return {
		title: say('record_retractions'),
		blocks: [
			paragraph(say('record_retraction_about'), 'note'),
			...retractions.flatMap((one) => retractionBlocks(one, source, words))
		]
	};
}

function retractionBlocks(one: Retraction, source: RecordSource, words: RecordWords): Block[] {
	const { say, time } = words;
	const stepName = (id: string): string => {
		const step = source.grid.record?.retraction.steps.find((known) => known.id === id);
		return step === undefined ? id : words.text(step.text);
	};
	const open = openSteps(one).map((id) => [stepName(id), say('record_step_open'), '', '']);
	const done = one.done.map((step) => [stepName(step.step), time(step.at), step.who, step.result]);
	return [
		{
			kind: 'quote',
			head: `${time(one.at)} · ${say('record_of_event', { number: one.statement })}`,
			text: one.inOwnWords,
			notes: [
				one.reasons === ''
					? say('record_reasons_open')
					: say('record_reasons', { text: one.reasons }),
				...(one.coercion ? [say('record_coercion_claimed')] : [])
			]
		},
		{
			kind: 'table',
			head: [say('record_step'), say('record_when'), say('record_who'), say('record_result')],
			rows: [...done, ...open]
		}
	];
}

/** Checks of admissions, without a total; null = none. */
export function admissionsSection(source: RecordSource, words: RecordWords): Section | null {
	const { admissions } = source.state.record;
	const rules = source.grid.record?.admission;
	if (admissions.length === 0 || rules === undefined) return null;
	const { say, text, time } = words;
	return {
		title: say('record_admissions'),
		blocks: [
			paragraph(text(rules.notice), 'note'),
			...admissions.flatMap((check): Block[] => {
				const flags = admissionFlags(check, rules.criteria, source.state);
				const rows = rules.criteria.map(({ id, text: asked, levels }) => {
					const given = check.scores.find(({ criterion }) => criterion === id);
					const score = given?.score ?? null;
					const said =
						score === null ? say('record_score_unknown') : `${score} · ${text(levels[score])}`;
					return [`${id} ${text(asked)}`, said, given?.basis ?? ''];
				});
				const head = [say('record_criterion'), say('record_score'), say('record_basis')];
				return [
					{
						kind: 'heading',
						text: [
							say('record_of_event', { number: check.statement }),
							time(check.at),
							nameOf(source, check.by)
						].join(' · ')
					},
					...(flags.isUnverified ? [paragraph(text(rules.banner), 'alert')] : []),
					{ kind: 'table', head, rows }
				];
			})
		]
	};
}
