/**
 * The moments of a test session at which the law is asked, and the event that has to wait for the answer.
 *
 * @module
 */
import type { LawMoment } from '../../law/rule.ts';
import type { StepId } from '../payloads-conclusion.ts';
import type { SessionState } from '../state.ts';
import { leavingBlocks } from '../texts/leaving-findings.ts';
import { sessionBlocks, type LawContext } from './law-findings.ts';

/** Moments at which a page of a step shows the rules; those of other steps are shown there. */
export const momentsOfStep: Readonly<Record<StepId, readonly LawMoment[]>> = {
	'case-psychology': ['accept'],
	'question-drafting': ['cit_plan'],
	'pre-test-interview': ['pre_test', 'live'],
	'formal-test': ['chart_start', 'live'],
	'chart-analysis': ['conclude'],
	'post-test-interview': ['report_issue', 'archive']
};

/** An event as far as the law looks at it. */
export interface GateEvent {
	readonly type: string;
	readonly data: unknown;
}

/** What the law is asked about an event before it is written. */
interface Gate {
	readonly moments: readonly LawMoment[];
	/** Texts that have to be in order: those said to the person, those of the report, or all that leave. */
	readonly texts: 'planned' | 'report' | 'all' | null;
}

const GATES: Readonly<Record<string, Gate | undefined>> = {
	'question-list-locked': { moments: ['cit_plan'], texts: 'planned' },
	'chart-started': { moments: ['chart_start', 'live'], texts: null },
	// marks of what happened are never refused; going on is
	'chart-resumed': { moments: ['live'], texts: null },
	'conclusion-recorded': { moments: ['conclude'], texts: null },
	'report-issued': { moments: ['report_issue'], texts: 'report' },
	'session-sealed': { moments: ['archive'], texts: 'all' }
};

const OF_STEP: Partial<Record<StepId, Gate>> = {
	'case-psychology': { moments: ['accept'], texts: null },
	'pre-test-interview': { moments: ['pre_test'], texts: null },
	'chart-analysis': { moments: [], texts: 'report' }
};

/** What the law is asked about an event; null = nothing. */
export function gateOf({ type, data }: GateEvent): Gate | null {
	if (type !== 'step-completed') return GATES[type] ?? null;
	return OF_STEP[(data as { readonly step: StepId }).step] ?? null;
}

/** What keeps an event from being written. */
export interface Obstacle {
	readonly ruleId: string;
	/** English, for the message of a refusal. */
	readonly text: string;
}

/** The blocks that keep an event from being written, each rule once; empty = nothing does. */
export function obstaclesTo(
	state: SessionState,
	event: GateEvent,
	context: LawContext
): Obstacle[] {
	const gate = gateOf(event);
	if (gate === null || context.law === null) return [];
	const rules = [
		...sessionBlocks(state, context, gate.moments),
		...textObstacles(state, gate.texts, context).map(({ rule }) => rule)
	];
	const texts = new Map(rules.map(({ id, text }) => [id, text.en]));
	return [...texts].map(([ruleId, text]) => ({ ruleId, text }));
}

function textObstacles(state: SessionState, texts: Gate['texts'], { law }: LawContext) {
	if (texts === null) return [];
	const found = leavingBlocks(state, law).filter(({ text }) => text.isCurrent);
	if (texts === 'all') return found;
	return found.filter(({ text }) =>
		texts === 'planned' ? text.voice === 'planned' : text.leaves === 'report'
	);
}
