import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvCell, csvText, type CsvValue } from './csv-cell.ts';

/** A second reader, written from RFC 4180 alone: fields of every line. */
function readCsv(text: string): string[][] {
	const lines: string[][] = [[]];
	for (let at = 0; at < text.length;) {
		let field = '';
		if (text[at] === '"') {
			for (at++; !(text[at] === '"' && text[at + 1] !== '"'); at++) {
				if (text[at] === '"') at++;
				field += text[at];
			}
			at++;
		} else while (at < text.length && text[at] !== ',' && text[at] !== '\r') field += text[at++];
		lines.at(-1)!.push(field);
		if (text[at] === ',') at++;
		else if (text.startsWith('\r\n', at)) {
			at += 2;
			if (at < text.length) lines.push([]);
		} else if (at < text.length)
			throw new Error(`at ${at}: ${JSON.stringify(text.slice(at, at + 9))}`);
	}
	return lines;
}

test('the formulas of the OWASP page are no longer formulas, numbers are numbers still', () => {
	expect(csvCell(`=HYPERLINK("http://x","y")`)).toBe(`"'=HYPERLINK(""http://x"",""y"")"`);
	expect(csvCell('@SUM(1+1)*cmd|" /C calc"!A0')).toBe(`"'@SUM(1+1)*cmd|"" /C calc""!A0"`);
	expect(['+1+1', '-2+3', '\t=1', '\r=1'].map(csvCell)).toEqual([
		`'+1+1`,
		`'-2+3`,
		`'\t=1`,
		`"'\r=1"`
	]);
	expect([-0.5, '-0.5', -1e-7, 3, null].map(csvCell)).toEqual(['-0.5', `'-0.5`, '-1e-7', '3', '']);
	expect(['-', '-x', '-1-1'].map(csvCell)).toEqual([`'-`, `'-x`, `'-1-1`]);
});

const text = fc.oneof(
	fc.string({ unit: 'grapheme' }),
	fc
		.array(fc.constantFrom(...'=+-@\t\r\n",\'a1. 甲'), { minLength: 1, maxLength: 8 })
		.map((signs) => signs.join(''))
);
const cell: fc.Arbitrary<CsvValue> = fc.oneof(
	text,
	fc.double({ noNaN: true, noDefaultInfinity: true }),
	fc.constant(null)
);

test('whatever is written is read back by another reader, and no cell but a number begins a formula', () => {
	fc.assert(
		fc.property(
			fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
			(lines) => {
				const back = readCsv(csvText(lines));
				// one empty cell alone is an empty line
				expect(back.map((line) => (line.length === 0 ? [''] : line))).toHaveLength(lines.length);
				lines.forEach((cells, row) =>
					cells.forEach((value, column) => {
						const read = back[row]?.[column] ?? '';
						const plain = value === null ? '' : String(value);
						expect([plain, `'${plain}`]).toContain(read);
						if (/^[=+\-@\t\r]/.test(read)) expect(typeof value).toBe('number');
					})
				);
			}
		),
		{ numRuns: 300 }
	);
});
