/**
 * The record of an interview in words: for the print page in its language, for the sealed folder in both.
 *
 * @module
 */
import { isWithheld, type VisibleInterviewEvent } from '#lib/core/interview/coding.ts';
import type { RecordWords } from '#lib/core/interview/document/blocks.ts';
import { recordDocument } from '#lib/core/interview/document/record-document.ts';
import { recordHtml } from '#lib/core/interview/document/record-html.ts';
import type { RecordSource } from '#lib/core/interview/document/source.ts';
import { gridPosition } from '#lib/core/interview/grid-position.ts';
import { interviewOf } from '#lib/core/interview/interview-state.ts';
import { reviewTimeMs } from '#lib/core/interview/review-time.ts';
import { inLocale, type Locale } from '#lib/core/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { namesIn, type InterviewCase } from '#lib/server/interviews/interviews.ts';
import { otherInterviews } from '#lib/server/interviews/same-person.ts';
import { getLab, software } from '#lib/server/lab.ts';

type Message = (
	inputs: Readonly<Record<string, string | number>>,
	options: { locale: Locale }
) => string;

/** Words of one language, whatever the language of the request. */
export function recordWords(locale: Locale): RecordWords {
	const messages = m as unknown as Readonly<Record<string, Message | undefined>>;
	const moment = new Intl.DateTimeFormat(locale, {
		...{ year: 'numeric', month: '2-digit', day: '2-digit' },
		...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }
	});
	const zone = new Intl.DateTimeFormat('en', { timeZoneName: 'longOffset' });
	const offset = (at: Date): string =>
		zone.formatToParts(at).find(({ type }) => type === 'timeZoneName')?.value ?? '';
	return {
		say: (key, inputs = {}) => messages[key]?.(inputs, { locale }) ?? key,
		text: (text) => inLocale(text, locale),
		time: (iso) => {
			const at = new Date(iso);
			return `${moment.format(at)} (${offset(at)})`;
		}
	};
}

/**
 * What the record of an interview is made from.
 *
 * @param events as the asker may read them: what is withheld from a rater is no part of it
 */
export async function recordSource(
	interviewId: string,
	shell: InterviewCase,
	events: readonly VisibleInterviewEvent[]
): Promise<RecordSource> {
	const { cases, interviews, accounts } = getLab();
	const { frame, cells, model, record } = await interviews.gridOf(interviewId);
	const state = interviewOf(events, interviewId);
	const told = events.flatMap((event) => (isWithheld(event) ? [] : [event]));
	const people = await accounts.directory.list();
	return {
		case: { number: shell.number, title: shell.title },
		...{ state, events: told, software },
		grid: { frame, cells, record },
		position: gridPosition(state, cells, model, reviewTimeMs(state, Date.now())),
		others: await otherInterviews(cases, interviewId),
		names: await namesIn(cases, shell.id, told, people)
	};
}

/** The readable record of a sealed folder: Chinese, then English. */
export function recordInBoth(source: RecordSource): string {
	const locales = ['zh-CN', 'en'] as const;
	return recordHtml(
		locales.map((locale) => ({ locale, document: recordDocument(source, recordWords(locale)) }))
	);
}
