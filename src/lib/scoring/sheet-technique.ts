/**
 * How people score by a technique: which scale, and which method their sheets are added up with.
 *
 * @module
 */
import type { ScoringByHand } from '#lib/core/comparison/by-hand.ts';
import { formalCharts } from '#lib/core/session/formal-charts.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { Sensor } from '#lib/core/score-table/cell.ts';
import { featureOf } from '#lib/core/signal/features.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import type { Scale } from '#lib/core/sheet/sheet.ts';
import essM from './ess-m.ts';
import { tableMethods } from './registry-tables.ts';
import { sensors } from './session-table.ts';
import type { TechniquePlan } from './session-technique.ts';

/** A column of the charts. */
export interface SheetColumn {
	readonly name: string;
	readonly kind: string;
}

/** The columns of the formal charts, each name once. */
export function sheetColumns(state: Pick<SessionState, 'charts' | 'listVersion'>): SheetColumn[] {
	const columns = formalCharts(state).flatMap(({ started }) => started.columns);
	return [...new Map(columns.map(({ name, kind }) => [name, { name, kind }])).values()];
}

/** The sensor of a channel in a comparison test; `other` = not scored. */
export function sensorOf(columns: readonly SheetColumn[], channel: string): Sensor {
	const kind = columns.find(({ name }) => name === channel)?.kind ?? '';
	const feature = featureOf(kind, 'comparison');
	return feature === null ? 'other' : sensors[feature];
}

/**
 * The first method of the technique that people can use; where it names none with positions, the Empirical Scoring
 * System.
 */
export function methodByHand(plan: TechniquePlan): {
	readonly id: string;
	readonly byHand: ScoringByHand;
} {
	for (const id of plan.scoring.methods) {
		const byHand = tableMethods.find((one) => one.id === id)?.byHand;
		if (byHand !== undefined) return { id, byHand };
	}
	return { id: essM.id, byHand: essM.byHand };
}

/** The scale of a sheet: that of the method in comparison tests, that of the laboratory in all others. */
export function sheetScale(plan: TechniquePlan, procedure: Pick<ScoringProcedure, 'scale'>): Scale {
	return plan.kind === 'comparison' ? methodByHand(plan).byHand.scale : procedure.scale;
}
