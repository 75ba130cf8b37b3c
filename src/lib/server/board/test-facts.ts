/**
 * Where a test session and the register of its case meet: a question may rest only on a fact that is kept for nothing
 * else, a locked list keeps its facts for the test, and what was read out is known to the person from then on. All in
 * the transaction of the session's events. Nothing of what was measured comes here.
 *
 * @module
 */
import type { Transaction } from 'kysely';
import {
	chainBoardEvent,
	type BoardEvent,
	type ProposedBoardEvent
} from '#lib/core/board/board-event.ts';
import { applyBoard } from '#lib/core/board/board-state.ts';
import { decideUse } from '#lib/core/board/decide-use.ts';
import type { BoardFact, BoardState } from '#lib/core/board/fact.ts';
import { isFreeForTest } from '#lib/core/casework/case-facts.ts';
import { refuse, type Refusal } from '#lib/core/session/checking/check.ts';
import type { Actor, EventData, ProposedEvent } from '#lib/core/session/event.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import type { Schema } from '../database/schema.ts';
import { derivedId } from '../events/derived-id.ts';
import { lockBoard, writeBoardEvents } from './append-board.ts';
import { readBoard } from './read-board.ts';
import { factsTold } from './told-facts.ts';

/** The register while a session's events are decided and written. */
export interface TestFacts {
	/** Refuses what clashes with the register; remembers what follows from an event that may be taken. */
	readonly refusal: (state: SessionState, proposed: ProposedEvent) => Refusal | null;
	/** Writes on the board what follows from the events that were taken, by their ids. */
	readonly follow: (taken: ReadonlySet<string>) => Promise<void>;
}

/** A fact of the register that a session's event reserves or reads out. */
interface Following {
	readonly eventId: string;
	readonly at: string;
	readonly factId: string;
	readonly what: 'reserved' | 'read-out';
}

/**
 * The register as far as these proposals touch it.
 *
 * @param start the session before them; its row is locked by the caller
 * @returns null = they do not touch it
 */
export async function testFacts(
	transaction: Transaction<Schema>,
	start: SessionState,
	proposals: readonly ProposedEvent[],
	by: { readonly actor: Actor; readonly now: () => Date }
): Promise<TestFacts | null> {
	const { opened, sessionId } = start;
	if (opened === null || !proposals.some((one) => touches(start, one))) return null;
	const { caseId, subjectCode: subject } = opened;
	// those that write on the board: nobody else may change it between reading and writing
	if (proposals.some(({ type }) => type === 'question-list-locked' || type === 'question-asked'))
		await lockBoard(transaction, caseId);
	const board = await readBoard(transaction, caseId);
	const told = await factsTold(transaction, caseId, subject);
	const following: Following[] = [];
	return {
		refusal: (state, proposed) => {
			const refusal = clash(state, proposed, { board, told });
			if (refusal === null) following.push(...followingOf(state, proposed));
			return refusal;
		},
		follow: async (taken) => {
			const standing = following.filter(({ eventId }) => taken.has(eventId));
			await write(transaction, board, standing, { ...by, sessionId, subject });
		}
	};
}

const linkOf = (state: SessionState, factId: string | null): string | null =>
	state.facts.find((one) => one.factId === factId)?.boardFactId ?? null;

/** Whether an event has to do with the register: it takes a fact from there, or rests on one. */
function touches(state: SessionState, { type, data }: ProposedEvent): boolean {
	if (type === 'fact-recorded' || type === 'fact-corrected') return data.boardFactId !== undefined;
	const isLinked = state.facts.some(({ boardFactId }) => boardFactId !== undefined);
	if (type === 'question-asked') return isLinked && firstReading(state, data) !== null;
	const isOfList =
		type === 'question-drafted' || type === 'question-corrected' || type === 'question-list-locked';
	return isOfList && isLinked;
}

/** The fact of the register whose key is read out by this for the first time in this session. */
function firstReading(
	state: SessionState,
	{ questionId, itemId }: EventData<'question-asked'>
): string | null {
	const question = state.questions.find((one) => one.questionId === questionId);
	const isKey = question?.items.some((one) => one.itemId === itemId && one.role === 'key');
	if (question === undefined || isKey !== true) return null;
	const wasRead = state.charts.some(({ presentations }) =>
		presentations.some(
			(one) => one.questionId === questionId && one.itemId === itemId && one.asked !== null
		)
	);
	return wasRead ? null : linkOf(state, question.factId);
}

function clash(
	state: SessionState,
	{ type, data }: ProposedEvent,
	known: { readonly board: BoardState; readonly told: ReadonlySet<string> }
): Refusal | null {
	switch (type) {
		case 'fact-recorded':
			return notThere(data, known.board) ?? notFree(data.boardFactId ?? null, known);
		case 'fact-corrected':
			return notThere(data, known.board);
		case 'question-drafted':
		case 'question-corrected':
			return notFree(linkOf(state, data.factId), known);
		case 'question-list-locked':
			for (const { factId } of state.questions) {
				const refusal = notFree(linkOf(state, factId), known);
				if (refusal !== null) return refusal;
			}
			return null;
		default:
			return null;
	}
}

/** One answer, whether it is not there or from somebody's words: that is not told. */
function notThere(
	{ boardFactId, boardCode }: EventData<'fact-recorded'>,
	{ facts }: BoardState
): Refusal | null {
	if (boardFactId === undefined) return null;
	const fact = facts.find(({ id }) => id === boardFactId);
	if (fact !== undefined && fact.sourceSubject === null && fact.code === boardCode) return null;
	return refuse('session/board-fact', `expected a fact of the register, got ${boardFactId}`);
}

/** Why a fact is not free is not said: whoever tests does not hear what it is kept for, nor who was told. */
function notFree(
	boardFactId: string | null,
	{ board, told }: { readonly board: BoardState; readonly told: ReadonlySet<string> }
): Refusal | null {
	const fact = board.facts.find(({ id }) => id === boardFactId);
	if (fact === undefined || (isFreeForTest(fact) && !told.has(fact.id))) return null;
	const message = `expected a fact free for a test, got ${fact.code}: one fact, one use`;
	return refuse('session/fact-use-clash', message);
}

function followingOf(state: SessionState, { id, type, at, data }: ProposedEvent): Following[] {
	const event = { eventId: id, at: at.utc };
	if (type === 'question-asked') {
		const factId = firstReading(state, data);
		return factId === null ? [] : [{ ...event, factId, what: 'read-out' }];
	}
	if (type !== 'question-list-locked') return [];
	return state.questions.flatMap((question): Following[] => {
		const factId = linkOf(state, question.factId);
		return factId === null ? [] : [{ ...event, factId, what: 'reserved' }];
	});
}

async function write(
	transaction: Transaction<Schema>,
	start: BoardState,
	following: readonly Following[],
	by: {
		readonly actor: Actor;
		readonly now: () => Date;
		readonly sessionId: string;
		readonly subject: string;
	}
): Promise<void> {
	const written: BoardEvent[] = [];
	let board = start;
	for (const one of following) {
		const fact = board.facts.find(({ id }) => id === one.factId);
		const proposed = fact === undefined ? null : boardEvent(board, fact, one, by);
		if (proposed === null) continue;
		const event = chainBoardEvent(proposed, {
			...{ caseId: board.caseId, seq: board.seq + 1, recordedAt: by.now().toISOString() },
			// the recorder marks for the tester at the desk
			actor: { id: by.actor.id, role: by.actor.role === 'system' ? 'tester' : by.actor.role },
			previousHash: board.lastHash
		});
		written.push(event);
		board = applyBoard(board, event);
	}
	await writeBoardEvents(transaction, board.caseId, written);
}

/** What is written on the board of a fact: kept for the test, then shown in it; a second person's hearing is one more way. */
function boardEvent(
	board: BoardState,
	fact: BoardFact,
	{ eventId, at, factId, what }: Following,
	{ sessionId, subject }: { readonly sessionId: string; readonly subject: string }
): ProposedBoardEvent | null {
	const head = { id: derivedId('test-fact', sessionId, eventId, factId), at };
	const use = (stage: 'reserved' | 'shown', persons: string[], reason: string) => {
		const data = { factId, use: 'test' as const, stage, persons, reason };
		return decideUse(board, data).ok ? { ...head, type: 'fact-use-set' as const, data } : null;
	};
	if (what === 'reserved')
		return fact.use === 'open'
			? use('reserved', [], '测试题目表锁定 / question list locked')
			: null;
	const isKnown = board.exposures.some(
		(one) => one.factId === factId && one.person === subject && one.channel === 'test-item'
	);
	if (isKnown) return null;
	const basis = '测试中读出 / read out in a test';
	return (
		use('shown', [subject], basis) ?? {
			...{ ...head, type: 'exposure-recorded' as const },
			data: {
				factId,
				person: subject,
				kind: 'subject',
				channel: 'test-item',
				strength: 1,
				at,
				basis
			}
		}
	);
}
