/**
 * In a demonstration the virtual subject hears what the examiner marks as read out.
 *
 * @module
 */
import { isLabError } from '../../core/errors.ts';
import { isMeant, type DemonstrationList } from '../../core/casework/demonstration-list.ts';
import type { Hearing } from '../../core/virtual/hearing.ts';
import type { SessionEvent } from '../../core/session/event.ts';
import { questionsOf } from '../../core/session/formal-charts.ts';
import type { SessionState } from '../../core/session/state.ts';
import type { EventStore } from '../events/event-store.ts';
import { protocolsOf, type Catalogue } from '../protocols.ts';
import { findInstrument, tell } from '../instrument/client.ts';

/** What is needed of the laboratory. */
interface Ears {
	readonly dataFolder: string;
	readonly events: EventStore;
	readonly catalogue: Catalogue;
}

/** Reading aloud: about this many characters a second, and at least this long [s]. */
const CHARACTERS_PER_S = { chinese: 4, other: 14 };
const SHORTEST_READING_S = 0.8;
const LONGEST_READING_S = 20;

/** Lets the virtual subject of every demonstration session hear its examiner, until the process ends. */
export function hearDemonstration({ dataFolder, events, catalogue }: Ears): void {
	const lists = protocolsOf(catalogue, 'demonstration-list');
	events.onAppended((sessionId, appended) => {
		const heard = appended.filter(
			({ type }) => type === 'question-asked' || type === 'answer-marked'
		);
		if (heard.length > 0) void pass(sessionId, heard);
	});

	async function pass(sessionId: string, heard: readonly SessionEvent[]): Promise<void> {
		const state = await events.stateOf(sessionId);
		if (state.opened?.demonstration !== true) return;
		try {
			const place = await findInstrument(dataFolder);
			for (const event of place ? heard : []) {
				const what = hearingOf(event, state, lists);
				const atS = event.at.monotonicS;
				if (what && place) await tell(place.socket, atS === null ? what : { heard: what, atS });
			}
		} catch (error) {
			// no instrument, no subject: the session goes on as with an empty chair
			if (!isLabError(error)) throw error;
		}
	}
}

/**
 * What the subject hears of an event; null = nothing.
 *
 * @param lists say which item of a list without a key a subject with knowledge knows
 */
export function hearingOf(
	event: SessionEvent,
	state: SessionState,
	lists: readonly DemonstrationList[] = []
): Hearing | null {
	if (event.type === 'answer-marked') return { hear: 'answer-given' };
	if (event.type !== 'question-asked') return null;
	const { questionId, itemId } = event.data;
	const chart = state.charts.find((one) => one.chart === event.data.chart);
	const listed = chart ? questionsOf(state, chart) : state.questions;
	const question = listed.find((one) => one.questionId === questionId);
	const item = question?.items.find((one) => one.itemId === itemId);
	if (!item) return null;
	const meant = isMeant(lists, event.data) ? { meant: true } : {};
	return { hear: 'item', role: item.role, durationS: readingS(item.text), ...meant };
}

/** How long reading a text aloud takes [s], 0.8…20. */
export function readingS(text: string): number {
	const chinese = [...text].filter((character) => character > '\u2e7f').length;
	const rest = [...text].length - chinese;
	const seconds = chinese / CHARACTERS_PER_S.chinese + rest / CHARACTERS_PER_S.other;
	return Math.min(LONGEST_READING_S, Math.max(SHORTEST_READING_S, seconds));
}
