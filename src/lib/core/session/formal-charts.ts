/**
 * Which charts are part of the test. An acquaintance chart (数字测试) is recorded, kept, sealed and reported like
 * every other, and is never measured, scored, counted or concluded from.
 *
 * @module
 */
import type { Question } from './question.ts';
import type { Chart, SessionState } from './state.ts';

/** Whether a chart belongs to the formal test. */
export const isFormal = ({
	started
}: {
	readonly started: { readonly purpose?: 'acquaintance' | undefined };
}): boolean => started.purpose === undefined;

/**
 * The charts of the formal test that were recorded with the question list of now, in order. Everything that measures,
 * scores or counts charts asks this. Charts of an earlier list are a series of their own: see `earlierSeries`.
 */
export function formalCharts({
	charts,
	listVersion
}: Pick<SessionState, 'charts' | 'listVersion'>): readonly Chart[] {
	return charts.filter((chart) => isFormal(chart) && chart.series === listVersion);
}

/** Charts recorded with a list that was changed afterwards: kept and reported, never mixed with later ones. */
export interface Series {
	/** Version of the list. */
	readonly version: number;
	/** SHA-256 of the list; null in a log from before lists were kept. */
	readonly sha256: string | null;
	readonly charts: readonly Chart[];
}

/** The series of earlier question lists that have charts, in order. */
export function earlierSeries({
	charts,
	listVersion,
	lockedLists
}: Pick<SessionState, 'charts' | 'listVersion' | 'lockedLists'>): readonly Series[] {
	const formal = charts.filter((chart) => isFormal(chart) && chart.series !== listVersion);
	return [...new Set(formal.map(({ series }) => series))].map((version) => ({
		version,
		sha256: lockedLists.find((list) => list.version === version)?.sha256 ?? null,
		charts: formal.filter(({ series }) => series === version)
	}));
}

/** The charts recorded to acquaint the person with the procedure, in order. */
export function acquaintanceCharts({ charts }: Pick<SessionState, 'charts'>): readonly Chart[] {
	return charts.filter((chart) => !isFormal(chart));
}

/** The questions a chart is read out from: its own small list, or that of the session as it was locked for it. */
export function questionsOf(
	{
		questions,
		listVersion,
		lockedLists
	}: Pick<SessionState, 'questions' | 'listVersion' | 'lockedLists'>,
	{ started, series }: Pick<Chart, 'started' | 'series'>
): readonly Question[] {
	if (started.list !== undefined) return started.list;
	if (series === listVersion) return questions;
	return lockedLists.find(({ version }) => version === series)?.questions ?? questions;
}
