/**
 * The tables, the same on SQLite and PostgreSQL. Times are milliseconds since 1970 (UTC), flags 0/1, records JSON text.
 *
 * better-auth keeps its own tables `auth_…` in the same database.
 *
 * @module
 */
import type { Generated } from 'kysely';
import type { ListReviewTable } from './list-review-tables.ts';
import type { ReportContentTable } from './report-tables.ts';
import type { GridCalibrationActTable, GridCalibrationTable } from './calibration-tables.ts';
import type { AccessSchema } from './access-tables.ts';
import type { ArchiveSchema } from './archive-tables.ts';
import type { ExportSchema } from './export-tables.ts';
import type { IntegritySchema } from './integrity-tables.ts';
import type { KeySchema } from './key-tables.ts';
import type { RetentionSchema } from './retention-tables.ts';
import type { LaboratoryEventTable, LaboratoryLogTable } from './laboratory-tables.ts';

/** A case. */
export interface CaseTable {
	id: string;
	/** The laboratory's own number, unique; encrypted where the laboratory has keys. */
	number: string;
	title: string;
	/** Keyed fingerprint of the number, by which it is unique when it is encrypted. */
	number_index: Generated<string | null>;
	created_ms: number;
	created_by: string;
}

/** Who works on a case, in which role, from when to when. Rows are ended, never removed. */
export interface CaseMemberTable {
	id: string;
	case_id: string;
	user_id: string;
	role: 'tester' | 'interviewer' | 'reviewer' | 'supervisor';
	from_ms: number;
	/** Null while it lasts. */
	to_ms: number | null;
	reason: string;
	assigned_by: string;
	/** Codes of the subjects the assignment is limited to, a JSON list; null = the whole case. */
	subjects: string | null;
}

/** A session; everything that happens in it is in `event`, the columns after `created_by` only mirror it for lists. */
export interface TestSessionTable {
	id: string;
	case_id: string;
	subject_code: string;
	technique: string;
	demonstration: number;
	created_ms: number;
	created_by: string;
	last_seq: Generated<number>;
	/** Step that is open; null when all are done or before the first event. */
	open_step: string | null;
	ended: 'sealed' | 'abandoned' | 'withdrawn' | null;
}

/** The log of all sessions. Rows can only be added: triggers refuse everything else. */
export interface EventTable {
	session_id: string;
	seq: number;
	id: string;
	type: string;
	previous_hash: string;
	hash: string;
	/** Canonical JSON of the whole event. */
	body: string;
}

/** An interview; everything that happens in it is in `interview_event`, the last two columns only mirror it. */
export interface InterviewTable {
	id: string;
	case_id: string;
	subject_code: string;
	created_ms: number;
	created_by: string;
	/** The grid's files it was opened with: canonical JSON of `{ name, sha256 }[]`. */
	protocols: string;
	last_seq: Generated<number>;
	/** Null while it runs. */
	closed_ms: number | null;
}

/** The log of all interviews. Rows can only be added: triggers refuse everything else. */
export interface InterviewEventTable extends Omit<EventTable, 'session_id'> {
	interview_id: string;
}

/** The board of a case; the row is locked while its log is written. */
export interface CaseBoardTable {
	case_id: string;
	last_seq: Generated<number>;
}

/** The log of all boards. Rows can only be added: triggers refuse everything else. */
export interface CaseBoardEventTable extends Omit<EventTable, 'session_id'> {
	case_id: string;
}

/** Every protocol file a session or interview used, by its hash, so that a later edit changes nothing in one that runs. */
export interface ProtocolFileTable {
	sha256: string;
	name: string;
	text: string;
}

/**
 * A score sheet from the moment somebody is to fill it in. Of a sheet only the fingerprint stands in the log until all
 * that are asked for are there; until then it is here and nowhere else.
 */
export interface ScoreSheetTable {
	/** Random; all that a blind scorer knows. */
	task: string;
	session_id: string;
	seat: 'first' | 'second' | 'third';
	user_id: string;
	created_ms: number;
	/** Canonical JSON; null until it is finished. */
	sheet: string | null;
	/** 256 random bits, lower-case hex. */
	nonce: string | null;
	/** When its fingerprint came into the log; null = it is not there. */
	committed_ms: number | null;
}

/** Acts on accounts, cases and assignments; hash-chained, can only be added to. */
export interface AuditEntryTable {
	seq: number;
	at_ms: number;
	actor_id: string;
	action: string;
	object: string;
	details: string;
	previous_hash: string;
	hash: string;
}

/** One row: the end of the audit chain, locked while an entry is added. */
export interface AuditHeadTable {
	id: number;
	seq: number;
	hash: string;
}

/** All tables of the application. */
export interface Schema
	extends IntegritySchema, KeySchema, AccessSchema, ArchiveSchema, ExportSchema, RetentionSchema {
	lab_case: CaseTable;
	case_member: CaseMemberTable;
	test_session: TestSessionTable;
	event: EventTable;
	interview: InterviewTable;
	interview_event: InterviewEventTable;
	case_board: CaseBoardTable;
	case_board_event: CaseBoardEventTable;
	protocol_file: ProtocolFileTable;
	grid_calibration: GridCalibrationTable;
	grid_calibration_act: GridCalibrationActTable;
	laboratory_log: LaboratoryLogTable;
	laboratory_event: LaboratoryEventTable;
	score_sheet: ScoreSheetTable;
	report_content: ReportContentTable;
	list_review: ListReviewTable;
	audit_entry: AuditEntryTable;
	audit_head: AuditHeadTable;
}
