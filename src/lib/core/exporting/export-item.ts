/**
 * What can be taken out of the laboratory, and who may ask for it. Looking at something on a page is no export.
 *
 * @module
 */
import { reachOf, type AccessObject } from '../access/matrix.ts';
import type { Role } from '../roles.ts';
import type { Locale } from '../text.ts';

/** What an export is taken from. */
export type ExportOf = 'session' | 'interview';

/** One thing to take out. */
export type ExportItem =
	| { readonly kind: 'package' }
	| {
			readonly kind: 'report';
			readonly version: number;
			readonly format: 'pdf' | 'docx' | 'json';
			readonly locale: Locale;
	  }
	| { readonly kind: 'recording'; readonly chart: number }
	| { readonly kind: 'measurements' }
	| { readonly kind: 'interview' }
	| { readonly kind: 'marks'; readonly format: 'csv' | 'eaf' };

const objects: Readonly<Record<ExportItem['kind'], AccessObject>> = {
	package: 'test-package',
	report: 'report-file',
	recording: 'recording-file',
	measurements: 'recording-file',
	interview: 'interview-package',
	marks: 'interview-package'
};

/** An item as one word, e.g. `report/2/pdf/zh-CN`: what tables, forms and statements hold. */
export function itemText(item: ExportItem): string {
	switch (item.kind) {
		case 'report':
			return `report/${item.version}/${item.format}/${item.locale}`;
		case 'recording':
			return `recording/${item.chart}`;
		case 'marks':
			return `marks/${item.format}`;
		default:
			return item.kind;
	}
}

const REPORT = /^report\/([1-9]\d{0,2})\/(pdf|docx|json)\/(zh-CN|en)$/;

/** The item of such a word; null = it is none. */
export function readItem(text: string): ExportItem | null {
	if (text === 'package' || text === 'measurements' || text === 'interview') return { kind: text };
	if (text === 'marks/csv' || text === 'marks/eaf')
		return { kind: 'marks', format: text === 'marks/csv' ? 'csv' : 'eaf' };
	const [, chart] = /^recording\/([1-9]\d{0,2})$/.exec(text) ?? [];
	if (chart !== undefined) return { kind: 'recording', chart: Number(chart) };
	const [, version, format, locale] = REPORT.exec(text) ?? [];
	if (version === undefined) return null;
	return {
		...{ kind: 'report', version: Number(version), locale: locale as Locale },
		format: format as 'pdf' | 'docx' | 'json'
	};
}

/** Whether a role may ask for an item at all; interviewers get of a test the report as PDF only. */
export function mayRequest(role: Role, item: ExportItem): boolean {
	if (reachOf(role, objects[item.kind], 'export') === 'none') return false;
	return role !== 'interviewer' || item.kind !== 'report' || item.format === 'pdf';
}
