/**
 * A record as one HTML file that needs nothing else: both languages below each other, Chinese first.
 *
 * @module
 */
import type { Block, RecordDocument, Section } from './blocks.ts';

const ENTITIES: Readonly<Record<string, string>> = {
	...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (one) => ENTITIES[one] ?? '');
const within = (tag: string, text: string, look = ''): string =>
	`<${tag}${look === '' ? '' : ` class="${look}"`}>${escaped(text)}</${tag}>`;

const STYLE = `body{font:11pt/1.5 "Noto Sans SC","Microsoft YaHei",sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color:#000;background:#fff}
h2{border-bottom:1px solid #000;margin-top:1.6em;font-size:1.15em}h3{font-size:1em;margin:1em 0 .3em}
dl{display:grid;grid-template-columns:minmax(8rem,14rem) 1fr;gap:.15rem 1rem}dd{margin:0;overflow-wrap:anywhere}
table{border-collapse:collapse;width:100%}th,td{border:1px solid #666;padding:.2rem .4rem;text-align:start;vertical-align:top;overflow-wrap:anywhere}
blockquote{margin:.6em 0;padding-inline-start:.8em;border-inline-start:3px solid #666;white-space:pre-wrap}
.head,.note{color:#444;font-size:.92em}.alert{border:2px solid #900;padding:.3rem .5rem;font-weight:bold}
.difference{white-space:pre-wrap}ins{background:#e3f0e3}del{background:#f6e2e2}
.line{display:flex;gap:1rem;margin:1.4rem 0}.line::after{content:"";flex:1;border-bottom:1px solid #000}`;

/**
 * The file.
 *
 * @param documents one for each language, with its BCP 47 tag
 */
export function recordHtml(
	documents: readonly { readonly locale: string; readonly document: RecordDocument }[]
): string {
	const [first] = documents;
	const parts = documents.map(
		({ locale, document: { title, subtitle, sections } }) =>
			`<article lang="${escaped(locale)}">\n${within('h1', title)}\n${within('p', subtitle, 'head')}\n` +
			`${sections.map(sectionHtml).join('\n')}\n</article>`
	);
	return [
		...['<!doctype html>', `<html lang="${escaped(first?.locale ?? '')}">`, '<head>'],
		'<meta charset="utf-8" />',
		`<title>${escaped(`${first?.document.title ?? ''} ${first?.document.subtitle ?? ''}`)}</title>`,
		...[`<style>${STYLE}</style>`, '</head>', '<body>', ...parts, '</body>', '</html>', '']
	].join('\n');
}

function sectionHtml({ title, blocks }: Section): string {
	return `<section>\n${within('h2', title)}\n${blocks.map(blockHtml).join('\n')}\n</section>`;
}

function blockHtml(block: Block): string {
	switch (block.kind) {
		case 'facts':
			return `<dl>${block.rows
				.map(([name, value]) => within('dt', name) + within('dd', value))
				.join('')}</dl>`;
		case 'text':
			return within('p', block.text, block.tone === 'plain' ? '' : block.tone);
		case 'heading':
			return within('h3', block.text);
		case 'quote':
			return (
				within('p', block.head, 'head') +
				within('blockquote', block.text) +
				block.notes.map((note) => within('p', note, 'note')).join('')
			);
		case 'difference': {
			const tags = { same: 'span', added: 'ins', removed: 'del' } as const;
			const parts = block.parts.map(({ kind, text }) => within(tags[kind], text));
			return `${within('p', block.head, 'head')}<p class="difference">${parts.join('')}</p>`;
		}
		case 'table': {
			const rows = block.rows.map(
				(row) => `<tr>${row.map((cell) => within('td', cell)).join('')}</tr>`
			);
			const head = block.head.map((cell) => within('th', cell)).join('');
			return `<table><thead><tr>${head}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
		}
		case 'code':
			return within('p', `${block.label} ${block.head}`, 'note') + within('p', block.code);
		case 'signatures':
			return block.lines.map((line) => within('p', line, 'line')).join('');
	}
}
