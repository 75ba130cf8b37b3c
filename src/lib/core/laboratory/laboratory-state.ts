/**
 * What is known of a laboratory: the events of its log folded.
 *
 * @module
 */
import { FIRST_HASH } from '../audit/link.ts';
import type { Finding, Instrument, LaboratoryState, Review, Written } from './laboratory.ts';
import { LABORATORY, type LaboratoryEvent, type LaboratoryEventType } from './laboratory-event.ts';

/** A laboratory of which nothing is known yet. */
export function emptyLaboratory(logId = LABORATORY): LaboratoryState {
	return {
		...{ logId, seq: 0, lastHash: FIRST_HASH, rooms: [], instruments: [], qualifications: [] },
		...{ consumables: [], draws: [], reviews: [], findings: [] }
	};
}

/** Folds one event of the log into the state. */
export function applyLaboratory(state: LaboratoryState, event: LaboratoryEvent): LaboratoryState {
	return { ...folded(state, event), seq: event.seq, lastHash: event.hash };
}

/** The state after all these events, in order from the first. */
export function laboratoryOf(events: readonly LaboratoryEvent[]): LaboratoryState {
	return events.reduce(applyLaboratory, emptyLaboratory());
}

type Of<T extends LaboratoryEventType> = Extract<LaboratoryEvent, { readonly type: T }>;
const written = ({ actor, at }: LaboratoryEvent): Written => ({ by: actor.id, at });

function folded(state: LaboratoryState, event: LaboratoryEvent): LaboratoryState {
	switch (event.type) {
		case 'room-registered':
			return { ...state, rooms: [...state.rooms, { ...event.data, closed: null }] };
		case 'room-closed': {
			const { roomId, reason } = event.data;
			const rooms = state.rooms.map((one) =>
				one.roomId === roomId ? { ...one, closed: reason } : one
			);
			return { ...state, rooms };
		}
		case 'instrument-registered':
		case 'instrument-withdrawn':
		case 'calibration-recorded':
		case 'self-test-recorded':
			return { ...state, instruments: instrumentsAfter(state.instruments, event) };
		case 'qualification-recorded':
		case 'qualification-revoked':
			return { ...state, qualifications: qualificationsAfter(state.qualifications, event) };
		case 'consumable-registered':
		case 'consumable-counted':
		case 'consumable-used':
			return { ...state, consumables: consumablesAfter(state.consumables, event) };
		case 'review-sampled':
		case 'review-assigned':
		case 'review-recorded':
			return reviewsAfter(state, event);
		default:
			return { ...state, findings: findingsAfter(state.findings, event) };
	}
}

function instrumentsAfter(
	instruments: readonly Instrument[],
	event: Of<
		'instrument-registered' | 'instrument-withdrawn' | 'calibration-recorded' | 'self-test-recorded'
	>
): readonly Instrument[] {
	if (event.type === 'instrument-registered')
		return [...instruments, { ...event.data, calibrations: [], selfTests: [], withdrawn: null }];
	return instruments.map((one) => {
		if (one.instrumentId !== event.data.instrumentId) return one;
		switch (event.type) {
			case 'instrument-withdrawn':
				return { ...one, withdrawn: event.data.reason };
			case 'calibration-recorded': {
				const { date, certificate, validUntil, by: calibratedBy } = event.data;
				const made = { date, certificate, validUntil, calibratedBy, ...written(event) };
				return { ...one, calibrations: [...one.calibrations, made] };
			}
			case 'self-test-recorded': {
				const { instrumentId: _, ...measured } = event.data;
				return { ...one, selfTests: [...one.selfTests, { ...measured, ...written(event) }] };
			}
		}
	});
}

function qualificationsAfter(
	qualifications: LaboratoryState['qualifications'],
	event: Of<'qualification-recorded' | 'qualification-revoked'>
): LaboratoryState['qualifications'] {
	const { account, kind } = event.data;
	const isSame = (one: { readonly account: string; readonly kind: string }): boolean =>
		one.account === account && one.kind === kind;
	if (event.type === 'qualification-recorded')
		return [...qualifications.filter((one) => !isSame(one)), { ...event.data, revoked: null }];
	const { reason } = event.data;
	return qualifications.map((one) => (isSame(one) ? { ...one, revoked: reason } : one));
}

function consumablesAfter(
	consumables: LaboratoryState['consumables'],
	event: Of<'consumable-registered' | 'consumable-counted' | 'consumable-used'>
): LaboratoryState['consumables'] {
	if (event.type === 'consumable-registered')
		return [...consumables, { ...event.data, count: 0, lot: '', expires: null, countedAt: null }];
	return consumables.map((one) => {
		if (one.consumableId !== event.data.consumableId) return one;
		if (event.type === 'consumable-used')
			return { ...one, count: Math.max(0, one.count - event.data.count) };
		const { count, lot, expires } = event.data;
		return { ...one, count, lot, expires, countedAt: event.at };
	});
}

function reviewsAfter(
	state: LaboratoryState,
	event: Of<'review-sampled' | 'review-assigned' | 'review-recorded'>
): LaboratoryState {
	if (event.type === 'review-sampled') {
		const { drawId, kind, reviews } = event.data;
		const made = reviews.map((one): Review => {
			return { ...one, drawId, kind, sampledAt: event.at, result: null };
		});
		const draws = [...state.draws, { ...event.data, ...written(event) }];
		return { ...state, draws, reviews: [...state.reviews, ...made] };
	}
	const reviews = state.reviews.map((one) => {
		if (one.reviewId !== event.data.reviewId) return one;
		if (event.type === 'review-assigned') return { ...one, reviewer: event.data.reviewer };
		const { answers, summary } = event.data;
		return { ...one, result: { answers, summary, ...written(event) } };
	});
	return { ...state, reviews };
}

function findingsAfter(
	findings: readonly Finding[],
	event: Of<
		| 'finding-raised'
		| 'finding-due-set'
		| 'finding-answered'
		| 'finding-closed'
		| 'finding-reopened'
	>
): readonly Finding[] {
	if (event.type === 'finding-raised') {
		const begun = { raised: written(event), answers: [], closed: null, reopened: [] };
		return [...findings, { ...event.data, ...begun }];
	}
	return findings.map((one): Finding => {
		if (one.findingId !== event.data.findingId) return one;
		switch (event.type) {
			case 'finding-due-set':
				return { ...one, owner: event.data.owner, due: event.data.due };
			case 'finding-answered':
				return {
					...one,
					answers: [...one.answers, { text: event.data.text, ...written(event) }]
				};
			case 'finding-closed':
				return { ...one, closed: { evidence: event.data.evidence, ...written(event) } };
			case 'finding-reopened': {
				const again = { reason: event.data.reason, ...written(event) };
				return { ...one, closed: null, reopened: [...one.reopened, again] };
			}
		}
	});
}
