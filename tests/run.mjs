/**
 * `npm test`: every check in one run. A failing step does not stop the next ones, so one run shows all.
 * The last line is `N passed, N failed[, N skipped]`, counted from the reports of vitest and Playwright;
 * a step without a report, or one that failed outside its tests, counts as one failure.
 *
 * Plain JavaScript: on a fresh clone it starts under the machine's Node and installs the packages first.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, nodePath, ownEnvironment, root } from '../src/serve/prepare.mjs';

const REPORTS = join(root, 'test-results/reports');

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */
/** @typedef {{ command: string[], report?: string, needs?: string }} Step */

/** @param {string} script */
const npm = (script) => ['npm', 'run', '--silent', script];

/** @param {string} project */
const vitest = (project) => ({
	command: [
		...['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json'],
		`--outputFile.json=${join(REPORTS, `${project}.json`)}`
	],
	report: `${project}.json`
});

/** @type {Record<string, Step>} */
const steps = {
	types: { command: npm('check') },
	lint: { command: npm('lint') },
	format: { command: npm('format') },
	unit: vitest('node'),
	browser: vitest('browser'),
	build: { command: ['node', 'src/serve/prepare.mjs', 'build'] },
	e2e: { command: ['playwright', 'test'], report: 'e2e.json', needs: 'build' }
};

/**
 * @param {string} report file name in the folder of reports
 * @returns {Counts | null} `null` when the step left no report
 */
function countsIn(report) {
	try {
		const content = JSON.parse(readFileSync(join(REPORTS, report), 'utf8'));
		return content.stats ? playwrightCounts(content) : vitestCounts(content);
	} catch {
		return null;
	}
}

/** @param {{ stats: { expected: number, flaky: number, unexpected: number, skipped: number } }} content */
function playwrightCounts({ stats }) {
	return { passed: stats.expected + stats.flaky, failed: stats.unexpected, skipped: stats.skipped };
}

/** @param {{ testResults: { status: string, assertionResults: { status: string }[] }[] }} content */
function vitestCounts({ testResults }) {
	const counts = { passed: 0, failed: 0, skipped: 0 };
	for (const { status, assertionResults } of testResults) {
		const failed = assertionResults.filter((test) => test.status === 'failed').length;
		const passed = assertionResults.filter((test) => test.status === 'passed').length;
		counts.passed += passed;
		counts.skipped += assertionResults.length - passed - failed;
		// a file that cannot be loaded has no tests to count
		counts.failed += status === 'failed' ? Math.max(failed, 1) : failed;
	}
	return counts;
}

/**
 * @param {string} name
 * @param {Step} step
 * @returns {Counts & { ok: boolean }}
 */
function runStep(name, step) {
	console.log(`\n━━ ${name}: ${step.command.slice(0, 4).join(' ')}`);
	const started = Date.now();
	const [command = '', ...args] = step.command;
	const { status } = spawnSync(command, args, {
		cwd: root,
		env: ownEnvironment(),
		stdio: 'inherit',
		shell: process.platform === 'win32'
	});
	const counts = (step.report && countsIn(step.report)) || { passed: 0, failed: 0, skipped: 0 };
	const ok = status === 0 && counts.failed === 0;
	if (!ok && counts.failed === 0) counts.failed = 1;
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	console.log(`━━ ${name}: ${ok ? 'ok' : 'FAILED'} (${seconds} s)`);
	return { ...counts, ok };
}

/** @param {string[]} names */
function runAll(names) {
	const total = { passed: 0, failed: 0, skipped: 0 };
	/** @type {string[]} */
	const broken = [];
	for (const name of names) {
		const step = steps[name];
		if (!step) throw new Error(`no step "${name}": there are ${Object.keys(steps).join(', ')}`);
		if (step.needs && broken.includes(step.needs)) {
			console.log(`\n━━ ${name}: not run, because ${step.needs} failed`);
			broken.push(name);
			continue;
		}
		const { ok, passed, failed, skipped } = runStep(name, step);
		total.passed += passed;
		total.failed += failed;
		total.skipped += skipped;
		if (!ok) broken.push(name);
	}
	if (broken.length > 0) console.log(`\nFailed steps: ${broken.join(', ')}`);
	return total;
}

install();
nodePath();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const chosen = process.argv.slice(2);
const total = runAll(chosen.length > 0 ? chosen : Object.keys(steps));
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
