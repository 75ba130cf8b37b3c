/**
 * A report as PDF: text upright, charts as vectors on their side, number and hash on every page. The same version with
 * the same signatures is the same file, byte for byte, but for the mark of a copy that leaves the laboratory.
 *
 * @module
 */
import type { ReportBlock, ReportDocument } from '#lib/core/report/blocks.ts';
import type { ReportVersion } from '#lib/core/report/versions.ts';
import type { ReportWords } from '#lib/core/report/words.ts';
import type { TreeHead } from '#lib/core/integrity/tree-head.ts';
import type { DrawnSheet } from '../chart-sheets.ts';
import { drawLogCode } from '../log-code.ts';
import { describeMark, drawMark, type ExportMark } from './export-mark.ts';
import { MM, Flow, type Look } from './flow.ts';
import { drawSheet } from './sheet.ts';
import { drawSignatures } from './signatures.ts';
import { drawTable } from './table.ts';

/** A version with everything that is printed of it. */
export interface PrintedReport {
	readonly document: ReportDocument;
	readonly version: ReportVersion;
	readonly words: ReportWords;
	/** By the number of the chart. */
	readonly sheets: ReadonlyMap<number, readonly DrawnSheet[]>;
	/** Head of the laboratory's log that covers this version; absent = none does yet. */
	readonly head?: TreeHead | null;
	/** Of a copy that leaves the laboratory; absent in a sealed folder. */
	readonly mark?: ExportMark | undefined;
}

const BODY: Look = { size: 10 };
const NOTE: Look = { size: 9, colour: '#444444' };

/** The file. */
export async function reportPdf(report: PrintedReport): Promise<Buffer> {
	const { document, version } = report;
	const flow = new Flow({
		title: `${document.title} ${document.number}`,
		author: version.software,
		at: new Date(version.issuedAt)
	});
	drawTitle(flow, report);
	for (const { title, blocks } of document.sections) {
		flow.ensure(60);
		flow.y += 6;
		flow.paragraph(title, { size: 12, font: 'bold' });
		for (const block of blocks) drawBlock(flow, block, report);
	}
	if (report.head) drawLogCode(flow, report.head, report.words);
	drawCharts(flow, report);
	drawMargins(flow, report);
	if (report.mark) {
		drawMark(flow, report.mark, report.words);
		describeMark(flow, report.mark);
	}
	return flow.finish();
}

function drawTitle(flow: Flow, { document, version, words }: PrintedReport): void {
	const centred = (text: string, look: Look): void => {
		const [line = ''] = flow.lines(text, flow.width, look);
		flow.doc.font(look.font ?? 'regular').fontSize(look.size);
		const x = flow.left + (flow.width - flow.doc.widthOfString(line)) / 2;
		flow.put([line], x, flow.y, look);
		flow.y += flow.lineHeight(look);
	};
	centred(document.title, { size: 20, font: 'bold' });
	centred(document.number, { size: 11 });
	centred(words.say('version', { version: version.version }), { size: 11 });
	if (version.stands) return;
	flow.y += 4;
	flow.paragraph(words.say('void'), { ...BODY, font: 'bold', colour: '#990000' });
}

function drawBlock(flow: Flow, block: ReportBlock, report: PrintedReport): void {
	switch (block.kind) {
		case 'paragraph':
			drawParagraph(flow, block);
			return;
		case 'heading':
			flow.ensure(40);
			flow.paragraph(block.text, { size: 10, font: 'bold' }, { after: 1 });
			return;
		case 'facts':
			for (const [name, value] of block.rows) drawFact(flow, name, value);
			flow.y += 4;
			return;
		case 'list':
			block.items.forEach((item, index) => {
				flow.paragraph(`${index + 1}. ${item}`, { size: 9 }, { indent: 10, after: 1 });
			});
			flow.y += 4;
			return;
		case 'table':
			drawTable(flow, block);
			return;
		case 'signatures':
			drawSignatures(flow, block, report);
			return;
		case 'chart':
			// drawn after the text, on sheets of their own
			flow.paragraph(`${block.caption} · SHA-256 ${block.sha256}`, NOTE, { after: 1 });
	}
}

function drawParagraph(flow: Flow, block: Extract<ReportBlock, { kind: 'paragraph' }>): void {
	const looks: Readonly<Record<typeof block.tone, Look>> = {
		plain: BODY,
		note: NOTE,
		alert: { ...BODY, font: 'bold', colour: '#990000' },
		result: { size: 14, font: 'bold' }
	};
	flow.paragraph(block.text, looks[block.tone]);
}

/** Width of the names [pt]. */
const NAMES = 110;

function drawFact(flow: Flow, name: string, value: string): void {
	const left = flow.lines(name, NAMES - 8, { size: 9 });
	const right = flow.lines(value, flow.width - NAMES, BODY);
	right.forEach((line, index) => {
		flow.ensure(flow.lineHeight(BODY) * (index === 0 ? Math.min(2, right.length) : 1));
		if (index === 0) flow.put(left, flow.left, flow.y, { size: 9, colour: '#444444' });
		flow.put([line], flow.left + NAMES, flow.y, BODY);
		flow.y += flow.lineHeight(BODY);
	});
	flow.y += Math.max(0, left.length * 14 - right.length * flow.lineHeight(BODY)) + 1;
}

function drawCharts(flow: Flow, { document, sheets }: PrintedReport): void {
	for (const { blocks } of document.sections)
		for (const block of blocks)
			if (block.kind === 'chart')
				for (const sheet of sheets.get(block.chart) ?? [])
					drawSheet(flow, sheet, `${block.file} · SHA-256 ${block.sha256}`);
}

/** Head and number of every page, once it is known how many there are. */
function drawMargins(flow: Flow, { document, version, words }: PrintedReport): void {
	const { doc } = flow;
	const { count } = doc.bufferedPageRange();
	const head = words.say('page-head', {
		...{ title: document.title, number: document.number },
		version: words.say('version', { version: version.version })
	});
	for (let page = 0; page < count; page++) {
		doc.switchToPage(page);
		const { width, height } = doc.page;
		const side = width > height ? 10 * MM : flow.left;
		flow.put([flow.printable(head)], side, 9 * MM, { size: 8 });
		flow.put([`SHA-256 ${version.sha256}`], side, 13 * MM, { size: 6.5 });
		doc
			.moveTo(side, 18 * MM)
			.lineTo(width - side, 18 * MM)
			.lineWidth(0.5)
			.stroke('#000000');
		const foot = words.say('page', { page: page + 1, pages: count });
		doc.font('regular').fontSize(8);
		const x = (width - doc.widthOfString(foot)) / 2;
		flow.put([foot], x, height - 13 * MM, { size: 8 });
	}
}
