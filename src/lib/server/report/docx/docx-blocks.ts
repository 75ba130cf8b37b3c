/**
 * The blocks of a report as paragraphs and tables of a text.
 *
 * @module
 */
import {
	Paragraph,
	Table,
	TableCell,
	TableLayoutType,
	TableRow,
	TextRun,
	WidthType,
	type IRunOptions
} from 'docx';
import type { ReportBlock } from '#lib/core/report/blocks.ts';
import { signatureLines } from '../pdf/signatures.ts';
import type { PrintedReport } from '../pdf/report-pdf.ts';

/** Width of the text [twentieths of a point]: A4 without margins. */
const WIDTH = Math.round((170 * 1440) / 25.4);
type Part = Paragraph | Table;

/** What a block is in the text. Charts stand at the end, on pages of their own. */
export function blockParts(block: ReportBlock, report: PrintedReport): Part[] {
	switch (block.kind) {
		case 'paragraph':
			return [textParagraph(block.text, looks[block.tone])];
		case 'heading':
			return [new Paragraph({ text: block.text, heading: 'Heading2' })];
		case 'facts':
			return [table(block.rows, [1, 3], null), spacer()];
		case 'list':
			return block.items.map((item, index) => textParagraph(`${index + 1}. ${item}`, { size: 19 }));
		case 'table':
			return [
				...(block.caption === '' ? [] : [textParagraph(block.caption, { bold: true })]),
				table(block.rows, block.widths, block.head),
				spacer()
			];
		case 'chart':
			return [textParagraph(`${block.caption} · SHA-256 ${block.sha256}`, looks.note)];
		case 'signatures':
			return signatureParts(block, report);
	}
}

const looks: Readonly<Record<'plain' | 'note' | 'alert' | 'result', IRunOptions>> = {
	plain: {},
	note: { size: 18, color: '444444' },
	alert: { bold: true, color: '990000' },
	result: { bold: true, size: 28 }
};

/** Lines of a text stay lines. */
function textParagraph(text: string, look: IRunOptions = {}): Paragraph {
	const lines = text.split('\n');
	return new Paragraph({
		spacing: { after: 80 },
		children: lines.map(
			(line, index) => new TextRun({ ...look, text: line, ...(index > 0 && { break: 1 }) })
		)
	});
}

const spacer = (): Paragraph => new Paragraph({ spacing: { after: 60 }, children: [] });

function table(
	rows: readonly (readonly string[])[],
	shares: readonly number[],
	head: readonly string[] | null
): Table {
	const total = shares.reduce((sum, one) => sum + one, 0);
	const widths = shares.map((one) => Math.round((WIDTH * one) / total));
	const row = (cells: readonly string[], isHead: boolean): TableRow =>
		new TableRow({
			tableHeader: isHead,
			children: widths.map(
				(size, index) =>
					new TableCell({
						width: { size, type: WidthType.DXA },
						...(isHead && { shading: { fill: 'EEEEEE' } }),
						children: [textParagraph(cells[index] ?? '', { size: 17, bold: isHead })]
					})
			)
		});
	return new Table({
		width: { size: WIDTH, type: WidthType.DXA },
		columnWidths: widths,
		layout: TableLayoutType.FIXED,
		rows: [...(head === null ? [] : [row(head, true)]), ...rows.map((cells) => row(cells, false))]
	});
}

function signatureParts(
	block: Extract<ReportBlock, { kind: 'signatures' }>,
	{ version, words }: PrintedReport
): Paragraph[] {
	return [
		...(version.stands ? [] : [textParagraph(words.say('void'), looks.alert)]),
		...signatureLines(block, version, words).flatMap(({ seat, signed }) => [
			textParagraph(`${seat}: ${signed}`),
			textParagraph(words.say('by-hand'))
		]),
		textParagraph(words.say('seal')),
		textParagraph(`${words.say('signed-content')}: ${version.sha256}`, { size: 16 })
	];
}
