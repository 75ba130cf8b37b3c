/**
 * Words of the grid's pages.
 *
 * @module
 */
import type { GridFrame, RoleHypothesis } from '#lib/core/grid/cell.ts';
import type { GridState } from '#lib/core/grid/model.ts';
import type { NamingObstacle } from '#lib/core/grid/naming.ts';
import type { GateObstacle } from '#lib/core/interview/gate.ts';
import type { InterviewData } from '#lib/core/interview/interview-event.ts';
import { inLocale } from '#lib/core/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** What is missing before anything is rated. */
export const gateWords: Readonly<Record<GateObstacle, () => string>> = {
	'not-recorded': m.grid_gate_not_recorded,
	rights: m.grid_gate_rights,
	understanding: m.grid_gate_understanding,
	interpreter: m.grid_gate_interpreter,
	'appropriate-adult': m.grid_gate_appropriate_adult,
	fitness: m.grid_gate_fitness,
	recording: m.grid_gate_recording,
	baseline: m.grid_gate_baseline
};

/** Why no stage is named. */
export const obstacleWords: Readonly<Record<NamingObstacle, () => string>> = {
	'no-slice': m.grid_why_no_slice,
	probability: m.grid_why_probability,
	lead: m.grid_why_lead,
	'few-items': m.grid_why_few_items,
	'few-verbal-items': m.grid_why_few_verbal_items,
	'one-dimension': m.grid_why_one_dimension,
	'raters-differ': m.grid_why_raters_differ,
	old: m.grid_why_old
};

/** Role hypotheses. */
export const roleWords: Readonly<Record<RoleHypothesis, () => string>> = {
	principal: m.grid_role_principal,
	accessory: m.grid_role_accessory,
	unknown: m.grid_role_unknown
};

/** How somebody knows what they say. */
export const knowledgeWords: Readonly<
	Record<InterviewData<'statement-recorded'>['knowledge'], () => string>
> = {
	saw: m.grid_know_saw,
	did: m.grid_know_did,
	heard: m.grid_know_heard,
	inferred: m.grid_know_inferred,
	'told-here': m.grid_know_told_here,
	unknown: m.grid_know_unknown
};

/** What a page calls a state. */
export function stateLabel(frame: GridFrame, state: GridState): string {
	return inLocale(frame.stages[state].label, getLocale());
}

/** Whole percent. */
export const percent = (probability: number): number => Math.round(100 * probability);

/** Words in a row: 、 or a comma. */
export function listed(words: readonly string[]): string {
	return words.join(getLocale() === 'zh-CN' ? '、' : ', ');
}
