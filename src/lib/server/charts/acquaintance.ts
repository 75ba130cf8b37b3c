/**
 * The acquaintance chart: what it is started with, and what it showed.
 *
 * @module
 */
import { randomInt, randomUUID } from 'node:crypto';
import {
	acquaintanceFindings,
	acquaintanceList,
	acquaintanceOrder,
	type AcquaintanceSettings
} from '../../core/desk/acquaintance.ts';
import { LabError, type ErrorCode } from '../../core/errors.ts';
import type { Actor, EventData, ProposedEvent } from '../../core/session/event.ts';
import { questionsOf } from '../../core/session/formal-charts.ts';
import type { SessionState } from '../../core/session/state.ts';
import { openStep } from '../../core/session/steps.ts';
import { measureChart } from '../../core/signal/measure.ts';
import type { Locale } from '../../core/text.ts';
import type { LabDatabase } from '../database/open.ts';
import { readSessionProtocols } from '../events/session-values.ts';
import { chartOf, readMarkedChart } from '../recording-files.ts';
import type { AnalysisContext } from './analysis.ts';

/** What of `chart-started` says that a chart is not part of the test. */
export type OwnList = Required<
	Pick<EventData<'chart-started'>, 'purpose' | 'list' | 'order' | 'seed'>
>;

const LARGEST_SEED = 0xffffffff;

/** The list and order of a chart that begins in the pre-test interview; null = it belongs to the test. */
export async function ownListOf({ db }: LabDatabase, state: SessionState): Promise<OwnList | null> {
	if (openStep(state) !== 'pre-test-interview') return null;
	const settings = (await readSessionProtocols(db, state)).maybe('acquaintance');
	return settings === null ? null : drawnList(settings, listLocale(state));
}

function drawnList(settings: AcquaintanceSettings, locale: Locale): OwnList {
	const seed = randomInt(LARGEST_SEED + 1);
	const list = acquaintanceList(settings, locale);
	return { purpose: 'acquaintance', list, seed, order: acquaintanceOrder(list, seed) };
}

/** The language the test is held in: that of its own questions. */
function listLocale({ questions }: Pick<SessionState, 'questions'>): Locale {
	return questions.every(({ stem }) => !/\p{Script=Han}/u.test(stem)) && questions.length > 0
		? 'en'
		: 'zh-CN';
}

/** What is told of an acquaintance chart beside what the recording says. */
export type Told = Pick<EventData<'acquaintance-concluded'>, 'chart' | 'chosen' | 'note'>;

/**
 * Measures a sealed acquaintance chart and writes down what it showed.
 *
 * @returns the number of the event
 * @throws {LabError} `chart/not-found`, `chart/not-sealed`; the refusal of the event
 */
export async function concludeAcquaintance(
	{ dataFolder, database, events, software, at }: AnalysisContext,
	sessionId: string,
	actor: Actor,
	told: Told
): Promise<number> {
	const state = await events.stateOf(sessionId);
	const chart = chartOf(state, told.chart);
	const settings = (await readSessionProtocols(database.db, state)).one('measurement');
	const rows = measureChart(await readMarkedChart(dataFolder, chart), settings);
	const least = settings.scrAmplitude.thresholdUs;
	const channels = acquaintanceFindings(questionsOf(state, chart), rows, chart.started.columns, {
		'scr-amplitude': least,
		'eda-rise': least
	});
	const data = { ...told, channels, software };
	const event: ProposedEvent = { id: randomUUID(), type: 'acquaintance-concluded', at, data };
	const [result] = await events.append(sessionId, [event], actor);
	if (result?.ok) return result.seq;
	throw new LabError(
		(result?.code ?? 'session/refused') as ErrorCode,
		result?.message ?? 'expected the acquaintance chart to be noted'
	);
}
