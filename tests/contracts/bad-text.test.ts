/** Every bad protocol file and table of the list of bad input: refused with a line, or read as it says. */
import { readFileSync } from 'node:fs';
import { describe, expect, test, vi } from 'vitest';
import { isLabError } from '#lib/core/errors.ts';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import { countsOf, readChoices } from '#lib/core/technique/panel.ts';
import { columnsIn } from '../../src/cli/analysis/csv-columns.ts';
import { encodingOf, linesOf } from '../../src/cli/analysis/text-lines.ts';

// machines may be busy
vi.setConfig({ testTimeout: 60_000 });

const rights = readFileSync('protocols/rules/rights.yaml', 'utf8');
const six = readFileSync('protocols/procedure/six-step.yaml', 'utf8');
const technique = readFileSync('protocols/techniques/cit.yaml', 'utf8');
const bitalino = readFileSync('protocols/devices/virtual-bitalino.yaml', 'utf8');
const problems = (name: string, text: string) => {
	const parsed = parseProtocol(name, text);
	return 'problems' in parsed ? parsed.problems : [];
};
const yaml = (text: string, name = 'rules/rights.yaml'): string =>
	problems(name, text)
		.map(({ message }) => message)
		.join(' | ');
const bomb = [
	'a: &a [x, x, x, x, x, x, x, x, x]',
	...['ab', 'bc', 'cd', 'de', 'ef', 'fg'].map(
		([from, to]) => `${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`
	)
].join('\n');

describe('a protocol file', () => {
	test('of which the cases are made has no problem', () => {
		expect(yaml(rights)).toBe('');
		expect(yaml(six, 'procedure/six-step.yaml')).toBe('');
		expect(yaml(technique, 'techniques/cit.yaml')).toBe('');
		expect(yaml(bitalino, 'devices/virtual-bitalino.yaml')).toBe('');
	});

	test.each<[string, string, RegExp]>([
		['billion laughs', bomb, /alias/i],
		['a merge key', `${rights}<<: {id: x}\n`, /Unrecognized key.*<</],
		['a cyclic anchor', rights.replace('id: rights', 'id: &a [*a]'), /expected string/],
		['a repeated key', `${rights}id: again\n`, /unique/],
		['a collection as a key', `${rights}? [a, b]\n: c\n`, /key/],
		['__proto__ as a key', `${rights}__proto__: {polluted: 1}\n`, /Unrecognized key/],
		['constructor as a key', `${rights}constructor: {prototype: {a: 1}}\n`, /Unrecognized key/],
		['tabs as indents', 'a:\n\tb: 1', /Tabs/],
		['UTF-16', Buffer.from(rights, 'utf16le').toString('utf8'), /UTF-8/],
		['bytes that are not UTF-8', Buffer.from('id: \xe9', 'latin1').toString('utf8'), /UTF-8/],
		['NUL', rights.replace('rights', 'ri\0ghts'), /UTF-8/],
		['two documents', `${rights}---\n${rights}`, /multiple documents/],
		['an unknown tag', rights.replace('id: rights', 'id: !!js/function "x"'), /tag/],
		['yes for true', rights.replace('required: true', 'required: yes'), /expected boolean/],
		['on for true', rights.replace('required: true', 'required: on'), /expected boolean/],
		['a full-width colon', rights.replace('id: rights', 'id： rights'), /./],
		['a full-width space as indent', rights.replace('  - id', '\u3000- id'), /./],
		['a zero-width character', rights.replace('title', 'ti\u200btle'), /can be seen/],
		['text turned from right to left', rights.replace('Rights', '\u202eRights'), /can be seen/],
		['nesting of 100 000 brackets', '['.repeat(100_000), /levels/],
		['nesting of 100 000 dashes', '- '.repeat(100_000), /indent/],
		[
			'nesting of 5000 lines',
			Array.from({ length: 5000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
			/characters|indent/
		],
		['a scalar of 10 MB', `id: ${'x'.repeat(10_000_000)}`, /characters/],
		['5000 keys', Array.from({ length: 5000 }, (_, i) => `k${i}: 1`).join('\n'), /expected/],
		['an unknown field', `${rights}colour: red\n`, /Unrecognized key.*colour/],
		['an entry twice', rights.replace('id: withdraw', 'id: voluntary'), /once/],
		['nothing', '', /expected object/],
		['a list in place of a file', '- a', /expected object/]
	])('with %s is refused', (_, text, message) => {
		expect(yaml(text)).toMatch(message);
	});

	test.each<[string, string, string, string, RegExp]>([
		['0777', 'techniques/cit.yaml', technique, '0777', /./],
		[
			'a number behind a sexagesimal look',
			'techniques/cit.yaml',
			technique,
			'12:30',
			/expected number/
		],
		['a date', 'techniques/cit.yaml', technique, '2026-01-01', /expected number/],
		['.inf', 'techniques/cit.yaml', technique, '.inf', /expected number/],
		['.nan', 'techniques/cit.yaml', technique, '.nan', /expected number/],
		['1e400', 'techniques/cit.yaml', technique, '1e400', /expected number/],
		['a negative interval', 'techniques/cit.yaml', technique, '-20', /./],
		['an interval of nothing', 'techniques/cit.yaml', technique, '0', /./],
		['an interval with its unit', 'techniques/cit.yaml', technique, '"30 s"', /expected number/],
		['a huge interval', 'techniques/cit.yaml', technique, '1e9', /./]
	])('whose interval is %s is refused', (_, name, text, value, message) => {
		const place = /(minimumIntervalS:\s*\{?\s*value: )[\d.]+/;
		expect(text).toMatch(place);
		expect(yaml(text.replace(place, `$1${value}`), name)).toMatch(message);
	});

	test('with steps that stand twice, or go to a step that is none, is refused', () => {
		const twice = six.replace('- id: formal-test', '- id: chart-analysis');
		expect(yaml(twice, 'procedure/six-step.yaml')).not.toBe('');
		const nowhere = six.replace('condition: consent-given', 'condition: consent-presumed');
		expect(yaml(nowhere, 'procedure/six-step.yaml')).not.toBe('');
	});

	test('says the same with a byte order mark and with CR LF', () => {
		const plain = parseProtocol('rules/rights.yaml', rights);
		expect(parseProtocol('rules/rights.yaml', `\ufeff${rights}`)).toEqual(plain);
		expect(parseProtocol('rules/rights.yaml', rights.replaceAll('\n', '\r\n'))).toEqual(plain);
	});

	test('with the same word in another normalisation has another word', () => {
		const decomposed = rights.replace('source: practice', 'sourc\u0065\u0301: practice');
		expect(yaml(decomposed)).toMatch(/Unrecognized key/);
	});

	test('never changes what every object inherits', () => {
		parseProtocol('rules/rights.yaml', `${rights}__proto__: {polluted: 1}\n`);
		expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
	});
});

type Table = {
	readonly names: readonly string[];
	readonly columns: readonly (readonly number[])[];
};
async function table(text: string | Uint8Array): Promise<Table | string> {
	const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
	try {
		const { names, columns } = await columnsIn(linesOf([bytes], encodingOf(bytes)));
		return { names, columns: columns.map((column) => [...column]) };
	} catch (error) {
		if (isLabError(error)) return `${error.code}: ${error.message}`;
		throw error;
	}
}
const { NaN: none } = Number;

describe('a table', () => {
	test.each<[string, string | Uint8Array, readonly string[], readonly (readonly number[])[]]>([
		['with a byte order mark', '\ufeffa,b\n1,2\n', ['a', 'b'], [[1], [2]]],
		['in UTF-16', Buffer.from('\ufeffa,b\n1,2\n', 'utf16le'), ['a', 'b'], [[1], [2]]],
		[
			'in GBK',
			Uint8Array.of(0xc6, 0xa4, 0xb5, 0xe7, 0x2c, 0x62, 10, 0x31, 0x2c, 0x32),
			['皮电', 'b'],
			[[1], [2]]
		],
		['with semicolons', 'a;b\n1;2\n', ['a', 'b'], [[1], [2]]],
		['with tabs', 'a\tb\n1\t2\n', ['a', 'b'], [[1], [2]]],
		[
			'with decimal commas',
			'1,5;2,5\n3;,5\n',
			['1', '2'],
			[
				[1.5, 3],
				[2.5, 0.5]
			]
		],
		['with a separator in a quoted heading', '"a,b",c\n1,2\n', ['a,b', 'c'], [[1], [2]]],
		['with a quote in a quoted heading', '"a ""x""",c\n1,2\n', ['a "x"', 'c'], [[1], [2]]],
		[
			'with CR only',
			'a,b\r1,2\r3,4\r',
			['a', 'b'],
			[
				[1, 3],
				[2, 4]
			]
		],
		['with CR LF', 'a,b\r\n1,2\r\n', ['a', 'b'], [[1], [2]]],
		['without a last line end', 'a,b\n1,2', ['a', 'b'], [[1], [2]]],
		[
			'with short lines',
			'a,b\n1\n3,4\n',
			['a', 'b'],
			[
				[1, 3],
				[none, 4]
			]
		],
		['with separators at the ends', 'a,b\n1,2,,\n', ['a', 'b'], [[1], [2]]],
		['with the minus sign of typesetters', 'a\n\u22122.5\n', ['a'], [[-2.5]]],
		[
			'with NaN, Inf and words',
			'a,b,c\nNaN,Inf,-Infinity\n',
			['a', 'b', 'c'],
			[[none], [none], [none]]
		],
		['with 1e400', 'a\n1e400\n1\n', ['a'], [[none, 1]]],
		['with numbers of programs', 'a,b\n0x10,0b1\n', ['a', 'b'], [[none], [none]]],
		['with a formula', 'a,b\n=1+1,@SUM(A1)\n', ['a', 'b'], [[none], [none]]],
		[
			'of separators alone',
			',,\n1,2,3\n',
			['1', '2', '3'],
			[
				[none, 1],
				[none, 2],
				[none, 3]
			]
		]
	])('%s is read', async (_, text, names, columns) => {
		expect(await table(text)).toEqual({ names, columns });
	});

	test.each<[string, string | Uint8Array, RegExp]>([
		['nothing', '', /got 0 lines/],
		['headings alone', 'a,b\n', /numbers/],
		['more cells than columns', 'a,b\n1,2,3\n', /expected 2 cells in line 2, got 3/],
		['an open quote', 'a,b\n"1,2\n3,4\n', /quote .* line 2/],
		['a line break inside quotes', '"a\nb",c\n1,2\n', /quote .* line 1/],
		['digits in groups', 'a;b\n1.234,5;2\n', /groups/],
		['digits in groups and quotes', 'a,b\n"1,234,567",2\n', /groups/],
		['a million columns', `${','.repeat(1_000_000)}\n1\n`, /4096 columns/],
		['a heading of 100 000 characters', `${' ['.repeat(50_000)}x,b\n1,2\n`, /headings/],
		['3 MB without a line end', '1'.repeat(3_000_000), /characters/]
	])('with %s is refused', async (_, text, message) => {
		expect(await table(text)).toMatch(message);
	});
});

describe('choices pasted from a panel', () => {
	const items = ['红色', 'blue, dark', '第三 项'];
	test.each<[string, string, readonly number[], readonly string[]]>([
		['of both widths', '1，2;3；１', [0, 1, 2, 0], []],
		['one a line, words with a comma', 'BLUE, dark\n红色', [1, 0], []],
		['with CR LF and tabs', '1\r\n2\t3', [0, 1, 2], []],
		['outside the items', '0,4,-1,1e0,99999999999', [], ['0', '4', '-1', '1e0', '99999999999']],
		['with __proto__', '__proto__', [], ['__proto__']],
		['of nothing', ' \n,,;', [], []]
	])('%s', (_, typed, chosen, unread) => {
		expect(readChoices(typed, items)).toEqual({ chosen, unread });
		expect(countsOf(chosen, 3).reduce((sum, count) => sum + count, 0)).toBe(chosen.length);
	});

	test('of a megabyte are counted one by one', () => {
		expect(readChoices('1,'.repeat(500_000), items).chosen).toHaveLength(500_000);
	});
});
