/**
 * Steps 5 and 6 of a simulated session: measures, scores by hand and by rule, concludes in the permitted words, closes the interview.
 *
 * @module
 */
import type { DemonstrationContent } from '#lib/core/casework/demonstration.ts';
import { LabError } from '#lib/core/errors.ts';
import type { Technique } from '#lib/core/protocols/technique.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import { inLocale, type Locale } from '#lib/core/text.ts';
import { outcomeByRule } from '#lib/core/technique/outcome-rule.ts';
import { scoreSession, scoringSeed } from '#lib/scoring/registry.ts';
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
	const limits = technique.scoring;
	scoreSheets(log, { software, procedure: scoring, limits, seed, locale });
	const questions = listedQuestions(log.state);
	const scores = scoreSession({
		questions,
		rows: measurements,
		seed: scoringSeed(log.state.charts)
	});
	log.add('score-recorded', { software, scores });
	const basis = basisOf(scores, technique, log);
	log.add('conclusion-recorded', {
		outcome: outcomeByRule(basis.p, technique.scoring),
		basis: { method: basis.method, channel: basis.channel, p: basis.p },
		limits: technique.limits.map(({ text }) => inLocale(text, locale)).join('\n'),
		alternatives: plan.content.alternatives
	});
	log.add('step-completed', { step: 'chart-analysis' });
	return basis;
}

/** The first method of the technique on the skin conductance channel; chosen before the test, not after it. */
function basisOf(scores: readonly Score[], { scoring }: Technique, log: SessionLog): Score {
	const columns = log.state.charts.flatMap(({ started }) => started.columns);
	const channel = columns.find(({ kind }) => kind === 'eda')?.name;
	const found = scoring.methods
		.map((method) => scores.find((one) => one.method === method && one.channel === channel))
		.find((one) => one !== undefined);
	if (found !== undefined) return found;
	throw new LabError('simulation/no-score', `expected a score of ${channel ?? 'EDA'}, got none`);
}

/** Post-test interview. */
export function postTestInterview(log: SessionLog, content: DemonstrationContent): void {
	log.add('clarification-recorded', content.clarification);
	log.add('interview-closed', content.closing);
	log.add('step-completed', { step: 'post-test-interview' });
}
