/**
 * Text that flows over pages: one place that knows how far down the page is filled.
 *
 * @module
 */
import PDFDocument from 'pdfkit';
import { fontPaths } from '../fonts.ts';
import { wrap } from './wrap.ts';

/** Points per millimetre. */
export const MM = 72 / 25.4;
/** Margins [pt]: the head of a page stands in the upper one, its number in the lower one. */
const SIDE = 20 * MM;
const TOP = 24 * MM;
const BOTTOM = 20 * MM;

/** How text looks. */
export interface Look {
	/** [pt] */
	readonly size: number;
	readonly font?: 'regular' | 'bold';
	readonly colour?: string;
}

/** Height of a line as a multiple of the size. */
const LEADING = 1.55;

/** A document being set. */
export class Flow {
	readonly doc: InstanceType<typeof PDFDocument>;
	readonly left = SIDE;
	/** Width of the text [pt]. */
	readonly width = 595.28 - 2 * SIDE;
	readonly bottom = 841.89 - BOTTOM;
	y = TOP;
	readonly #widths = { regular: new Map<string, number>(), bold: new Map<string, number>() };

	/** @param info written into the file; with the same one the same file comes out */
	constructor(info: { readonly title: string; readonly author: string; readonly at: Date }) {
		this.doc = new PDFDocument({
			...{ size: 'A4', margin: 0, bufferPages: true, autoFirstPage: false, lang: 'zh-CN' },
			info: {
				...{ Title: info.title, Author: info.author, Producer: 'pdfkit', Creator: info.author },
				...{ CreationDate: info.at, ModDate: info.at }
			}
		});
		const { regular, bold } = fontPaths();
		this.doc.registerFont('regular', regular);
		this.doc.registerFont('bold', bold);
		this.page();
	}

	/** Begins a page. */
	page(layout: 'portrait' | 'landscape' = 'portrait'): void {
		this.doc.addPage({ size: 'A4', margin: 0, layout });
		this.y = TOP;
	}

	/** Begins a page when so much does not fit any more [pt]. */
	ensure(height: number): void {
		if (this.y + height > this.bottom) this.page();
	}

	/** Height of a line [pt]. */
	lineHeight({ size }: Look): number {
		return size * LEADING;
	}

	/** The lines of a text in a column. */
	lines(text: string, width: number, look: Look): string[] {
		const font = look.font ?? 'regular';
		this.doc.font(font).fontSize(look.size);
		const known = this.#widths[font];
		return wrap(this.printable(text), width, (sign) => {
			let found = known.get(sign);
			if (found === undefined) {
				found = this.doc.widthOfString(sign) / look.size;
				known.set(sign, found);
			}
			return found * look.size;
		});
	}

	/** A sign the typeface lacks is told by its number: nothing that was written disappears. */
	printable(text: string): string {
		this.doc.font('regular');
		const { font } = (this.doc as unknown as { _font: { font: FontFile } })._font;
		return [...text.replaceAll(/[\t\r]/g, ' ')]
			.map((sign) => {
				const code = sign.codePointAt(0) ?? 0;
				if (sign === '\n' || font.hasGlyphForCodePoint(code)) return sign;
				return `[U+${code.toString(16).toUpperCase().padStart(4, '0')}]`;
			})
			.join('');
	}

	/** Sets lines that are cut already, from a height downwards; nothing is broken over pages. */
	put(lines: readonly string[], x: number, y: number, look: Look): void {
		const { size, font = 'regular', colour = '#000000' } = look;
		this.doc.font(font).fontSize(size).fillColor(colour);
		lines.forEach((line, index) => {
			if (line === '') return;
			const top = y + index * this.lineHeight(look) + (size * (LEADING - 1)) / 2;
			this.doc.text(line, x, top, { lineBreak: false, baseline: 'top' });
		});
	}

	/** Sets a paragraph, over pages where it has to. */
	paragraph(text: string, look: Look, { indent = 0, after = 4 } = {}): void {
		for (const line of this.lines(text, this.width - indent, look)) {
			this.ensure(this.lineHeight(look));
			this.put([line], this.left + indent, this.y, look);
			this.y += this.lineHeight(look);
		}
		this.y += after;
	}

	/** The finished file. */
	async finish(): Promise<Buffer> {
		const parts: Buffer[] = [];
		this.doc.on('data', (part: Buffer) => parts.push(part));
		const ended = new Promise<void>((settle, fail) => {
			this.doc.on('end', settle);
			this.doc.on('error', fail);
		});
		this.doc.end();
		await ended;
		return Buffer.concat(parts);
	}
}

/** What is asked of the font file itself. */
interface FontFile {
	hasGlyphForCodePoint(code: number): boolean;
}
