/**
 * What somebody may ask to take out of one test or interview, as it stands now.
 *
 * @module
 */
import { mayRequest, type ExportItem, type ExportOf } from '#lib/core/exporting/export-item.ts';
import type { InterviewState } from '#lib/core/interview/interview-state.ts';
import type { Role } from '#lib/core/roles.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { areResultsWithheld } from '#lib/core/session/visibility.ts';
import type { CaseUser } from '../cases/cases.ts';
import { findSession } from '../cases/sessions.ts';
import { findInterview } from '../interviews/interviews.ts';
import type { ExportContext } from './context.ts';

/** Of which test or interview. */
export interface ExportSource {
	readonly source: ExportOf;
	/** Id of the session or interview. */
	readonly id: string;
}

/** What there is, and whose it is. */
export interface ExportChoice {
	readonly caseId: string;
	readonly caseNumber: string;
	readonly subjectCode: string;
	readonly items: readonly ExportItem[];
}

/**
 * The items somebody may ask for.
 *
 * @throws {LabError} `case/not-found` when it is none of theirs; `keys/destroyed`
 */
export async function whatThereIs(
	{ cases }: Pick<ExportContext, 'cases'>,
	{ source, id }: ExportSource,
	user: CaseUser
): Promise<ExportChoice> {
	if (source === 'session') {
		const { session, case: shell } = await findSession(cases, user, id);
		const items = ofSession(await cases.events.stateOf(id), user.role);
		const { subjectCode } = session;
		return { caseId: shell.id, caseNumber: shell.number, subjectCode, items };
	}
	const shell = await findInterview(cases, user, id);
	const state = await cases.interviews.stateOf(id);
	return {
		...{ caseId: shell.id, caseNumber: shell.number },
		subjectCode: state.opened?.subjectCode ?? '',
		items: ofInterview(state).filter((item) => mayRequest(user.role, item))
	};
}

function ofSession(state: SessionState, role: Role): ExportItem[] {
	if (areResultsWithheld(role, state)) return [];
	const reports = state.report.issued.toReversed().flatMap(({ version }): ExportItem[] => [
		...(['pdf', 'docx'] as const).flatMap((format) =>
			(['zh-CN', 'en'] as const).map((locale): ExportItem => ({
				...{ kind: 'report', version, format, locale }
			}))
		),
		{ kind: 'report', version, format: 'json', locale: 'zh-CN' }
	]);
	const charts = state.charts.filter(({ status }) => status === 'sealed');
	const items: ExportItem[] = [
		...reports,
		...(state.sealed === null ? [] : [{ kind: 'package' } as const]),
		// before that whoever measures has not sealed the own sheet
		...(state.completed.includes('chart-analysis') ? [{ kind: 'measurements' } as const] : []),
		...charts.map(({ chart }) => ({ kind: 'recording', chart }) as const)
	];
	return items.filter((item) => mayRequest(role, item));
}

function ofInterview({ record, coding }: InterviewState): ExportItem[] {
	const hasMarks = coding.recording !== null && coding.marks.length > 0;
	return [
		...(record.sealed === null ? [] : [{ kind: 'interview' } as const]),
		...(hasMarks
			? (['csv', 'eaf'] as const).map((format) => ({ kind: 'marks', format }) as const)
			: [])
	];
}
