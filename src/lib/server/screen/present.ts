/**
 * Presenting an item on the subject's screen: shown, confirmed, marked, taken away again, marked. The server keeps the
 * time; the marks carry what the screen says, mapped to the workstation's clock.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DeskSettings } from '../../core/desk/desk-settings.ts';
import type { ScreenAsk, ScreenShow } from '../../core/desk/screen.ts';
import { LabError, type ErrorCode } from '../../core/errors.ts';
import { decide } from '../../core/session/decide.ts';
import type {
	Actor,
	EventData,
	EventTime,
	EventType,
	ProposedEvent
} from '../../core/session/event.ts';
import { questionsOf } from '../../core/session/formal-charts.ts';
import type { SessionState } from '../../core/session/state.ts';
import { inLocale } from '../../core/text.ts';
import { appendMarked, type Desk } from '../charts/append-marked.ts';
import { readSessionProtocols } from '../events/session-values.ts';
import { chartOf } from '../recording-files.ts';
import type { Shown, SubjectScreens } from './screens.ts';

/** What presenting needs. */
export interface PresentContext {
	readonly desk: Desk;
	readonly screens: SubjectScreens;
	readonly now: () => { readonly monotonicS: number; readonly utcMs: number };
	/** Workstation seconds per real second; 1 except in tests. */
	readonly lapse: number;
	/** What goes wrong after the answer was given. */
	readonly problem: (error: unknown) => void;
}

type Present = Extract<ScreenAsk, { ask: 'present' }>;

/**
 * Shows an item and marks its onset where the screen painted it. The end is marked when the screen took it away.
 *
 * @returns the number of the onset's event; null when the event stood already
 * @throws {LabError} the refusal of the mark, before anything is shown; `screen/…`
 */
export async function presentItem(
	context: PresentContext,
	sessionId: string,
	actor: Actor,
	place: Present
): Promise<{ readonly seq: number }> {
	const { desk, screens } = context;
	const state = await desk.events.stateOf(sessionId);
	const { screen } = (await readSessionProtocols(desk.database.db, state)).one('test-desk');
	const { questionId, itemId } = presentationAt(state, place);
	const { chart, presentation } = place;
	const data = { chart, presentation, questionId, itemId, sample: null };
	const tried = event('question-asked', data, timeAt(context, context.now().monotonicS));
	const decision = decide(state, tried, actor, await desk.events.procedureOf(sessionId));
	if (!decision.ok) throw new LabError(decision.code, decision.message);
	return screens.alone(sessionId, async () => {
		const shown = await confirmed(context, sessionId, showOf(state, place), screen);
		const asked = event('question-asked', data, timeAt(context, shown.atS));
		const seq = await append(context, sessionId, actor, asked);
		const { uncertaintyS } = shown;
		const given = { chart, presentation, by: 'screen' as const, uncertaintyS };
		await append(context, sessionId, actor, event('stimulus-given', given, asked.at));
		void takeAway(context, sessionId, actor, { place, screen });
		return { seq };
	});
}

/** After its time the item makes room for the fixation cross; that is the end of the presentation. */
async function takeAway(
	context: PresentContext,
	sessionId: string,
	actor: Actor,
	{ place, screen }: { readonly place: Present; readonly screen: DeskSettings['screen'] }
): Promise<void> {
	try {
		await sleep((screen.showS * 1000) / context.lapse);
		const { atS } = await confirmed(context, sessionId, { kind: 'fixation' }, screen);
		const { chart, presentation } = place;
		const ended = { chart, presentation, sample: null };
		const state = await context.desk.events.stateOf(sessionId);
		const at = chartOf(state, chart).presentations.find((one) => one.presentation === presentation);
		// the answer came before, or the item was voided meanwhile
		if (at === undefined || at.ended !== null || at.voided !== null) return;
		await append(context, sessionId, actor, event('question-ended', ended, timeAt(context, atS)));
	} catch (error) {
		context.problem(error);
	}
}

function confirmed(
	{ screens, lapse }: PresentContext,
	sessionId: string,
	show: ScreenShow,
	{ confirmWithinS }: DeskSettings['screen']
): Promise<Shown> {
	// a clock that runs faster in a test does not make a browser faster
	return screens.show(sessionId, show, confirmWithinS * 1000 * Math.max(1, lapse / 10));
}

/** What a screen may be told of an item: its words or its picture, nothing else. */
function showOf(state: SessionState, place: Present): ScreenShow {
	const { questionId, itemId } = presentationAt(state, place);
	const questions = questionsOf(state, chartOf(state, place.chart));
	const question = questions.find((one) => one.questionId === questionId);
	const item = question?.items.find((one) => one.itemId === itemId);
	if (question === undefined || item === undefined)
		throw new LabError('session/unknown-item', 'expected an item of the list');
	const { stimulus } = item;
	if (stimulus?.kind === 'picture' && stimulus.file !== null)
		return { kind: 'picture', sha256: stimulus.file.sha256 };
	return { kind: 'text', stem: question.stem, text: item.text };
}

function presentationAt(state: SessionState, { chart, presentation }: Present) {
	const found = chartOf(state, chart).presentations.find(
		(one) => one.presentation === presentation
	);
	if (found !== undefined) return found;
	throw new LabError('session/unknown-presentation', 'expected a presentation of the chart');
}

/** Shows the fixation cross or the instructions between charts. */
export async function showBetween(
	context: PresentContext,
	sessionId: string,
	ask: Exclude<ScreenAsk['ask'], 'present'>
): Promise<void> {
	const { desk, screens } = context;
	const state = await desk.events.stateOf(sessionId);
	const protocols = await readSessionProtocols(desk.database.db, state);
	const { screen } = protocols.one('test-desk');
	const { instructions, answer } = protocols.one('technique');
	const isChinese = state.questions.some(({ stem }) => /\p{Script=Han}/u.test(stem));
	const texts = [...instructions.map(({ text }) => text), answer.instruction];
	const lines = texts.map((text) => inLocale(text, isChinese ? 'zh-CN' : 'en'));
	const show: ScreenShow =
		ask === 'instruction' ? { kind: 'instruction', lines } : { kind: 'fixation' };
	await screens.alone(sessionId, () => confirmed(context, sessionId, show, screen));
}

function event<T extends EventType>(type: T, data: EventData<T>, at: EventTime): ProposedEvent {
	return { id: randomUUID(), type, at, data } as unknown as ProposedEvent;
}

/** A moment of the workstation's clock on both clocks. */
function timeAt({ now, lapse }: PresentContext, monotonicS: number): EventTime {
	const here = now();
	const utcMs = here.utcMs - ((here.monotonicS - monotonicS) * 1000) / lapse;
	return { utc: new Date(utcMs).toISOString(), monotonicS };
}

async function append(
	{ desk }: PresentContext,
	sessionId: string,
	actor: Actor,
	proposed: ProposedEvent
): Promise<number> {
	const [result] = await appendMarked(desk, sessionId, [proposed], actor);
	if (result?.ok) return result.seq;
	throw new LabError(
		(result?.code ?? 'session/refused') as ErrorCode,
		result?.message ?? `expected ${proposed.type} to be taken`
	);
}
