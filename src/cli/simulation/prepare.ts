/**
 * Steps 1 to 3 of a simulated session: case, questions, pre-test interview.
 *
 * @module
 */
import type { DemonstrationContent } from '#lib/core/casework/demonstration.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { questionListHash } from '#lib/core/session/question-list.ts';
import { checkQuestionList, type ItemFinding } from '#lib/core/technique/item-rules.ts';
import { LabError } from '#lib/core/errors.ts';
import type { SimulationProtocols } from './protocols.ts';
import type { SessionLog } from './session-log.ts';

/** Case psychology and question drafting, the list locked. */
export function prepareQuestions(
	log: SessionLog,
	content: DemonstrationContent,
	{ itemRules: rules, technique }: Pick<SimulationProtocols, 'itemRules' | 'technique'>
): void {
	log.add('subject-described', content.subject);
	for (const fact of content.facts) log.add('fact-recorded', fact);
	for (const hypothesis of content.hypotheses) log.add('hypothesis-recorded', hypothesis);
	log.add('step-completed', { step: 'case-psychology' });

	for (const question of content.questions) log.add('question-drafted', question);
	const findings = checkQuestionList(
		{ technique, questions: content.questions, facts: content.facts, priorKnowledge: [] },
		rules
	);
	log.add('review-waived', {
		sha256: questionListHash(log.state),
		reason: 'simulation: nobody is there to review'
	});
	log.add('question-list-locked', {
		version: 1,
		sha256: questionListHash(log.state),
		acceptedWarnings: findings.map(accepted)
	});
	log.add('step-completed', { step: 'question-drafting' });
}

function accepted(finding: ItemFinding) {
	const { severity, ruleId, questionId, message } = finding;
	if (severity === 'refuse') throw new LabError('simulation/question-list', message.en);
	return { ruleId, questionId, reason: `demonstration: ${message.en}` };
}

/** What the pre-test interview needs from the protocols. */
export interface InterviewPlan {
	/** Ids of the points explained. */
	readonly rights: readonly string[];
	/** Ids of the fitness questions. */
	readonly fitness: readonly string[];
	readonly sensors: EventData<'sensors-checked'>;
	/** Items that are read to the person before the test; none where details are secret. */
	readonly readBefore: readonly { readonly questionId: string; readonly itemId: string }[];
}

/** Pre-test interview: rights before consent, everybody fit, nothing known, sensors accepted. */
export function preTestInterview(
	log: SessionLog,
	content: DemonstrationContent,
	plan: InterviewPlan
): void {
	log.add('identity-checked', content.identity);
	for (const part of ['purpose', 'sensors-explained'])
		log.add('part-explained', { part, note: '' });
	log.add('rights-explained', { points: [...plan.rights], language: content.subject.language });
	log.add('consent-recorded', { decision: 'given', form: 'written', understood: true });
	log.add('fitness-recorded', {
		answers: plan.fitness.map((ruleId) => ({ ruleId, answer: 'no' as const, note: '' })),
		medication: '',
		fit: true,
		note: ''
	});
	log.add('prior-knowledge-recorded', content.priorKnowledge);
	for (const { questionId, itemId } of plan.readBefore)
		log.add('question-reviewed', { questionId, itemId, understood: true, note: '' });
	log.add('sensors-checked', plan.sensors);
	log.add('step-completed', { step: 'pre-test-interview' });
}
