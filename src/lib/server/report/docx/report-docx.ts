/**
 * A report as an editable text (Office Open XML). Charts are vectors (SVG) with a picture of dots for programs that show
 * no SVG. What is edited in it is no longer what was signed: the signed content is named by its hash on every page.
 *
 * @module
 */
import {
	Document,
	Footer,
	Header,
	ImageRun,
	Packer,
	PageNumber,
	PageOrientation,
	Paragraph,
	TextRun,
	type IRunOptions,
	type ISectionOptions
} from 'docx';
import { DRAWING } from '#lib/core/paper/paper.ts';
import { sheetSvg } from '#lib/core/paper/sheet-svg.ts';
import type { DrawnSheet } from '../chart-sheets.ts';
import type { PrintedReport } from '../pdf/report-pdf.ts';
import { logCodeLines } from '../log-code.ts';
import { blockParts } from './docx-blocks.ts';
import { openOutlines } from './outlines.ts';
import { pngOf } from './png.ts';
import { rasterize } from './raster.ts';

/** Twentieths of a point in a millimetre. */
const TWIPS = 1440 / 25.4;
const FONT = { ascii: 'Noto Sans SC', eastAsia: '宋体', hAnsi: 'Noto Sans SC' };
const mm = (value: number): number => Math.round(value * TWIPS);
const MARGIN = { top: mm(24), bottom: mm(20), left: mm(20), right: mm(20) };

/** The file. */
export async function reportDocx(report: PrintedReport): Promise<Buffer> {
	const { document, version, words } = report;
	const frame = { headers: { default: headOf(report) }, footers: { default: footOf(report) } };
	const upright: ISectionOptions = {
		...frame,
		properties: { page: { size: { width: mm(210), height: mm(297) }, margin: MARGIN } },
		children: [
			title(document.title, 40),
			title(document.number, 22),
			title(words.say('version', { version: version.version }), 22),
			...document.sections.flatMap(({ title: name, blocks }) => [
				new Paragraph({ text: name, heading: 'Heading1' }),
				...blocks.flatMap((block) => blockParts(block, report))
			]),
			...(report.head ? logCodeLines(report.head, words) : []).map(
				(text) => new Paragraph({ text })
			)
		]
	};
	const sheets = [...report.sheets.values()].flat();
	const landscape: ISectionOptions = {
		...frame,
		properties: {
			page: {
				// the library turns these round for a page on its side
				size: {
					...{ width: mm(210), height: mm(297) },
					orientation: PageOrientation.LANDSCAPE
				},
				margin: { top: mm(20), bottom: mm(12), left: mm(10), right: mm(10) }
			}
		},
		children: sheets.flatMap(sheetParts())
	};
	const file = new Document({
		...{ title: `${document.title} ${document.number}`, creator: version.software },
		styles: { default: { document: { run: { font: FONT, size: 21 } } } },
		sections: sheets.length === 0 ? [upright] : [upright, landscape]
	});
	return Packer.toBuffer(file);
}

function title(text: string, size: number): Paragraph {
	const look: IRunOptions = { text, size, bold: size > 30 };
	return new Paragraph({ alignment: 'center', children: [new TextRun(look)] });
}

function headOf({ document, version, words }: PrintedReport): Header {
	const head = words.say('page-head', {
		...{ title: document.title, number: document.number },
		version: words.say('version', { version: version.version })
	});
	const small = (text: string, size: number): Paragraph =>
		new Paragraph({ children: [new TextRun({ text, size })] });
	return new Header({ children: [small(head, 16), small(`SHA-256 ${version.sha256}`, 13)] });
}

/** Page and pages are filled in by the program that shows the text. */
function footOf({ words }: PrintedReport): Footer {
	const [before = '', between = '', after = ''] = words
		.say('page', { page: '\u0000', pages: '\u0000' })
		.split('\u0000');
	const children = [before, PageNumber.CURRENT, between, PageNumber.TOTAL_PAGES, after];
	return new Footer({
		children: [
			new Paragraph({ alignment: 'center', children: [new TextRun({ children, size: 16 })] })
		]
	});
}

/** Size of a drawing on the page [px of 1/96 inch]. */
const SIZE = {
	width: Math.round((DRAWING.width * 96) / 25.4),
	height: Math.round((DRAWING.height * 96) / 25.4)
};

const captionLook = (text: string): IRunOptions => ({ text, bold: true, size: 18 });

function sheetParts(): (sheet: DrawnSheet) => Paragraph[] {
	const outlines = openOutlines();
	return ({ caption, shapes }) => [
		new Paragraph({ keepNext: true, children: [new TextRun(captionLook(caption))] }),
		new Paragraph({
			children: [
				new ImageRun({
					...{ type: 'svg', transformation: SIZE },
					data: Buffer.from(sheetSvg(shapes, caption)),
					fallback: { type: 'png', data: pngOf(rasterize(shapes, DRAWING, outlines)) },
					altText: { name: caption, title: caption, description: caption }
				})
			]
		})
	];
}
