/** Of every rule of a test: what makes it fire beside facts that are in order, and what just does not. */
import type { Facts } from '#lib/core/law/fact.ts';

const girl = { 'subject.age': 16, 'subject.sex': 'F', 'session.guardian_present': true };

/** Changes to the clean facts: first those with which the rule fires, then those with which it does not. */
export const testLawCases: Readonly<Record<string, readonly [fires: Facts, quiet: Facts]>> = {
	'AU-04': [{ 'session.recusal_declared': false }, {}],
	'CM-01': [{ 'lint.threat_hits': 1 }, {}],
	'CM-02': [{ 'lint.inducement_hits': 1 }, {}],
	'CM-03': [{ 'lint.deception_hits': 1 }, {}],
	'CM-07': [{ 'event.force_or_illegal_restraint': true }, {}],
	'CM-08': [{ 'text.labels': ['罪犯'] }, { 'text.labels': [] }],
	'DA-01': [{ 'dpia.done': false }, {}],
	'EV-05': [
		{ 'fact.reserved_for': 'ID_PROCEDURE', 'item.shows_actual_object': true },
		{ 'fact.reserved_for': 'ID_PROCEDURE' }
	],
	'EV-06': [{ 'item.n_foils': 3 }, { 'item.foil_max_pick': 0.35 }],
	'EV-07': [{ 'fact.leak_prob': 0.21 }, { 'fact.leak_prob': 0.2 }],
	'EV-08': [{ 'consent.written': false }, {}],
	'EV-09': [{ 'lint.polygraph_claim_hits': 1 }, {}],
	'EV-10': [{ 'export.target': 'indictment' }, { 'export.target': 'internal_file' }],
	'PT-03': [
		{ 'clock.hours_since_arrival': 12 },
		{ 'clock.hours_since_arrival': 12, 'case.extended_24h_approved': true }
	],
	'PT-04': [{ 'clock.hours_since_arrival': 11 }, { 'clock.hours_since_arrival': 10.9 }],
	'RC-02': [{ 'notice.recording_told': false }, {}],
	'RC-04': [{ 'rec.hash': null }, {}],
	'RN-02': [{ 'notice.teachback_score': 1 }, { 'notice.teachback_score': 2 }],
	'RN-04': [
		{ 'subject.mandatory_counsel': true, 'clock.days_since_found': 3 },
		{ 'subject.mandatory_counsel': true, 'clock.days_since_found': 2 }
	],
	'TA-01': [{ 'test.commission_written': false }, {}],
	'TA-02': [{ 'case.filed': false }, {}],
	'TA-03': [{ 'case.kind': 'civil' }, { 'case.kind': 'other' }],
	'TA-04': [{ 'test.other_means_tried': false }, {}],
	'TA-05': [{ 'tester.investigates': true }, {}],
	'TC-01': [{ 'rec.running': false }, {}],
	'TC-02': [{ 'instrument.in_date': false }, { 'instrument.in_date': null }],
	'TC-03': [{ 'staff.qualified': false }, { 'staff.qualified': null }],
	'TC-04': [{ 'test.known_details_n': 1 }, {}],
	'TC-05': [{ 'clock.minutes_since_chart': 0.9 }, { 'clock.minutes_since_chart': 1 }],
	'TC-06': [{ 'test.charts_n': 5 }, { 'test.charts_n': 4 }],
	'TL-01': [{ 'clock.minutes_since_break': 120 }, { 'clock.minutes_since_break': 119 }],
	'TL-02': [{ 'clock.minutes_since_break': 90 }, { 'clock.minutes_since_break': 89 }],
	'TL-03': [{ 'clock.local_hour': 5 }, { 'clock.local_hour': 5, 'case.urgent_reason': true }],
	'TL-04': [
		{ 'event.complaint': true },
		{ 'event.complaint': true, 'event.complaint_handled': true }
	],
	'TL-05': [{ 'request.counsel_waiting': true }, {}],
	'TL-06': [{ 'test.gap_seconds': 2.1 }, { 'test.gap_seconds': 2 }],
	'TP-01': [{ 'test.staff_n': 1 }, { 'test.staff_n': 2 }],
	'TP-02': [{ 'consent.pressured': true }, {}],
	'TP-03': [
		{ 'clock.hours_since_questioning': 7.9, 'clock.questioned_minutes_before': 240 },
		{ 'clock.hours_since_questioning': 8, 'clock.questioned_minutes_before': 240 }
	],
	'TP-04': [
		{ 'clock.hours_since_questioning': 7.9, 'clock.questioned_minutes_before': 120 },
		{ 'clock.hours_since_questioning': 7.9, 'clock.questioned_minutes_before': 119 }
	],
	'TP-05': [
		{ 'subject.counsel_assigned': true },
		{ 'subject.counsel_assigned': true, 'subject.counsel_told': true }
	],
	'TP-06': [{ 'subject.age': 17 }, { 'subject.age': 18 }],
	'TQ-01': [{ 'test.leaked_details_n': 1 }, {}],
	'TR-01': [{ 'test.override_n': 1 }, {}],
	'TR-02': [{ 'test.known_details_n': 1 }, {}],
	'TR-03': [
		{ 'event.complaint': true },
		{ 'event.complaint': true, 'event.complaint_handled': true }
	],
	'TR-04': [{ 'consent.state': 'refused' }, { 'consent.state': 'given' }],
	'TX-01': [
		{ 'text.forbidden': ['guilt'] },
		{ 'text.forbidden': ['guilt'], 'text.voice': 'recorded' }
	],
	'TX-02': [
		{ 'text.forbidden': ['lying'], 'text.voice': 'recorded' },
		{ 'text.forbidden': ['lying'], 'text.voice': 'planned' }
	],
	'TX-03': [{ 'text.lint': ['threat'] }, { 'text.lint': ['leading'] }],
	'TX-04': [
		{ 'text.forbidden': ['certainty'], 'text.voice': 'planned' },
		{ 'text.forbidden': ['lying'], 'text.voice': 'planned' }
	],
	'VU-01': [{ 'subject.age': 16 }, girl],
	'VU-02': [{ ...girl, 'session.female_staff': false }, girl],
	'VU-03': [
		{ 'subject.age': 16, 'session.restraints': true },
		{ 'subject.age': 16, 'session.juvenile_trained': true }
	],
	'VU-04': [
		{ 'subject.needs_interpreter': true },
		{ 'subject.needs_interpreter': true, 'session.interpreter_ok': true }
	],
	'VU-05': [{ 'subject.fitness_record': null }, { 'subject.fitness_record': 'unfit' }],
	'VU-06': [{ 'subject.sex': 'F', 'session.female_staff': false }, { 'subject.sex': 'F' }],
	'VU-07': [{ 'subject.age': 17 }, { 'subject.age': 18 }],
	'WF-03': [{ 'clock.continuous_rest_last24h': 5.9 }, { 'clock.continuous_rest_last24h': 6 }],
	'WF-04': [{ 'clock.continuous_rest_last24h': 7.9 }, { 'clock.continuous_rest_last24h': 8 }],
	'WF-06': [{ 'clock.hours_since_meal': 6 }, { 'clock.hours_since_meal': 5.9 }],
	'WF-11': [{ 'session.handover_done': false }, {}]
};
