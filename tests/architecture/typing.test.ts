/** What a browser itself writes to its disk: what was typed into fields, and titles of pages in its history. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse, type AST } from 'svelte/compiler';
import { expect, test } from 'vitest';

const components = readdirSync('src', { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.svelte'))
	.map((file) => ({ file, source: readFileSync(`src/${file}`, 'utf8') }))
	.filter(({ source }) => /<(input|textarea|title)\b/.test(source))
	.map((one) => ({ ...one, elements: elementsOf(one.source) }));

/** Nothing is typed into these. */
const NOT_TYPED =
	/^(checkbox|radio|hidden|file|range|submit|button|number|date|time|datetime-local)$/;

function elementsOf(source: string): AST.ElementLike[] {
	const found: AST.ElementLike[] = [];
	const walk = (node: unknown): void => {
		if (node === null || typeof node !== 'object') return;
		if ('type' in node && 'name' in node && 'attributes' in node)
			found.push(node as AST.ElementLike);
		for (const value of Object.values(node))
			if (Array.isArray(value)) value.forEach(walk);
			else walk(value);
	};
	walk(parse(source, { modern: true }).fragment);
	return found;
}

function attribute({ attributes }: AST.ElementLike, name: string): AST.Attribute | undefined {
	return attributes.filter((one) => one.type === 'Attribute').find((one) => one.name === name);
}

function isTyped(element: AST.ElementLike): boolean {
	const value = attribute(element, 'type')?.value;
	const text = Array.isArray(value) ? value[0] : undefined;
	return !(text?.type === 'Text' && NOT_TYPED.test(text.data));
}

test('no browser keeps what is typed, for completing or for restoring: every field says so', () => {
	const bare = components.flatMap(({ file, source, elements }) =>
		elements
			.filter(({ name }) => name === 'input' || name === 'textarea')
			.filter((element) => isTyped(element) && attribute(element, 'autocomplete') === undefined)
			.map(({ start }) => `${file}:${source.slice(0, start).split('\n').length}`)
	);
	expect(components.length).toBeGreaterThan(30);
	expect(bare).toEqual([]);
});

test('no title names a case: browsers keep titles in their history', () => {
	const titles = components.flatMap(({ file, source, elements }) =>
		elements
			.filter(({ name }) => name === 'title')
			.map(({ start, end }) => ({ file, text: source.slice(start, end) }))
	);
	expect(titles.length).toBeGreaterThan(30);
	expect(titles.filter(({ text }) => /\bcase\.|\.number\b|subtitle/.test(text))).toEqual([]);
});
