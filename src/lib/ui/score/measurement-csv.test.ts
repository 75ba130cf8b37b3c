import { expect, test } from 'vitest';
import { csvText } from './measurement-csv.ts';

test('what a spreadsheet would run as a formula is text; a negative number stays a number', () => {
	const lines = [
		['=HYPERLINK("http://x")', '+1', '-2', '@SUM(A1)', -2.5, null],
		['a,b', 'say "no"', 'two\nlines', '毛毯', 0, 1e-7]
	];
	expect(csvText(lines)).toBe(
		`"'=HYPERLINK(""http://x"")",'+1,'-2,'@SUM(A1),-2.5,\r\n"a,b","say ""no""","two\nlines",毛毯,0,1e-7\r\n`
	);
});
