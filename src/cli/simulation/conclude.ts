/**
 * Steps 5 and 6 of a simulated session: measures, scores by hand and by rule, concludes in the permitted words, closes the interview.
 *
 * @module
 */
import type { DemonstrationContent } from '#lib/core/casework/demonstration.ts';
import { LabError } from '#lib/core/errors.ts';
import type { Technique } from '#lib/core/protocols/technique.ts';
import { basisOf } from '#lib/core/session/basis.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import { inLocale, type Locale } from '#lib/core/text.ts';
import { outcomeOfScore } from '#lib/core/technique/outcome-rule.ts';
import { scoringSeed } from '#lib/scoring/registry.ts';
import { basisScore, limitsOfPlan } from '#lib/scoring/session-basis.ts';
import { scoreTechnique } from '#lib/scoring/session-technique.ts';
import { scoreSheets } from './score-sheets.ts';
import type { SessionLog } from './session-log.ts';

type Score = EventData<'score-recorded'>['scores'][number];

/** What the conclusion needs besides the log. */
export interface ConclusionPlan {
	readonly software: string;
	readonly technique: Technique;
	readonly scoring: ScoringProcedure;
	/** Of the session. */
	readonly seed: number;
	readonly locale: Locale;
	readonly content: DemonstrationContent;
}

/** Chart analysis; gives back the score that the outcome rests on. */
export function analyse(
	log: SessionLog,
	measurements: EventData<'chart-measured'>['measurements'],
	plan: ConclusionPlan
): Score {
	const { software, technique, scoring, seed, locale } = plan;
	log.add('step-completed', { step: 'formal-test' });
	log.add('chart-measured', { software, measurements });
	scoreSheets(log, { software, procedure: scoring, technique, seed, locale });
	const session = { questions: listedQuestions(log.state), rows: measurements };
	const scores = scoreTechnique(session, technique, scoringSeed(log.state.charts));
	log.add('score-recorded', { software, scores });
	const basis = basisScore(log.state, technique);
	if (basis === undefined)
		throw new LabError(
			'simulation/nothing-to-score',
			`expected a score of ${technique.scoring.methods.join(', ')}, got none`
		);
	log.add('conclusion-recorded', {
		outcome: outcomeOfScore(basis, limitsOfPlan(technique)),
		basis: basisOf(basis),
		limits: technique.limits.map(({ text }) => inLocale(text, locale)).join('\n'),
		alternatives: plan.content.alternatives
	});
	log.add('step-completed', { step: 'chart-analysis' });
	return basis;
}

export function postTestInterview(log: SessionLog, content: DemonstrationContent): void {
	log.add('clarification-recorded', content.clarification);
	log.add('interview-closed', content.closing);
	log.add('step-completed', { step: 'post-test-interview' });
}
