import { posix, win32 } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { archivePath, isArchivePath } from './archive-path.ts';

test('paths of our own pass', () => {
	for (const path of [
		'recordings/chart-01.bdf',
		'report/report-v1.zh-CN.pdf',
		'protocols/rules/rights.yaml',
		'a/.hidden'
	])
		expect(archivePath(path)).toBe(path);
});

test('what leads elsewhere is refused', () => {
	const bad = [
		'',
		'/etc/passwd',
		'../x',
		'a/../../x',
		'a//b',
		'./a',
		'C:\\x',
		'C:x',
		'a\\..\\b',
		'a\0b',
		'a\nb'
	];
	for (const path of [
		...bad,
		'NUL',
		'con.txt',
		'a/aux',
		'a.',
		'a ',
		'x'.repeat(500),
		'\\\\host\\share',
		'a:stream'
	])
		expect(isArchivePath(path), JSON.stringify(path)).toBe(false);
	expect(() => archivePath('../x')).toThrow(/plain relative path/);
});

test('whatever passes stays inside, by the rules of both kinds of systems', () => {
	const part = fc.oneof(
		fc.string({ unit: 'grapheme' }),
		fc.constantFrom('..', '.', '', 'a', '\\', 'C:', '/', '~', '\0', '．．', '‥')
	);
	let passed = 0;
	fc.assert(
		fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
			const path = parts.join('/');
			if (!isArchivePath(path)) return;
			passed++;
			expect(posix.resolve('/base', path).startsWith('/base/')).toBe(true);
			expect(win32.resolve('D:\\base', path).startsWith('D:\\base\\')).toBe(true);
			expect(posix.normalize(path)).toBe(path);
		}),
		{ numRuns: 2000 }
	);
	expect(passed).toBeGreaterThan(20);
});
