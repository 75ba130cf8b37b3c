import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Block, RecordDocument } from './blocks.ts';
import { recordHtml } from './record-html.ts';

const blocksOf = (text: string): readonly Block[] => [
	{ kind: 'facts', rows: [[text, text]] },
	{ kind: 'text', text, tone: 'alert' },
	{ kind: 'heading', text },
	{ kind: 'quote', head: text, text, notes: [text] },
	{ kind: 'difference', head: text, parts: [{ kind: 'added', text }] },
	{ kind: 'table', head: [text], rows: [[text]] },
	{ kind: 'signatures', lines: [text] }
];
const documentOf = (text: string): RecordDocument => ({
	...{ title: text, subtitle: text, sections: [{ title: text, blocks: blocksOf(text) }] }
});
const htmlOf = (text: string): string =>
	recordHtml([{ locale: 'zh-CN', document: documentOf(text) }]);
const tagsOf = (html: string): string[] => html.match(/<[^>]*>/g) ?? [];

test('is one file that asks for nothing from elsewhere, both languages in it', () => {
	const html = recordHtml([
		{ locale: 'zh-CN', document: documentOf('讯问') },
		{ locale: 'en', document: documentOf('interview') }
	]);
	expect(html.startsWith('<!doctype html>')).toBe(true);
	expect(html).toContain('<article lang="zh-CN">');
	expect(html).toContain('<article lang="en">');
	expect(html).not.toMatch(/<(script|link|img|iframe)|https?:|url\(/);
});

test('whatever somebody said is text and never a tag', () => {
	const tags = tagsOf(htmlOf('x'));
	fc.assert(
		fc.property(
			fc.oneof(
				fc.string(),
				fc.constantFrom('<script>alert(1)</script>', '"><img src=x onerror=1>', '&amp;', "'</p>")
			),
			(said) => {
				expect(tagsOf(htmlOf(said))).toEqual(tags);
			}
		)
	);
});
