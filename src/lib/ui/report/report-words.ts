/**
 * Times, codes and names as the report writes them.
 *
 * @module
 */
import { features, isFeatureId } from '#lib/core/signal/features.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { say } from '../steps/words.ts';

/** Date and time in the language of the page. */
export function dateTime(utc: string): string {
	return new Intl.DateTimeFormat(getLocale(), {
		dateStyle: 'medium',
		timeStyle: 'medium'
	}).format(new Date(utc));
}

/** Names of people by account id; what the server knows of those in the log. */
export type People = Readonly<Record<string, string>>;

/** Somebody's name, or the account id when the account is gone. */
export function nameOf(people: People, id: string): string {
	return people[id] ?? id;
}

const roles: Readonly<Record<string, () => string>> = {
	tester: m.kit_role_tester,
	interviewer: m.kit_role_interviewer,
	reviewer: m.kit_role_reviewer,
	supervisor: m.kit_role_supervisor,
	admin: m.kit_role_admin
};

/** A role in words. */
export function roleName(role: string): string {
	return roles[role]?.() ?? role;
}

/** What was measured on a channel. */
export function featureName(id: string): string {
	return isFeatureId(id) ? say(features[id].title) : id;
}

const causes: Readonly<Record<string, () => string>> = {
	sequence: m.report_cause_sequence,
	disconnect: m.report_cause_disconnect,
	stall: m.report_cause_stall,
	'recorder-restart': m.report_cause_recorder_restart,
	storage: m.report_cause_storage
};

/** Why samples are missing. */
export function causeName(cause: string): string {
	return causes[cause]?.() ?? cause;
}

const exclusions: Readonly<Record<string, () => string>> = {
	'not-asked': m.report_exclusion_not_asked,
	voided: m.report_exclusion_voided,
	gap: m.report_exclusion_gap,
	flat: m.report_exclusion_flat,
	clipped: m.report_exclusion_clipped,
	'out-of-range': m.report_exclusion_out_of_range,
	steep: m.report_exclusion_steep,
	'next-question': m.report_exclusion_next_question,
	'outside-recording': m.report_exclusion_outside_recording,
	'beats-unclear': m.report_exclusion_beats_unclear
};

/** Why a presentation could not be measured. */
export function exclusionName(code: string): string {
	if (code.startsWith('artifact-'))
		return m.report_exclusion_artifact({ code: code.slice('artifact-'.length) });
	return exclusions[code]?.() ?? code;
}
