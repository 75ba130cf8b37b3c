/**
 * Words of the legal checks of an interview; those it shares with tests are in `ui/law`.
 *
 * @module
 */
import type { RequestKind } from '#lib/core/interview/law-payloads.ts';
import { m } from '#lib/paraglide/messages.js';

/** What somebody asks for. */
export const requestWords: Readonly<Record<RequestKind, () => string>> = {
	counsel: m.law_request_counsel,
	rest: m.law_request_rest,
	water: m.law_request_water,
	food: m.law_request_food,
	toilet: m.law_request_toilet,
	medicine: m.law_request_medicine,
	doctor: m.law_request_doctor,
	'own-hand': m.law_request_own_hand,
	complaint: m.law_request_complaint
};

/** Moments at which questions are asked, in their order. */
export const askedMoments = [
	...(['pre_session', 'session_start', 'live', 'session_end', 'case_level'] as const)
] as const;

/** What a moment is called. */
export const momentWords: Readonly<Record<(typeof askedMoments)[number], () => string>> = {
	pre_session: m.law_moment_pre_session,
	session_start: m.law_moment_session_start,
	live: m.law_moment_live,
	session_end: m.law_moment_session_end,
	case_level: m.law_moment_case_level
};
