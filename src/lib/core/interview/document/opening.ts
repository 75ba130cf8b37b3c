/**
 * The beginning of a record: who, where, when, rights and fitness, what was planned.
 *
 * @module
 */
import type { InterviewData } from '../interview-event.ts';
import { facts, paragraph, type Block, type RecordWords, type Section } from './blocks.ts';
import { nameOf, type RecordSource } from './source.ts';

/** Case, subject, officers, place, times, recording. */
export function headSection(source: RecordSource, { say, time }: RecordWords): Section {
	const { state, events } = source;
	const { opened, closed } = state;
	const references = events.flatMap((event) =>
		event.type === 'gate-recorded' && event.data.recordingReference !== ''
			? [event.data.recordingReference]
			: []
	);
	return {
		title: say('record_doc_head'),
		blocks: [
			facts([
				[say('record_doc_case'), `${source.case.number} · ${source.case.title}`],
				[say('grid_code'), opened?.subjectCode ?? ''],
				[say('record_doc_officers'), (opened?.officers ?? []).join(' · ')],
				[say('grid_place'), opened?.place ?? ''],
				[say('record_doc_begun'), opened === null ? null : time(opened.at)],
				[say('record_doc_ended'), closed === null ? say('record_doc_running') : time(closed.at)],
				[say('grid_recording'), [...new Set(references)].join(' · ')],
				[say('record_doc_interview'), state.interviewId],
				[say('record_doc_software'), source.software]
			])
		]
	};
}

/** Every record of rights and fitness, and the baseline. */
export function rightsSection({ events }: RecordSource, words: RecordWords): Section {
	const { say, time } = words;
	const gates = events.flatMap((event) =>
		event.type === 'gate-recorded'
			? [{ kind: 'heading' as const, text: time(event.at) }, gateFacts(event.data, words)]
			: []
	);
	const baselines = events.flatMap((event) =>
		event.type === 'baseline-recorded'
			? [
					facts([
						[say('grid_baseline'), time(event.at)],
						[say('grid_baseline_minutes'), String(event.data.minutes)],
						[say('grid_baseline_questions'), String(event.data.neutralQuestions)],
						[say('grid_notes'), event.data.notes]
					])
				]
			: []
	);
	return {
		title: say('grid_tab_gate'),
		blocks:
			gates.length === 0
				? [paragraph(say('record_doc_no_gate'), 'alert')]
				: [...gates, ...baselines]
	};
}

function gateFacts(gate: InterviewData<'gate-recorded'>, { say }: RecordWords): Block {
	const yes = (is: boolean): string => (is ? say('record_doc_yes') : say('record_doc_no'));
	const presence = (which: 'not-needed' | 'present' | 'missing'): string =>
		say(`grid_${which.replace('-', '_')}`);
	return facts([
		[say('grid_rights_read'), yes(gate.rightsRead)],
		[say('grid_rights_taught'), yes(gate.rightsTaughtBack)],
		[say('grid_interpreter'), presence(gate.interpreter)],
		[say('grid_adult'), presence(gate.appropriateAdult)],
		[say('grid_fit'), yes(gate.fit)],
		[say('grid_fit_basis'), gate.fitnessBasis],
		[say('grid_recording'), gate.recordingReference]
	]);
}

/** Topics of both agendas; null = nothing was planned. */
export function agendaSection(
	{ state: { plan } }: RecordSource,
	{ say }: RecordWords
): Section | null {
	if (plan.topics.length === 0 && plan.draft === null) return null;
	const rows = plan.topics.map(({ agenda, title, learn, status }) => [
		say(`record_doc_agenda_${agenda}`),
		title,
		learn,
		say(`record_doc_status_${status.replaceAll('-', '_')}`)
	]);
	return {
		title: say('record_doc_agenda'),
		blocks: [
			...(plan.draft === null ? [] : [paragraph(plan.draft.purpose)]),
			{
				...{ kind: 'table', rows },
				head: [
					...[say('record_doc_agenda_of'), say('grid_topic'), say('record_doc_learn')],
					say('record_doc_status')
				]
			}
		]
	};
}

/** What was shown of the evidence, in the words that were said, with the answers; null = nothing was. */
export function disclosureSection(
	{ state: { plan } }: RecordSource,
	{ say, time }: RecordWords
): Section | null {
	if (plan.disclosures.length === 0) return null;
	return {
		title: say('record_doc_disclosures'),
		blocks: plan.disclosures.map((one): Block => {
			const { answer, correction } = one;
			return {
				kind: 'quote',
				head: `${time(one.at)} · ${one.exhibit}`,
				text: answer === null || answer.saidInstead === '' ? one.wording : answer.saidInstead,
				notes: [
					...(answer === null
						? [say('record_doc_no_answer')]
						: [say('record_doc_answer', { text: answer.answer })]),
					...(correction === null
						? []
						: [say('record_doc_put_right', { text: correction.correction })])
				]
			};
		})
	};
}

/** Whoever has an account and wrote in the log, with the number of events. */
export function writersBlock(source: RecordSource, { say }: RecordWords): Block {
	const written = new Map<string, number>();
	for (const { actor } of source.events) {
		const name = `${nameOf(source, actor.id)} · ${say(`kit_role_${actor.role}`)}`;
		written.set(name, (written.get(name) ?? 0) + 1);
	}
	return facts([...written].map(([name, count]) => [name, say('record_doc_events', { count })]));
}
