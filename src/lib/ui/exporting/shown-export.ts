/**
 * An export as pages show it.
 *
 * @module
 */
import type { ExportStanding } from '#lib/core/exporting/export-rules.ts';

/** A request to take something out, with names instead of accounts. */
export interface ShownExport {
	readonly id: string;
	/** `itemText` */
	readonly item: string;
	readonly caseNumber: string;
	readonly subjectCode: string;
	readonly purpose: string;
	readonly recipient: string;
	readonly office: string;
	readonly requestedBy: string;
	readonly isMine: boolean;
	/** [ms since 1970] */
	readonly atMs: number;
	readonly standing: ExportStanding;
	readonly decidedBy: string | null;
	readonly decidedMs: number | null;
	/** Why it was refused. */
	readonly reason: string;
	readonly number: string | null;
	readonly untilMs: number | null;
	/** How often it was fetched. */
	readonly copies: number;
}
