/**
 * Words for uses, disclosures, hypotheses and the profile of the person.
 *
 * @module
 */
import type { EventData } from '#lib/core/session/event.ts';
import {
	extents,
	recipients,
	sessionUses,
	type Recipient,
	type SessionUse
} from '#lib/core/session/payloads-case.ts';
import { counselStates, interpreterNeeds } from '#lib/core/session/subject-profile.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

const uses: Record<SessionUse, () => string> = {
	free: m.casework_use_free,
	'test-item': m.casework_use_test_item,
	'hold-back': m.casework_use_hold_back,
	identification: m.casework_use_identification,
	disclosure: m.casework_use_disclosure
};
/** What a fact is kept for. */
export const useName = (use: SessionUse): string => uses[use]();
/** All uses, as choices. */
export const useOptions = () => sessionUses.map((value) => ({ value, label: useName(value) }));

const recipientNames: Record<Recipient, () => string> = {
	subject: m.casework_to_subject,
	counsel: m.steps_knower_counsel,
	victim: m.steps_knower_victim,
	witness: m.steps_knower_witness,
	press: m.steps_knower_press,
	public: m.steps_knower_public,
	other: m.steps_knower_other
};
/** To whom something was told. */
export const recipientName = (to: Recipient): string => recipientNames[to]();
/** All of them, as choices. */
export const recipientOptions = () =>
	recipients.map((value) => ({ value, label: recipientName(value) }));

const extentNames: Record<(typeof extents)[number], () => string> = {
	whole: m.casework_extent_whole,
	part: m.casework_extent_part,
	hint: m.casework_extent_hint,
	unknown: m.casework_extent_unknown
};
/** How much came through. */
export const extentName = (extent: (typeof extents)[number]): string => extentNames[extent]();
/** All extents, as choices. */
export const extentOptions = () => extents.map((value) => ({ value, label: extentName(value) }));

type HypothesisState = EventData<'hypothesis-state-set'>['state'];
const states: Record<HypothesisState, () => string> = {
	open: m.casework_state_open,
	weakened: m.casework_state_weakened,
	refuted: m.casework_state_refuted
};
/** How a hypothesis stands. */
export const stateName = (state: HypothesisState): string => states[state]();
/** All states, as choices. */
export const stateOptions = () =>
	(['open', 'weakened', 'refuted'] as const).map((value) => ({ value, label: stateName(value) }));

const interpreters: Record<(typeof interpreterNeeds)[number], () => string> = {
	none: m.casework_interpreter_none,
	needed: m.casework_interpreter_needed,
	arranged: m.casework_interpreter_arranged
};
/** Whether an interpreter is needed. */
export const interpreterName = (need: (typeof interpreterNeeds)[number]): string =>
	interpreters[need]();
/** All answers, as choices. */
export const interpreterOptions = () =>
	interpreterNeeds.map((value) => ({ value, label: interpreterName(value) }));

const counsels: Record<(typeof counselStates)[number], () => string> = {
	none: m.casework_counsel_none,
	retained: m.casework_counsel_retained,
	'legal-aid': m.casework_counsel_legal_aid,
	declined: m.casework_counsel_declined,
	unknown: m.casework_counsel_unknown
};
/** Whether the person has counsel. */
export const counselName = (state: (typeof counselStates)[number]): string => counsels[state]();
/** All answers, as choices. */
export const counselOptions = () =>
	counselStates.map((value) => ({ value, label: counselName(value) }));

/** A moment as a table shows it; null = not known. */
export function momentText(utc: string | null): string {
	if (utc === null) return m.casework_when_unknown();
	return new Intl.DateTimeFormat(getLocale(), { dateStyle: 'short', timeStyle: 'short' }).format(
		new Date(utc)
	);
}

/** ISO 8601 UTC of what a `datetime-local` field holds, in this computer's time; null = empty. */
export function utcOf(local: string): string | null {
	return local === '' ? null : new Date(local).toISOString();
}

/** What a `datetime-local` field shows for a moment; empty = not known. */
export function localOf(utc: string | null): string {
	if (utc === null) return '';
	const at = new Date(utc);
	const two = (n: number): string => String(n).padStart(2, '0');
	const day = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
	return `${day}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
