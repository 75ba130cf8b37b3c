/**
 * Where sealed records belong: bound to each, so that none opens in the place of another.
 *
 * @module
 */
import type { BlockRow } from '../database.ts';
import type { KeptPart } from '../recording/kept-database.ts';
import type { Place } from './seal.ts';

/** A half-filled form, by the key of its row. */
export const draftPlace = (key: string): Place => ['draft', key];

/** An event of the outbox. */
export const eventPlace = (id: string): Place => ['outbox', id];

/** Why an event was not taken. */
export const refusalPlace = (id: string): Place => ['outbox', id, 'refusal'];

/** Blocks of a running recording. */
export const blockPlace = (row: Omit<BlockRow, 'bytes' | 'savedAt' | 'lastSequence'>): Place => {
	const { userId, sessionId, bootId, firstSequence } = row;
	return ['block', userId, sessionId, bootId, firstSequence];
};

/** A part of a sealed recording. */
export const partPlace = (part: Omit<KeptPart, 'bytes'>): Place => {
	const { account, recording, size, first } = part;
	return ['part', account, recording, size, first];
};
