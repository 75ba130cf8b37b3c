/** File habits a linter cannot see: names, tests beside code, size over the whole tree, languages. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { isMap, isSeq, parseAllDocuments, type Node } from 'yaml';

const BANNED =
	/(^|[/])(utils?|helpers?|common|services?|stores?|managers?)([/.]|$)|(^|[/])types[/]/;
const LARGEST = { ts: 200, svelte: 150, test: 300 };
const LARGEST_MEDIAN = 80;
const MESSAGES = 'src/messages';

const listed = (folder: string, ending: RegExp): string[] =>
	existsSync(folder)
		? readdirSync(folder, { recursive: true, encoding: 'utf8' })
				.map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
				.filter((file) => ending.test(file))
		: [];

const files = [...listed('src', /[.](ts|svelte)$/), ...listed('tests', /[.]ts$/)].filter(
	(file) => !file.startsWith('src/lib/paraglide/') && !file.endsWith('.d.ts')
);
const isTest = (file: string): boolean => /[.](test|bench)[.]ts$/.test(file);
const code = files.filter((file) => file.startsWith('src/') && !isTest(file));

/** Lines that are neither blank nor comment. */
function codeLines(file: string): number {
	const text = readFileSync(file, 'utf8').replace(/^\s*(\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->)/gm, '');
	return text.split('\n').filter((line) => !/^\s*(\/\/.*)?$/.test(line)).length;
}

function tooLarge(file: string): boolean {
	const kind = isTest(file) ? 'test' : file.endsWith('.svelte') ? 'svelte' : 'ts';
	return codeLines(file) > LARGEST[kind];
}

describe('names', () => {
	test('TypeScript files are kebab-case', () => {
		const good = /^[+]?[a-z0-9]+([-.][a-z0-9]+)*[.]ts$/;
		const named = files.filter((file) => file.endsWith('.ts'));
		expect(named.filter((file) => !good.test(basename(file)))).toEqual([]);
	});

	test('components are PascalCase', () => {
		const good = /^([+](page|layout|error)(@.*)?|[A-Z][A-Za-z0-9]*)[.]svelte$/;
		const named = files.filter((file) => file.endsWith('.svelte'));
		expect(named.filter((file) => !good.test(basename(file)))).toEqual([]);
	});

	test('no file or folder has a name that says nothing', () => {
		expect(files.filter((file) => BANNED.test(file))).toEqual([]);
	});
});

test('every device and scoring method has a test beside it', () => {
	const plugins = code.filter((file) =>
		/^src\/lib\/(devices|scoring)\/(?!registry|types)[^/]+[.]ts$/.test(file)
	);
	expect(plugins.filter((file) => !files.includes(file.replace(/[.]ts$/, '.test.ts')))).toEqual([]);
});

describe('size', () => {
	test('no file is too large', () => {
		expect(files.filter(tooLarge).map((file) => `${file}: ${String(codeLines(file))}`)).toEqual([]);
	});

	test('half of all files stay under 80 lines', () => {
		const sizes = code.map(codeLines).toSorted((a, b) => a - b);
		expect(sizes[sizes.length >> 1] ?? 0).toBeLessThan(LARGEST_MEDIAN);
	});
});

describe('languages', () => {
	const keysOf = (file: string): string[] =>
		Object.keys(JSON.parse(readFileSync(file, 'utf8')) as object)
			.filter((key) => key !== '$schema')
			.toSorted();
	const areas = existsSync(MESSAGES) ? readdirSync(MESSAGES) : [];

	test.each(areas)('messages of %s: every key in Chinese and in English', (area) => {
		const chinese = keysOf(`${MESSAGES}/${area}/zh-CN.json`);
		expect(keysOf(`${MESSAGES}/${area}/en.json`)).toEqual(chinese);
		expect(chinese.filter((key) => !key.startsWith(`${area}_`))).toEqual([]);
	});

	test('every area is known to the compiler', () => {
		const settings = readFileSync('project.inlang/settings.json', 'utf8');
		expect(areas.filter((area) => !settings.includes(`${MESSAGES}/${area}/{locale}.json`))).toEqual(
			[]
		);
	});

	test('protocols say everything in Chinese and in English', () => {
		const protocols = listed('protocols', /[.]ya?ml$/);
		expect(protocols.flatMap((file) => oneLanguage(file))).toEqual([]);
	});
});

/** Places in a YAML file that have `zh` without `en` or the reverse. */
function oneLanguage(file: string): string[] {
	const found: string[] = [];
	const visit = (node: Node | null | undefined, path: string): void => {
		if (isSeq<Node>(node))
			node.items.forEach((item, index) => {
				visit(item, `${path}[${String(index)}]`);
			});
		if (!isMap<unknown, Node>(node)) return;
		if (node.has('zh') !== node.has('en')) found.push(`${file}: ${path || 'top'}`);
		for (const { key, value } of node.items) visit(value, `${path}.${String(key)}`);
	};
	for (const document of parseAllDocuments(readFileSync(file, 'utf8')))
		if ('contents' in document) visit(document.contents, '');
	return found;
}
