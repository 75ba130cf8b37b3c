/**
 * States and acts of retention in words.
 *
 * @module
 */
import type { RetentionActName, RetentionName } from '#lib/core/retention/retention-act.ts';
import { m } from '#lib/paraglide/messages.js';

const states: Readonly<Record<RetentionName, () => string>> = {
	active: m.retention_state_active,
	closed: m.retention_state_closed,
	archived: m.retention_state_archived,
	sealed: m.retention_state_sealed,
	destroyed: m.retention_state_destroyed
};

/** What a state is called. */
export const stateName = (state: RetentionName): string => states[state]();

const acts: Readonly<Record<RetentionActName, () => string>> = {
	close: m.retention_act_close,
	reopen: m.retention_act_reopen,
	archive: m.retention_act_archive,
	retrieve: m.retention_act_retrieve,
	seal: m.retention_act_seal,
	destroy: m.retention_act_destroy,
	erase: m.retention_act_erase,
	'set-term': m.retention_act_set_term,
	'request-opening': m.retention_act_request_opening,
	'approve-opening': m.retention_act_approve_opening,
	'refuse-opening': m.retention_act_refuse_opening,
	'end-opening': m.retention_act_end_opening,
	'propose-destruction': m.retention_act_propose_destruction,
	'withdraw-destruction': m.retention_act_withdraw_destruction,
	'refuse-destruction': m.retention_act_refuse_destruction
};

/** What an act is called. */
export const actName = (act: RetentionActName): string => acts[act]();
