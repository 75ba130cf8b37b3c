/** Of every rule of the interview: what makes it fire beside facts that are in order, and what just does not. */
import type { Facts } from '#lib/core/law/fact.ts';

/** Changes to the clean facts: first those with which the rule fires, then those with which it does not. */
export const lawCases: Readonly<Record<string, readonly [fires: Facts, quiet: Facts]>> = {
	'AU-01': [{ 'case.filed': false }, { 'case.filed': false, 'session.kind': 'witness_interview' }],
	'AU-02': [{ 'session.procurators_or_clerks_n': 1 }, { 'session.procurators_or_clerks_n': 2 }],
	'AU-03': [{ 'session.interviewers_qualified': false }, {}],
	'AU-04': [{ 'session.recusal_declared': false }, { 'session.recusal_declared': true }],
	'AU-05': [{ 'session.other_suspects_present': true }, {}],
	'AU-06': [
		{ 'session.warrant_shown': false },
		{ 'session.warrant_shown': false, 'subject.custody': 'arrested' }
	],
	'PT-01': [
		{ 'subject.in_detention_centre': true },
		{ 'subject.in_detention_centre': true, 'session.place': 'detention_centre_interview_room' }
	],
	'PT-02': [
		{ 'session.place_in_county': false, 'subject.custody': 'compelled' },
		{ 'session.place_in_county': false, 'subject.custody': 'none' }
	],
	'PT-03': [
		{ 'clock.hours_since_arrival': 12 },
		{ 'clock.hours_since_arrival': 12, 'case.extended_24h_approved': true }
	],
	'PT-04': [{ 'clock.hours_since_arrival': 11 }, { 'clock.hours_since_arrival': 10.99 }],
	'PT-05': [
		{ 'clock.hours_since_last_summons_end': 11.9 },
		{ 'clock.hours_since_last_summons_end': 12 }
	],
	'PT-06': [
		{
			...{ 'subject.custody': 'detained', 'clock.hours_since_detention': 20 },
			'subject.first_interview_done': false
		},
		{ 'subject.custody': 'detained', 'clock.hours_since_detention': 20 }
	],
	'PT-07': [
		{ 'subject.custody': 'detained', 'clock.hours_since_detention': 24 },
		{ 'subject.custody': 'detained', 'clock.hours_since_detention': 23.9 }
	],
	'PT-08': [
		{ 'subject.family_notified': false, 'clock.hours_since_detention': 24 },
		{ 'subject.family_notified': false, 'clock.hours_since_detention': null }
	],
	'RN-01': [{ 'notice.rights_given': false }, {}],
	'RN-02': [{ 'notice.teachback_score': null }, { 'notice.teachback_score': 2 }],
	'RN-03': [
		{ 'request.counsel_at': '2026-11-29T01:00:00Z' },
		{
			...{ 'request.counsel_at': '2026-11-29T01:00:00Z' },
			'request.counsel_forwarded_at': '2026-11-29T01:05:00Z'
		}
	],
	'RN-04': [
		{
			...{ 'subject.mandatory_counsel': true, 'subject.counsel_assigned': false },
			'clock.days_since_found': 3
		},
		{
			...{ 'subject.mandatory_counsel': true, 'subject.counsel_assigned': false },
			'clock.days_since_found': 2
		}
	],
	'RN-05': [{ 'event.irrelevant_refused': true }, {}],
	'RN-06': [{ 'session.narrative_offered': false }, {}],
	'RN-07': [
		{ 'subject.defence_raised': true },
		{ 'subject.defence_raised': true, 'subject.defence_followup_logged': true }
	],
	'RN-08': [{ 'event.complaint': true }, {}],
	'RN-09': [
		{ 'subject.retracted': true },
		{ 'subject.retracted': true, 'subject.retraction_reason_recorded': true }
	],
	'RC-01': [{ 'rec.device_check': false }, { 'rec.device_check': true }],
	'RC-02': [{ 'notice.recording_told': false }, {}],
	'RC-03': [{ 'rec.gap_seconds': 2.1 }, { 'rec.gap_seconds': 2 }],
	'RC-04': [{ 'rec.hash': null }, { 'rec.hash': 'noted' }],
	'RC-05': [
		{ 'case.to_review': true },
		{ 'case.to_review': true, 'rec.transferred_complete': true }
	],
	'RC-06': [{ 'record.read_back': false }, {}],
	'RC-07': [{ 'record.pasted_ratio': 0.31 }, { 'record.similarity_prev': 0.9 }],
	'RC-08': [
		{ 'request.own_hand': true },
		{ 'request.own_hand': true, 'request.own_hand_granted': true }
	],
	'RC-09': [{ 'record.persons_ok': false }, {}],
	'RC-10': [{ 'rec.masked': true }, {}],
	'VU-01': [{ 'subject.age': 17 }, { 'subject.age': 17, 'session.guardian_present': true }],
	'VU-02': [
		{ 'subject.age': 17, 'subject.sex': 'F', 'session.female_staff': false },
		{ 'subject.age': 18, 'subject.sex': 'F', 'session.female_staff': false }
	],
	'VU-03': [{ 'subject.age': 17 }, { 'subject.age': 17, 'session.juvenile_trained': true }],
	'VU-04': [
		{ 'subject.needs_interpreter': true },
		{ 'subject.needs_interpreter': true, 'session.interpreter_ok': true }
	],
	'VU-05': [{ 'subject.fitness_record': null }, { 'subject.fitness_record': 'ok' }],
	'VU-06': [
		{ 'subject.sex': 'F', 'session.female_staff': false },
		{ 'subject.sex': 'F', 'session.female_staff': true }
	],
	'VU-07': [
		{ 'subject.age': 17, 'session.tests_planned': ['CIT'] },
		{ 'subject.age': 18, 'session.tests_planned': ['CIT'] }
	],
	'VU-08': [
		{ 'case.has_minor_and_adult': true },
		{ 'case.has_minor_and_adult': true, 'case.split_considered': true }
	],
	'CM-01': [{ 'lint.threat_hits': 1 }, {}],
	'CM-02': [{ 'lint.inducement_hits': 1 }, {}],
	'CM-03': [{ 'lint.deception_hits': 1 }, {}],
	'CM-04': [{ 'lint.holdback_hits': 1 }, {}],
	'CM-05': [{ 'intv.leading_per10': 2 }, { 'intv.leading_per10': 1.9 }],
	'CM-06': [{ 'intv.maladaptive': 1 }, {}],
	'CM-07': [{ 'event.force_or_illegal_restraint': true }, {}],
	'CM-08': [{ 'text.labels': ['suspect', '罪犯'] }, { 'text.labels': ['suspect'] }],
	'CM-09': [
		{ 'statement.repeat_of_tainted': true },
		{ 'statement.repeat_of_tainted': true, 'statement.cured': true }
	],
	'WF-01': [{ 'clock.minutes_since_break': 120 }, { 'clock.minutes_since_break': 119 }],
	'WF-02': [{ 'clock.minutes_since_break': 90 }, { 'clock.minutes_since_break': 89 }],
	'WF-03': [{ 'clock.continuous_rest_last24h': 5.9 }, { 'clock.continuous_rest_last24h': 6 }],
	'WF-04': [{ 'clock.continuous_rest_last24h': 7.9 }, { 'clock.continuous_rest_last24h': 8 }],
	'WF-05': [{ 'clock.interview_minutes_24h': 360 }, { 'clock.interview_minutes_24h': 359 }],
	'WF-06': [{ 'clock.hours_since_meal': 6 }, { 'clock.hours_since_meal': 5.9 }],
	'WF-07': [{ 'clock.local_hour': 22 }, { 'clock.local_hour': 5, 'case.urgent_reason': true }],
	'WF-08': [{ 'safe.max': 3 }, { 'safe.max': 2 }],
	'WF-09': [{ 'safe.max': 2 }, { 'safe.max': 1 }],
	'WF-10': [{ 'request.outstanding_minutes': 11 }, { 'request.outstanding_minutes': 10 }],
	'WF-11': [{ 'session.handover_done': false }, {}],
	'EV-01': [{ 'disc.exhibit_id': null }, { 'disc.exhibit_id': 'E-2' }],
	'EV-02': [{ 'disc.alternatives_logged': 0 }, { 'disc.alternatives_logged': 1 }],
	'EV-03': [{ 'disc.seconds_since_distress': 599 }, { 'disc.seconds_since_distress': 600 }],
	'EV-04': [
		{ 'fact.reserved_for': 'CIT', 'fact.cit_done': false },
		{ 'fact.reserved_for': 'CIT', 'fact.cit_done': true }
	],
	'EV-05': [
		{ 'fact.reserved_for': 'ID_PROCEDURE', 'item.shows_actual_object': true },
		{ 'fact.reserved_for': 'CIT', 'item.shows_actual_object': true }
	],
	'EV-06': [{ 'item.n_foils': 3 }, { 'item.foil_max_pick': 0.35 }],
	'EV-07': [{ 'fact.leak_prob': 0.21 }, { 'fact.leak_prob': 0.2 }],
	'EV-08': [{ 'consent.withdraw_explained': false }, {}],
	'EV-09': [{ 'lint.polygraph_claim_hits': 1 }, {}],
	'EV-10': [
		{ 'export.target': 'indictment', 'export.contains_cit': true },
		{ 'export.target': 'internal_file', 'export.contains_cit': true }
	],
	'EV-11': [{ 'model.inputs': ['ratings', 'physio.eda'] }, { 'model.inputs': ['ratings'] }],
	'EV-12': [
		{ 'fact.exculpatory_new': true },
		{ 'fact.exculpatory_new': true, 'fact.exculpatory_task': true }
	],
	'MS-01': [
		{ 'disc.source_subject': 'S-2', 'disc.approved': false },
		{ 'disc.source_subject': 'S-2', 'disc.approved': true }
	],
	'MS-02': [
		{ 'team.read_other_subject_statements': true },
		{ 'team.read_other_subject_statements': true, 'case.isolation_on': false }
	],
	'MS-03': [{ 'plan.order_inputs': ['availability', 'age'] }, { 'plan.order_inputs': [] }],
	'MS-04': [
		{ 'subject.role_label_status': 'final' },
		{ 'subject.role_label_status': 'final', 'subject.role_by_judgment': true }
	],
	'MS-05': [{ 'colocation.overlap_minutes': 1 }, {}],
	'PL-01': [
		{ 'plea.raised': true },
		{ 'plea.raised': true, 'plea.counsel_present_or_scheduled': true }
	],
	'PL-02': [{ 'lint.sentence_number_hits': 1 }, {}],
	'PL-03': [{ 'plea.minor': true }, { 'plea.minor': true, 'plea.guardian_and_counsel': true }],
	'DA-01': [{ 'dpia.done': false }, {}],
	'DA-02': [{ 'ui.auto_decision': true }, {}],
	'DA-03': [{ 'ui.shows_uncertainty': false }, {}],
	'DA-04': [{ 'model.calibrated_at_site': false }, {}],
	'DA-05': [{ 'data.cross_border': true }, {}],
	'DA-06': [{ 'rating.evidence_ref': '' }, { 'rating.evidence_ref': '', 'rating.value': 2 }],
	'DA-07': [{ 'audit.chain_ok': false }, {}],
	'SV-01': [
		{ 'agency.kind': 'supervisory', 'supervision.hours': 12 },
		{
			...{ 'agency.kind': 'supervisory', 'supervision.hours': 12 },
			'supervision.needs_custody_measure': true
		}
	]
};
