/**
 * Issuing a version of a report and signing it.
 *
 * @module
 */
import { randomUUID } from 'node:crypto';
import { LabError, type ErrorCode } from '#lib/core/errors.ts';
import { reportFindings } from '#lib/core/report/findings.ts';
import { sparedTexts } from '#lib/core/session/texts/leaving-findings.ts';
import type { ReportContext, ReportSource } from '#lib/core/report/source.ts';
import { contentToIssue, reportVersions } from '#lib/core/report/versions.ts';
import type { Actor, EventTime, ProposedEvent } from '#lib/core/session/event.ts';
import type { Signer } from '#lib/core/session/payloads-report.ts';
import { keepContent } from './kept-content.ts';
import { readReportSource, type ReportPlaces } from './report-source.ts';

/** Where a report is issued, and when. */
export interface IssueContext extends ReportPlaces {
	readonly at: EventTime;
}

/** Others may write while the content is made; then it is made again. */
const TRIES = 5;

/**
 * Issues the next version: its content is kept, then the log holds its hash.
 *
 * @returns number and hash of the version
 * @throws {LabError} `report/not-drafted`, `report/not-released` and the other refusals of `report-issued`;
 * `report/wording` naming a forbidden word and its section
 */
export async function issueReport(
	context: IssueContext,
	sessionId: string,
	shell: ReportContext['case'],
	actor: Actor
): Promise<{ readonly version: number; readonly sha256: string }> {
	for (let tries = 1; ; tries++) {
		const source = await readReportSource(context, sessionId, shell);
		refuseUnreleased(source);
		refuseWords(source);
		const { content, text, sha256 } = contentToIssue(source);
		const { version, basis } = content;
		const { names, software } = source;
		await keepContent(context.database, { sha256, sessionId, text });
		const refusal = await append(context, sessionId, actor, {
			type: 'report-issued',
			data: { version, sha256, basis, case: source.case, names: [...names], software }
		});
		if (refusal === null) return { version, sha256 };
		if (refusal.code !== 'report/moved' || tries === TRIES) throw refusal;
	}
}

/** Said before a long text is made for nothing; the event is asked again when it is written. */
function refuseUnreleased({ state }: ReportSource): void {
	if (!state.completed.includes('chart-analysis'))
		throw new LabError('report/not-released', 'expected a completed chart analysis');
	if (state.report.draft === null)
		throw new LabError('report/not-drafted', 'expected the particulars of the report');
}

function refuseWords(source: ReportSource): void {
	const { documents } = contentToIssue(source).content;
	for (const document of [documents['zh-CN'], documents.en]) {
		const [first] = reportFindings(document, source.texts.wording, sparedTexts(source.state));
		if (first === undefined) continue;
		const { word, section } = first;
		throw new LabError('report/wording', `expected a report without ${word} in ${section}`, {
			details: { word, section }
		});
	}
}

/** Who signs what. The password was asked for again before this. */
export interface Signing {
	readonly version: number;
	readonly sha256: string;
	readonly as: Signer;
	readonly name: string;
	readonly secondFactor: boolean;
}

/**
 * Signs a version.
 *
 * @throws {LabError} `report/void` when something it rests on has changed; the refusals of `report-signed`
 */
export async function signReport(
	context: IssueContext,
	sessionId: string,
	signing: Signing,
	actor: Actor
): Promise<void> {
	const shell = { number: '', title: '' };
	const source = await readReportSource(context, sessionId, shell);
	const last = reportVersions(source).at(-1);
	if (last?.version === signing.version && !last.stands)
		throw new LabError('report/void', `expected version ${last.version} to stand, it is void`);
	const refusal = await append(context, sessionId, actor, { type: 'report-signed', data: signing });
	if (refusal !== null) throw refusal;
}

async function append(
	{ events, at }: Pick<IssueContext, 'events' | 'at'>,
	sessionId: string,
	actor: Actor,
	proposed: Omit<Extract<ProposedEvent, { type: 'report-issued' | 'report-signed' }>, 'id' | 'at'>
): Promise<LabError | null> {
	const event = { id: randomUUID(), at, ...proposed } as ProposedEvent;
	const [result] = await events.append(sessionId, [event], actor);
	if (result?.ok === true) return null;
	return new LabError(
		(result?.code ?? 'session/refused') as ErrorCode,
		result?.message ?? 'expected an answer, got none'
	);
}
