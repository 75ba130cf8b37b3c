import { visibleInterviewEvents } from '#lib/core/interview/coding-visibility.ts';
import { recordDocument } from '#lib/core/interview/document/record-document.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import { notFound } from '#lib/server/http.ts';
import { headOfRecord } from '#lib/server/integrity/record-head.ts';
import { getLab } from '#lib/server/lab.ts';
import { interviewFor } from '../../../../../interview.server.ts';
import { recordSource, recordWords } from '../../../../../interview-record.server.ts';
import type { PageServerLoad } from './$types';

/** The record of one interview, ready to print, in the language of the page. */
export const load: PageServerLoad = async (event) => {
	const { interview } = event.params;
	const { case: shell, user } = await interviewFor(event, interview);
	if (shell.id !== event.params.case) throw notFound();
	const all = await getLab().interviews.eventsAfter(interview, 0);
	const events = visibleInterviewEvents(all, user.id);
	const read = await recordSource(interview, shell, events);
	// of everything that was written, whatever of it the asker may read
	const head = await headOfRecord(getLab().database, 'interview', interview);
	const source = { ...read, head };
	const { statements, record } = source.state;
	const { law } = await getLab().interviews.gridOf(interview);
	return {
		lint: law?.lint ?? null,
		/** What leaves the house in words: somebody looks at it once more. */
		texts: [
			...statements.map(({ said }) => said),
			...record.corrections.map(({ corrected }) => corrected)
		],
		back: `/cases/${shell.id}/interviews/${interview}`,
		document: recordDocument(source, recordWords(getLocale()))
	};
};
