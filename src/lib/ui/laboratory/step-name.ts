/**
 * Names of the six steps.
 *
 * @module
 */
import type { StepId } from '#lib/core/session/payloads-conclusion.ts';
import { m } from '#lib/paraglide/messages.js';

const names: Readonly<Record<StepId, () => string>> = {
	'case-psychology': m.cases_step_case_psychology,
	'question-drafting': m.cases_step_question_drafting,
	'pre-test-interview': m.cases_step_pre_test_interview,
	'formal-test': m.cases_step_formal_test,
	'chart-analysis': m.cases_step_chart_analysis,
	'post-test-interview': m.cases_step_post_test_interview
};

/** Name of a step. */
export const stepName = (step: StepId): string => names[step]();
