/**
 * The end of a record: closing, read-back and signatures, evaluation, and the hash of the log.
 *
 * @module
 */
import { printedCode } from '../../integrity/tree-head.ts';
import type { Evaluation } from '../record.ts';
import type { Figure, InterviewFigures } from '../record-figures.ts';
import { facts, paragraph, type Block, type RecordWords, type Section } from './blocks.ts';
import { writersBlock } from './opening.ts';
import { nameOf, type RecordSource } from './source.ts';

/** How the interview ended and how the paper record was read back. */
export function closingSection({ state }: RecordSource, words: RecordWords): Section {
	const { say, time } = words;
	const { closed, record } = state;
	const { readBack } = record;
	return {
		title: say('record_doc_closing'),
		blocks: [
			closed === null
				? paragraph(say('record_doc_running'), 'note')
				: facts([
						[say('record_doc_ended'), time(closed.at)],
						[say('grid_close_open_requests'), closed.openRequests || say('record_none')],
						[say('grid_close_complaints'), closed.complaints || say('record_none')],
						[say('grid_close_welfare'), closed.welfare]
					]),
			readBack === null
				? paragraph(say('record_doc_not_read_back'), 'alert')
				: facts([
						[say('record_read_back'), time(readBack.at)],
						[say('record_method'), say(`record_method_${readBack.method.replaceAll('-', '_')}`)],
						[
							say('record_pages'),
							say('record_pages_signed', {
								signed: readBack.pagesSigned,
								pages: readBack.pages
							})
						],
						[say('record_unsigned'), readBack.unsignedReason],
						[say('record_corrections'), String(readBack.corrections)],
						[
							say('record_officers_signed'),
							readBack.interviewersSigned ? say('record_doc_yes') : say('record_doc_no')
						],
						[say('record_copies'), readBack.copies],
						[say('record_hand_over'), readBack.handOver],
						[say('record_next_steps'), readBack.nextSteps]
					])
		]
	};
}

/** Figures in the order in which they are shown. */
export const figureNames = [
	...(['openQuestions', 'intervieweeTalk', 'leading', 'freeFirst'] as const),
	...(['newDetails', 'corroborated', 'defences', 'complaints'] as const)
] as const satisfies readonly (keyof InterviewFigures)[];

/** Figures that are shares. */
const SHARES: ReadonlySet<keyof InterviewFigures> = new Set([
	...(['openQuestions', 'intervieweeTalk', 'freeFirst'] as const)
]);

/** A figure in words, with its basis and the number it rests on. */
export function figureText(
	name: keyof InterviewFigures,
	{ value, basis, n }: Figure,
	{ say }: Pick<RecordWords, 'say'>
): string {
	if (value === null) return say('record_basis_none');
	const number = SHARES.has(name) ? `${Math.round(100 * value)} %` : String(+value.toFixed(1));
	// a count has no whole that it would be a part of
	const isBare = basis === 'typed' && (name === 'leading' || name === 'complaints');
	return `${number} (${say(`record_basis_${isBare ? 'counted' : basis}`, { n })})`;
}

/** Evaluations of those who have made one. */
export function evaluationSection(source: RecordSource, words: RecordWords): Section {
	const { say } = words;
	const { evaluations } = source.state.record;
	return {
		title: say('record_evaluation'),
		blocks:
			evaluations.length === 0
				? [paragraph(say('record_doc_not_evaluated'), 'note')]
				: evaluations.flatMap((one) => evaluationBlocks(one, source, words))
	};
}

function evaluationBlocks(one: Evaluation, source: RecordSource, words: RecordWords): Block[] {
	const { say, time } = words;
	const heading = [nameOf(source, one.by), say(`kit_role_${one.role}`), time(one.at)].join(' · ');
	return [
		{ kind: 'heading', text: heading },
		facts([
			[say('record_rights'), say(`record_rights_${one.rights}`)],
			[say('record_rights_note'), one.rightsNote],
			...figureNames.map((name): [string, string] => [
				say(`record_figure_${name}`),
				figureText(name, one.figures[name], words)
			]),
			[say('record_notes'), one.notes]
		])
	];
}

/** Lines to sign on, under what the person has read. */
export function signatureSection(
	{ state: { opened } }: RecordSource,
	{ say }: RecordWords
): Section {
	return {
		title: say('record_doc_signatures'),
		blocks: [
			paragraph(say('record_doc_read_and_true')),
			{
				kind: 'signatures',
				lines: [
					say('record_doc_person', { code: opened?.subjectCode ?? '' }),
					...(opened?.officers ?? []),
					say('record_doc_interpreter_adult')
				]
			}
		]
	};
}

/** Where the laboratory's own notes begin: nobody signs them. */
export function ownNotesSection({ say }: RecordWords): Section {
	return {
		title: say('record_doc_own'),
		blocks: [paragraph(say('record_doc_own_about'), 'note')]
	};
}

/** What the paper can be compared with, and who wrote. */
export function proofSection(source: RecordSource, words: RecordWords): Section {
	const { say } = words;
	const { lastHash, seq, record } = source.state;
	return {
		title: say('record_doc_proof'),
		blocks: [
			facts([
				[
					say('record_doc_hash', { seq: record.sealed === null ? seq : record.sealed.upTo }),
					hashOf(source) ?? lastHash
				]
			]),
			writersBlock(source, words),
			...codeBlocks(source, words)
		]
	};
}

/** The code of the laboratory's log: paper is the copy that nobody who can write the database can change. */
function codeBlocks({ head }: RecordSource, { say, time }: RecordWords): Block[] {
	if (head === undefined) return [];
	if (head === null) return [paragraph(say('record_doc_log_none'), 'note')];
	const { number, size, at } = head;
	return [
		{
			...{ kind: 'code', code: printedCode(head), label: say('record_doc_log_code') },
			head: say('record_doc_log_head', { number, size, time: time(at) })
		}
	];
}

/** Hash of the last event before the seal: the sealed record cannot hold that of the seal. */
function hashOf({ state: { record }, events }: RecordSource): string | null {
	const { sealed } = record;
	return sealed === null ? null : (events[sealed.upTo - 1]?.hash ?? null);
}
