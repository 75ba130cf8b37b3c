/**
 * What the reports of vitest and Playwright say: how many tests passed, and which failed and why.
 *
 * @module
 */
import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ counts: Counts, failures: string[] }} Report a failure is `file > name` and the message under it */
/** @typedef {{ status: string, fullName: string, failureMessages?: string[] }} VitestTest */
/** @typedef {{ status: string, name: string, message?: string, assertionResults: VitestTest[] }} VitestFile */
/** @typedef {{ status?: string, errors?: { message?: string }[] }} PlaywrightResult */
/** @typedef {{ title: string, file: string, ok: boolean, tests: { results: PlaywrightResult[] }[] }} PlaywrightSpec */
/** @typedef {{ specs?: PlaywrightSpec[], suites?: PlaywrightSuite[] }} PlaywrightSuite */
/** @typedef {{ expected: number, flaky: number, unexpected: number, skipped: number }} PlaywrightStats */

/** Lines of a message that are shown. */
const LINES = 12;

/**
 * @param {string} path of a JSON report
 * @returns {Report | null} `null` when there is none that can be read: the step ended before it was written
 */
export function readReport(path) {
	try {
		const content = JSON.parse(readFileSync(path, 'utf8'));
		return content.stats ? fromPlaywright(content) : fromVitest(content);
	} catch {
		return null;
	}
}

/** @param {{ testResults: VitestFile[] }} content */
function fromVitest({ testResults }) {
	const counts = { passed: 0, failed: 0, skipped: 0 };
	/** @type {string[]} */
	const failures = [];
	for (const { status, name, message, assertionResults } of testResults) {
		const failed = assertionResults.filter((test) => test.status === 'failed');
		const passed = assertionResults.filter((test) => test.status === 'passed').length;
		counts.passed += passed;
		counts.skipped += assertionResults.length - passed - failed.length;
		// a file that cannot be loaded has no tests to count
		counts.failed += status === 'failed' ? Math.max(failed.length, 1) : failed.length;
		for (const test of failed)
			failures.push(failureText(`${name} > ${test.fullName}`, test.failureMessages ?? []));
		if (status === 'failed' && failed.length === 0)
			failures.push(failureText(name, message ? [message] : []));
	}
	return { counts, failures };
}

/** @param {{ stats: PlaywrightStats, suites: PlaywrightSuite[] }} content */
function fromPlaywright({ stats, suites }) {
	return {
		counts: {
			passed: stats.expected + stats.flaky,
			failed: stats.unexpected,
			skipped: stats.skipped
		},
		failures: suites
			.flatMap(specsOf)
			.filter(({ ok }) => !ok)
			.map(({ file, title, tests }) => {
				const errors = tests.flatMap(({ results }) => results.flatMap((one) => one.errors ?? []));
				return failureText(
					`${file} > ${title}`,
					errors.map(({ message }) => message ?? '')
				);
			})
	};
}

/**
 * @param {PlaywrightSuite} suite
 * @returns {PlaywrightSpec[]}
 */
function specsOf({ specs = [], suites = [] }) {
	return [...specs, ...suites.flatMap(specsOf)];
}

/**
 * @param {string} name
 * @param {string[]} messages
 */
function failureText(name, messages) {
	const lines = messages.join('\n').split('\n').slice(0, LINES);
	return [`✗ ${name}`, ...lines.map((line) => `    ${line}`)].join('\n');
}
