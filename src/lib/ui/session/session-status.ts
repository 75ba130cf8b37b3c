/**
 * Where a session stands, as a list says it.
 *
 * @module
 */
import { m } from '#lib/paraglide/messages.js';

/** What a list knows of a session. */
export interface ListedSession {
	/** Id of the open step; null when all are done. */
	readonly openStep: string | null;
	readonly ended: 'sealed' | 'abandoned' | 'withdrawn' | null;
}

const steps: Readonly<Record<string, () => string>> = {
	'case-psychology': m.cases_step_case_psychology,
	'question-drafting': m.cases_step_question_drafting,
	'pre-test-interview': m.cases_step_pre_test_interview,
	'formal-test': m.cases_step_formal_test,
	'chart-analysis': m.cases_step_chart_analysis,
	'post-test-interview': m.cases_step_post_test_interview
};

const ends = {
	sealed: m.cases_sealed,
	abandoned: m.cases_abandoned,
	withdrawn: m.cases_withdrawn
};

/** One sentence: the next step, or how it ended. */
export function sessionStatus({ openStep, ended }: ListedSession): string {
	if (ended !== null) return ends[ended]();
	if (openStep === null) return m.cases_ready_to_seal();
	return m.cases_next_step({ step: steps[openStep]?.() ?? openStep });
}
