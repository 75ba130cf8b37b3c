/**
 * `npm test`: every check in one run. A failing step does not stop the next ones, so one run shows all.
 * Before the end the failed tests are named once more. The last line is `N passed, N failed[, N skipped]`, counted
 * from the reports of vitest and Playwright; a step without a report, or one that failed outside its tests, counts as
 * one failure.
 *
 * Plain JavaScript: on a fresh clone it starts under the machine's Node and installs the packages first.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { install, nodePath, ownEnvironment, root } from '../src/serve/prepare.mjs';
import { readReport } from './reports.mjs';

const REPORTS = join(root, 'test-results/reports');

/** @typedef {import('./reports.mjs').Report} Report */
/** @typedef {{ command: string[], report?: string, needs?: string }} Step */

/** @param {string} script */
const npm = (script) => ['npm', 'run', '--silent', script];

/**
 * @param {string} project
 * @param {string} name of the report
 * @param {string[]} [more] parts of paths, options
 */
const vitest = (project, name, more = []) => ({
	command: [
		...['vitest', 'run', '--project', project, '--reporter=default', '--reporter=json'],
		...[`--outputFile.json=${join(REPORTS, `${name}.json`)}`, ...more]
	],
	report: `${name}.json`
});

/** Tests of one process each: as many at a time as there are processors. */
const PURE = ['src', 'tests/bench', 'tests/contracts', 'tests/architecture', 'tests/validation'];
/** Tests that start programs and watch their clocks, one file after the other. */
const SYSTEM = ['tests/integration', 'tests/faults'];

/** Whole: a part of a path may stand in the folder's own name too. @param {string} folder */
const inside = (folder) => `${join(root, folder)}/`;

/** @type {Record<string, Step>} */
const steps = {
	// before anything reads what is made from messages and routes
	generate: { command: npm('generate') },
	types: { command: npm('check:types') },
	lint: { command: npm('lint') },
	format: { command: npm('format') },
	unit: vitest('node', 'unit', [
		...PURE.map(inside),
		`--maxWorkers=${String(availableParallelism())}`
	]),
	system: vitest('node', 'system', SYSTEM.map(inside)),
	browser: vitest('browser', 'browser'),
	build: { command: ['node', 'src/serve/prepare.mjs', 'build'] },
	e2e: { command: ['playwright', 'test'], report: 'e2e.json', needs: 'build' }
};

/** Steps that use one processor each and touch nothing of each other: they run side by side. */
const SIDE_BY_SIDE = ['types', 'lint', 'format'];

/**
 * @param {Step} step
 * @param {boolean} isAlone its output is seen at once; that of others when they end
 * @returns {Promise<{ status: number | null, output: Buffer }>}
 */
function spawned({ command: [command = '', ...args] }, isAlone) {
	const child = spawn(command, args, {
		cwd: root,
		env: ownEnvironment(),
		stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32'
	});
	/** @type {Buffer[]} */
	const output = [];
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (/** @type {Buffer} */ part) => output.push(part));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (status) => resolve({ status, output: Buffer.concat(output) }));
	});
}

/**
 * @param {string} name
 * @param {Step} step
 * @param {boolean} isAlone
 * @returns {Promise<Report & { ok: boolean }>}
 */
async function runStep(name, step, isAlone) {
	const head = `\n━━ ${name}: ${step.command.slice(0, 4).join(' ')}`;
	if (isAlone) console.log(head);
	const started = Date.now();
	const { status, output } = await spawned(step, isAlone);
	if (!isAlone) process.stdout.write(`${head}\n${output.toString()}`);
	const { counts, failures } = (step.report && readReport(join(REPORTS, step.report))) || {
		counts: { passed: 0, failed: 0, skipped: 0 },
		failures: []
	};
	const ok = status === 0 && counts.failed === 0;
	if (!ok && counts.failed === 0) counts.failed = 1;
	const seconds = ((Date.now() - started) / 1000).toFixed(1);
	console.log(`━━ ${name}: ${ok ? 'ok' : 'FAILED'} (${seconds} s)`);
	return { counts, failures, ok };
}

/** @param {string[]} names */
async function runAll(names) {
	const total = { passed: 0, failed: 0, skipped: 0 };
	/** @type {string[]} */
	const broken = [];
	/** @type {string[]} */
	const allFailures = [];
	const together = names.filter((name) => SIDE_BY_SIDE.includes(name));
	const rest = names.filter((name) => !SIDE_BY_SIDE.includes(name));
	const first = rest.filter((name) => name === 'generate').map((name) => [name]);
	const others = rest.filter((name) => name !== 'generate').map((name) => [name]);
	for (const group of [...first, together, ...others]) {
		const [only = ''] = group;
		const needs = steps[only]?.needs;
		if (needs && broken.includes(needs)) {
			console.log(`\n━━ ${only}: not run, because ${needs} failed`);
			broken.push(only);
			continue;
		}
		const done = await Promise.all(
			group.map(async (name) => {
				const step = steps[name];
				if (!step) throw new Error(`no step "${name}": there are ${Object.keys(steps).join(', ')}`);
				return { name, ...(await runStep(name, step, group.length === 1)) };
			})
		);
		for (const { name, ok, counts, failures } of done) {
			total.passed += counts.passed;
			total.failed += counts.failed;
			total.skipped += counts.skipped;
			allFailures.push(...failures);
			if (!ok) broken.push(name);
		}
	}
	// said again at the end: whoever sees only the last lines of a run learns what failed
	for (const failure of allFailures) console.log(`\n${failure}`);
	if (broken.length > 0) console.log(`\nFailed steps: ${broken.join(', ')}`);
	return total;
}

install();
nodePath();
rmSync(REPORTS, { recursive: true, force: true });
mkdirSync(REPORTS, { recursive: true });
const chosen = process.argv.slice(2);
const total = await runAll(chosen.length > 0 ? chosen : Object.keys(steps));
const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
console.log(`\n${total.passed} passed, ${total.failed} failed${skipped}`);
process.exitCode = total.failed > 0 ? 1 : 0;
