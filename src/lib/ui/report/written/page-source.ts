/**
 * What the written report is made from in a browser: the log as it is known here.
 *
 * @module
 */
import type { ProtocolValue } from '#lib/core/protocols/kinds.ts';
import type { ReportContext, ReportSource } from '#lib/core/report/source.ts';
import { methodTexts } from '#lib/scoring/registry-texts.ts';
import { reportSensitivity } from '#lib/scoring/session-report-sensitivity.ts';
import type { SessionView } from '../../session/session-view.svelte.ts';

/** What the server adds to the log. */
export interface ReportPageData {
	readonly names: ReportContext['names'];
	readonly software: string;
	readonly words: ProtocolValue<'report'>;
	/** Whether the own account has an authenticator. */
	readonly hasSecondFactor: boolean;
}

const methods = methodTexts();

/** The session with all that its report tells. */
export function pageSource(
	{ state, events, data }: Pick<SessionView, 'state' | 'events' | 'data'>,
	{ names, software, words }: ReportPageData
): ReportSource {
	const { technique, rights, fitness, artifacts, legal, wording } = data.texts;
	return {
		...{ state, events, methods, sensitivityOf: reportSensitivity, names, software },
		case: { number: data.case.number, title: data.case.title },
		texts: { report: words, technique, rights, fitness, artifacts, legal, wording }
	};
}
