/**
 * Exports in words.
 *
 * @module
 */
import { readItem } from '#lib/core/exporting/export-item.ts';
import type { ExportStanding } from '#lib/core/exporting/export-rules.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** What is taken out. */
export function itemName(text: string): string {
	const item = readItem(text);
	switch (item?.kind) {
		case undefined:
			return text;
		case 'package':
			return m.exporting_item_package();
		case 'measurements':
			return m.exporting_item_measurements();
		case 'interview':
			return m.exporting_item_interview();
		case 'recording':
			return m.exporting_item_recording({ chart: item.chart });
		case 'marks':
			return item.format === 'csv' ? m.exporting_item_marks_csv() : m.exporting_item_marks_eaf();
		case 'report': {
			const { version, format, locale } = item;
			if (format === 'json') return m.exporting_item_report_json({ version });
			const language = locale === 'en' ? m.exporting_english() : m.exporting_chinese();
			return format === 'pdf'
				? m.exporting_item_report_pdf({ version, language })
				: m.exporting_item_report_docx({ version, language });
		}
	}
}

const standings: Readonly<Record<ExportStanding, () => string>> = {
	waiting: m.exporting_standing_waiting,
	approved: m.exporting_standing_approved,
	refused: m.exporting_standing_refused,
	withdrawn: m.exporting_standing_withdrawn,
	expired: m.exporting_standing_expired,
	'used-up': m.exporting_standing_used_up
};
/** Where a request stands. */
export const standingText = (standing: ExportStanding): string => standings[standing]();

const done = {
	requested: m.exporting_done_requested,
	withdrawn: m.exporting_done_withdrawn,
	confirmed: m.exporting_done_confirmed,
	approved: m.exporting_done_approved,
	refused: m.exporting_done_refused
};
/** What a form did. */
export const doneText = (what: keyof typeof done): string => done[what]();

/** A moment. */
export const momentText = (ms: number): string => new Date(ms).toLocaleString(getLocale());
