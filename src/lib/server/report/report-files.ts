/**
 * The files of an issued version: content, PDF and editable text, in each language.
 *
 * @module
 */
import { join } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import { reportVersions } from '#lib/core/report/versions.ts';
import { reportWords } from '#lib/core/report/words.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import type { Locale } from '#lib/core/text.ts';
import { methodTexts } from '#lib/scoring/registry-texts.ts';
import { reportSensitivity } from '#lib/scoring/session-report-sensitivity.ts';
import { reportDocx } from './docx/report-docx.ts';
import { drawnCharts } from './drawn-charts.ts';
import { contentOf } from './kept-content.ts';
import { headOfVersion } from './log-code.ts';
import type { ExportMark } from './pdf/export-mark.ts';
import { reportPdf, type PrintedReport } from './pdf/report-pdf.ts';
import { reportTexts, type ReportPlaces } from './report-source.ts';

/** How a version can be had. */
export const reportFormats = ['pdf', 'docx', 'json'] as const;
/** One of them. */
export type ReportFormat = (typeof reportFormats)[number];

/** Which file of which version. */
export interface ReportFileName {
	readonly version: number;
	readonly format: ReportFormat;
	/** Of no meaning for `json`, which holds all languages. */
	readonly locale: Locale;
}

type Places = Pick<ReportPlaces, 'database' | 'events' | 'catalogue' | 'dataFolder'>;

/**
 * Makes a file of a version as it stands now, with the signatures there are.
 *
 * @param mark of a PDF that leaves the laboratory
 * @throws {LabError} `report/not-found`, `report/content`; `report/recording` when a recording is missing or changed
 */
export async function reportFile(
	places: Places,
	sessionId: string,
	{ version, format, locale }: ReportFileName,
	mark?: ExportMark
): Promise<Buffer> {
	const events = await places.events.allEvents(sessionId);
	const state = reduce(events, sessionId);
	const { text, content } = await contentOf(places.database, state, version);
	if (format === 'json') return Buffer.from(text);
	const texts = await reportTexts(places, state);
	const versions = reportVersions({
		state,
		events,
		texts,
		methods: methodTexts(),
		sensitivityOf: reportSensitivity
	});
	const found = versions.find((one) => one.version === version);
	if (found === undefined)
		throw new LabError('report/not-found', `expected an issued version, got ${version}`);
	const document = content.documents[locale];
	const words = reportWords(texts.report, locale);
	const folder = join(places.dataFolder, 'recordings', sessionId);
	const sheets = await drawnCharts(folder, document, words);
	const head = await headOfVersion(places.database, events, version);
	const printed: PrintedReport = { document, version: found, words, sheets, head, mark };
	return format === 'pdf' ? reportPdf(printed) : reportDocx(printed);
}
