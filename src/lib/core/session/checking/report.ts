/**
 * Whether what the events of the written report say fits what is known: nothing is issued before chart analysis is
 * complete, versions follow each other, and two different people sign the same content.
 *
 * @module
 */
import type { Actor, EventData } from '../event.ts';
import type { reportPayloads } from '../payloads-report.ts';
import type { SessionState } from '../state.ts';
import { firstRefusal, nothing, refuse, type Checks, type Refusal } from './check.ts';

/** The release rule: as with every result, nothing goes out before chart analysis is complete. */
function released({ completed }: SessionState): Refusal | null {
	if (completed.includes('chart-analysis')) return null;
	return refuse('report/not-released', 'expected a completed chart analysis before a report');
}

function issuable(
	state: SessionState,
	{ version, basis }: EventData<'report-issued'>
): Refusal | null {
	if (state.report.draft === null)
		return refuse('report/not-drafted', 'expected the particulars of the report, got none');
	const next = state.report.issued.length + 1;
	if (version !== next) return refuse('report/version', `expected version ${next}, got ${version}`);
	if (basis.seq === state.seq && basis.hash === state.lastHash) return null;
	return refuse('report/moved', `expected a report of event ${state.seq}, got ${basis.seq}`);
}

function signable(
	state: SessionState,
	{ version, sha256, as }: EventData<'report-signed'>,
	{ id, role }: Actor
): Refusal | null {
	const { issued, signatures } = state.report;
	const last = issued.at(-1);
	if (last?.version !== version || last.sha256 !== sha256)
		return refuse('report/version', `expected version ${last?.version ?? 0}, got ${version}`);
	if (role !== as)
		return refuse('report/signer', `expected the ${as} of the case, got the ${role}`);
	const standing = signatures.filter((one) => one.version === version);
	if (standing.some((one) => one.as === as))
		return refuse('report/signed', `expected no signature of the ${as} yet`);
	const conducted = state.sheets.some(({ seat, scorerId }) => seat === 'first' && scorerId === id);
	if (standing.some(({ actorId }) => actorId === id) || (as === 'reviewer' && conducted))
		return refuse('report/same-person', 'expected two different people');
	return null;
}

export const reportChecks: Checks<keyof typeof reportPayloads> = {
	'report-drafted': nothing,
	'report-issued': (state, data) =>
		firstRefusal(
			() => released(state),
			() => issuable(state, data)
		),
	'report-signed': (state, data, { actor }) =>
		firstRefusal(
			() => released(state),
			() => signable(state, data, actor)
		)
};
