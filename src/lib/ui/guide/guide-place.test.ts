import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { guideFor } from './guide-place.ts';
import { pictureUrl } from './guide-pictures.ts';
import { chapters } from './guide-text.ts';

const root = resolve(import.meta.dirname, '../../../..');

test('a page leads to the chapter that names most of its address', () => {
	const some = [
		{ id: 'cases', title: { zh: '案', en: 'c' }, parts: [], pages: ['/cases'] },
		{
			id: 'live',
			title: { zh: '测', en: 'l' },
			parts: [],
			pages: ['/cases/*/sessions/*/formal-test']
		}
	];
	expect(guideFor('/cases/7/sessions/9/formal-test', some)).toBe('/guide/live');
	expect(guideFor('/cases/7', some)).toBe('/guide/cases');
	expect(guideFor('/', some)).toBe('/guide');
	expect(guideFor('/caseload', some)).toBe('/guide');
});

test('each of the six steps has its chapter', () => {
	const steps = [
		...['case-psychology', 'question-drafting', 'pre-test-interview'],
		...['formal-test', 'chart-analysis', 'post-test-interview']
	];
	const places = steps.map((step) => guideFor(`/cases/a/sessions/b/${step}`, chapters));
	expect(new Set(places).size).toBe(6);
	expect(places).not.toContain('/guide');
});

test('chapters have names of their own', () => {
	expect(new Set(chapters.map(({ id }) => id)).size).toBe(chapters.length);
});

test('every picture is there in both languages, is WebP, and none lies about unused', () => {
	const named = chapters.flatMap(({ parts }) =>
		parts.flatMap((part) => (part.kind === 'picture' ? [part.name] : []))
	);
	const wanted = named.flatMap((name) =>
		(['zh-CN', 'en'] as const).map((locale) => pictureUrl(name, locale))
	);
	const files = wanted.map((url) => join(root, 'static', url));
	expect(files.filter((file) => !existsSync(file))).toEqual([]);
	for (const file of files) expect(readFileSync(file).toString('latin1', 8, 12)).toBe('WEBP');
	const kept = readdirSync(join(root, 'static/guide')).filter((name) => name.endsWith('.webp'));
	expect(kept.filter((name) => !wanted.includes(`/guide/${name}`))).toEqual([]);
});
