/** The assurance papers: kept as the command makes them, and every test and file they name is there. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import {
	LONGEST_PASSWORD,
	LONGEST_SESSION_S,
	SHORTEST_PASSWORD
} from '#lib/server/accounts/auth.ts';
import { LOCK_AFTER_MS } from '#lib/server/accounts/idle.ts';
import { ACCOUNT_RULE } from '#lib/server/accounts/throttle.ts';
import { LARGEST_REQUEST } from '#lib/server/http.ts';
import { LARGEST_MEDIA } from '#lib/server/media/media-files.ts';
import { MOST_LINES } from '#lib/server/operations/security-log.ts';
import { numbersOf } from './asvs-numbers.ts';
import { missingOf, readAsvs, readThreats } from './claims.ts';
import { papers } from './papers.ts';

test.each(Object.entries(papers))('%s is what `npm run assurance` makes', (name, make) => {
	const kept = readFileSync(join(import.meta.dirname, name), 'utf8');
	// whole texts side by side would fill the screen
	expect(kept === make()).toBe(true);
});

describe('the threat model', () => {
	const threats = readThreats();

	test('has all twenty threats once, in order', () => {
		expect(threats.map(({ id }) => id)).toEqual(Array.from({ length: 20 }, (_, i) => `T${i + 1}`));
	});

	test('names files and tests that are there', () => {
		const claims = threats.flatMap(({ files, tests }) => [...files, ...tests]);
		expect(claims.flatMap((claim) => missingOf(claim) ?? [])).toEqual([]);
	});

	test('calls held only what a test shows, and says what else is missing', () => {
		const untrue = threats.filter(({ state, tests, missing }) =>
			state === 'held' ? tests.length === 0 || missing !== undefined : missing === undefined
		);
		expect(untrue.map(({ id }) => id)).toEqual([]);
	});
});

describe('the ASVS sheet', () => {
	const items = readAsvs();

	test('has each requirement once, in order', () => {
		const ids = items.map(({ id }) => id);
		expect(new Set(ids).size).toBe(ids.length);
		const number = (id: string): number =>
			id.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0);
		expect(ids).toEqual(ids.toSorted((a, b) => number(a) - number(b)));
	});

	test('has the numbers and levels of the standard, all of levels 1 and 2 and no others', () => {
		expect([numbersOf(1).length, numbersOf(2).length]).toEqual([70, 183]);
		for (const level of [1, 2] as const)
			expect(items.filter((one) => one.level === level).map(({ id }) => id)).toEqual(
				numbersOf(level)
			);
	});

	test('names tests that are there', () => {
		const claims = items.flatMap(({ tests = [] }) => tests);
		expect(claims.length).toBeGreaterThan(30);
		expect(claims.flatMap((claim) => missingOf(claim) ?? [])).toEqual([]);
	});

	test('says why where a requirement is not met or does not apply', () => {
		const bare = items.filter(({ state, note, tests = [] }) =>
			state === 'met' ? note === undefined && tests.length === 0 : note === undefined
		);
		expect(bare.map(({ id }) => id)).toEqual([]);
	});
});

test('a name no test has is found missing', () => {
	expect(missingOf('tests/assurance/no-such.test.ts › x')).not.toBeNull();
	expect(missingOf(['tests/integration/web.test.ts', 'no such test'].join(' › '))).not.toBeNull();
	expect(missingOf('src/lib/server/http.ts')).toBeNull();
});

test('the notes on data protection say the same in Chinese and in English', () => {
	const text = readFileSync(join(import.meta.dirname, 'data-protection.md'), 'utf8');
	const [chinese = '', english = ''] = text.split('# Data protection');
	const headings = (part: string): number => part.split('\n## ').length;
	expect(headings(chinese)).toBe(headings(english));
	for (const article of ['28', '34', '35', '36', '47', '51', '55', '56', '57']) {
		expect(chinese).toMatch(new RegExp(`第[^。；：]*${article}[^。；：]*条`));
		expect(english).toMatch(new RegExp(`articles? [^.:]*${article}`, 'i'));
	}
});

describe('the security notes', () => {
	const text = readFileSync(join(import.meta.dirname, 'security.md'), 'utf8');
	const [chinese = '', english = ''] = text.split('# Security notes');

	test('say the same in Chinese and in English', () => {
		const rows = (part: string): number => part.split('\n| ').length;
		const headings = (part: string): number => part.split('\n## ').length;
		expect([headings(chinese), rows(chinese)]).toEqual([headings(english), rows(english)]);
	});

	test('give the figures of the program', () => {
		const { free, firstWaitMs, longestWaitMs } = ACCOUNT_RULE;
		const minutes = (ms: number): number => ms / 60_000;
		for (const figure of [
			...[`${SHORTEST_PASSWORD} to ${LONGEST_PASSWORD} characters`, `${free} failures`],
			`from ${firstWaitMs / 1000} seconds to ${minutes(longestWaitMs)} minutes`,
			...[`after ${minutes(LOCK_AFTER_MS)} minutes`, `after ${LONGEST_SESSION_S / 3600} hours`],
			...[`whole request ${LARGEST_REQUEST / 2 ** 20} MiB`, `${LARGEST_MEDIA / 1e6} MB`],
			`${MOST_LINES} lines a minute`
		])
			expect(english).toContain(figure);
		for (const figure of [
			...[`${SHORTEST_PASSWORD} 至 ${LONGEST_PASSWORD} 个字符`, `错 ${free} 次以内`],
			`${firstWaitMs / 1000} 秒起，最长 ${minutes(longestWaitMs)} 分钟`,
			...[`${minutes(LOCK_AFTER_MS)} 分钟无操作锁屏`, `${LONGEST_SESSION_S / 3600} 小时后`],
			...[`整个请求 ${LARGEST_REQUEST / 2 ** 20} MiB`, `${LARGEST_MEDIA / 1e6} MB`],
			`每分钟最多 ${MOST_LINES} 行`
		])
			expect(chinese).toContain(figure);
	});
});
