/**
 * Versions of a report: what is hashed and signed, and whether a signature still stands.
 *
 * A version is signed as a whole in both languages. It stands as long as the log says nothing else: the report made of
 * the log up to the version and the one made of the log now, by the same program, are the same.
 *
 * @module
 */
import { z } from 'zod';
import { canonicalJson } from '../audit/canonical.ts';
import { sha256Hex } from '../audit/hash.ts';
import type { EventData, SessionEvent } from '../session/event.ts';
import type { Signer } from '../session/payloads-report.ts';
import { reduce } from '../session/reduce.ts';
import type { SessionState } from '../session/state.ts';
import type { ReportDocument } from './blocks.ts';
import { reportDocument } from './report-document.ts';
import type { ReportContext, ReportSource } from './source.ts';

/** Named in every issued content, so that a reader knows how to read it. */
export const REPORT_FORMAT = 'jingwei-report-1';

/** The report in all languages. */
export interface ReportContent {
	readonly 'zh-CN': ReportDocument;
	readonly en: ReportDocument;
}

/** What a version's hash is made of. */
export interface IssuedContent {
	readonly format: typeof REPORT_FORMAT;
	readonly sessionId: string;
	readonly version: number;
	/** The last event it tells of. */
	readonly basis: EventData<'report-issued'>['basis'];
	readonly documents: ReportContent;
}

/** The report in both languages. */
export function reportContent(source: ReportSource): ReportContent {
	return { 'zh-CN': reportDocument(source, 'zh-CN'), en: reportDocument(source, 'en') };
}

/** The next version as it would be issued now, as the text that is hashed and kept. */
export function contentToIssue(source: ReportSource): {
	readonly content: IssuedContent;
	readonly text: string;
	readonly sha256: string;
} {
	const { state } = source;
	const content: IssuedContent = {
		...{ format: REPORT_FORMAT, sessionId: state.sessionId },
		version: state.report.issued.length + 1,
		basis: { seq: state.seq, hash: state.lastHash },
		documents: reportContent(source)
	};
	const text = canonicalJson(content);
	return { content, text, sha256: sha256Hex(text) };
}

const kept = z.looseObject({ format: z.literal(REPORT_FORMAT), documents: z.looseObject({}) });

/**
 * A kept content read again.
 *
 * @returns null when the text is not the one with this hash
 */
export function readContent(text: string, sha256: string): IssuedContent | null {
	if (sha256Hex(text) !== sha256) return null;
	return kept.parse(JSON.parse(text)) as unknown as IssuedContent;
}

/** A signature of a version. */
export interface Signature {
	readonly as: Signer;
	readonly name: string;
	/** ISO 8601 UTC. */
	readonly at: string;
	readonly secondFactor: boolean;
}

/** A version as it stands. */
export interface ReportVersion {
	readonly version: number;
	readonly sha256: string;
	/** ISO 8601 UTC. */
	readonly issuedAt: string;
	readonly software: string;
	/** False = something it rests on has changed since: signatures on it are void. */
	readonly stands: boolean;
	readonly signatures: readonly Signature[];
}

/** What versions are judged with: the session as it is now. */
export type VersionSource = Pick<
	ReportSource,
	'state' | 'events' | 'texts' | 'methods' | 'sensitivityOf'
>;

/** Every version, the oldest first. Only the last can stand. */
export function reportVersions(source: VersionSource): ReportVersion[] {
	const { issued, signatures } = source.state.report;
	return issued.map((one, index) => ({
		...{ version: one.version, sha256: one.sha256, software: one.software },
		issuedAt: one.at.utc,
		stands: index === issued.length - 1 && isUnchanged(source, one),
		signatures: signatures
			.filter(({ version }) => version === one.version)
			.map(({ as, name, at, secondFactor }) => ({ as, name, at: at.utc, secondFactor }))
	}));
}

function isUnchanged(
	source: VersionSource,
	issued: SessionState['report']['issued'][number]
): boolean {
	const { basis, names, software } = issued;
	const context: ReportContext = { case: issued.case, names, software };
	const { texts, methods, sensitivityOf, events } = source;
	const made = (told: readonly SessionEvent[], state: SessionState): string =>
		canonicalJson(
			reportContent({ state, events: told, texts, methods, sensitivityOf, ...context })
		);
	const before = events.filter(({ seq }) => seq <= basis.seq);
	return made(before, reduce(before)) === made(events, source.state);
}
