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
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { install, nodePath, ownEnvironment, root } from '../src/serve/prepare.mjs';
import { readReport } from './reports.mjs';

const REPORTS = join(root, 'test-results/reports');

/** Lines of a failed step that are shown again at the end. */
const LAST_LINES = 40;

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

/** Tests that keep nothing between files: every module is loaded once and not for each file anew, 3 s of a processor. */
const SHARED = '--no-isolate';

/** Tests that wait for nothing but their own work: as many at a time as there are processors. */
const PURE = [
	...[
		'src',
		'tests/architecture',
		'tests/assurance',
		'tests/bench',
		'tests/cli',
		'tests/contracts'
	],
	...['tests/database', 'tests/validation']
];
/** Tests that start programs and watch their clocks, one file after the other. */
const SYSTEM = ['tests/integration'];
/** The same, of the recorder. */
const RECORDER = ['tests/faults'];
/** They may wait long for a processor: those that watch clocks go first. */
const PATIENT = ['--testTimeout=120000', '--hookTimeout=120000'];

/** Whole: a part of a path may stand in the folder's own name too. @param {string} folder */
const inside = (folder) => `${join(root, folder)}/`;

/** @type {Record<string, Step>} */
const steps = {
	// before anything reads what is made from messages and routes
	generate: { command: npm('generate') },
	build: { command: ['node', 'src/serve/prepare.mjs', 'build'] },
	types: { command: npm('check:types') },
	lint: { command: npm('lint') },
	format: { command: npm('format') },
	unit: vitest('node', 'unit', [...PURE.map(inside), SHARED, ...PATIENT]),
	system: vitest('node', 'system', [...SYSTEM.map(inside), SHARED]),
	recorder: vitest('node', 'recorder', [...RECORDER.map(inside), SHARED]),
	// two pages at a time: each waits for its own frames half of the time
	browser: vitest('browser', 'browser', ['--maxWorkers=2']),
	e2e: { command: ['playwright', 'test'], report: 'e2e.json', needs: 'build' },
	// what the steps before measured of each fault
	faults: { command: ['node', 'tests/faults/run.ts', '--check'] }
};

/**
 * What runs when: groups one after the other, the lanes of a group side by side, each in its order.
 *
 * A build, and every start of vitest, may write the types of all routes anew: whatever reads them has a group of its own.
 * Programs that watch clocks wait a third of their time, which pure tests fill. Pages that watch frames run alone.
 */
const GROUPS = [
	...[[['generate']], [['build']]],
	[['types'], ['lint', 'format']],
	[['system'], ['recorder'], ['unit']],
	...[[['browser']], [['e2e']], [['faults']]]
];

/** Steps that get a processor when no other step wants it. */
const YIELDING = ['unit'];

/**
 * The groups with the chosen steps only.
 *
 * @param {string[]} names
 * @returns {string[][][]} groups of lanes of steps
 * @throws when there is no step of a name
 */
function groupsOf(names) {
	for (const name of names) stepOf(name);
	return GROUPS.map((lanes) =>
		lanes
			.map((lane) => lane.filter((name) => names.includes(name)))
			.filter((lane) => lane.length > 0)
	).filter((lanes) => lanes.length > 0);
}

/** @param {string} name */
function stepOf(name) {
	const step = steps[name];
	if (!step) throw new Error(`no step "${name}": there are ${Object.keys(steps).join(', ')}`);
	return step;
}

/**
 * Node keeps what it compiled: hundreds of processes are started, and half of what the start of one costs is reading the
 * same types away again.
 *
 * @param {Step} step
 * @param {{ isAlone: boolean, isYielding: boolean }} how output of one alone is seen at once, that of others when they end
 * @returns {Promise<{ status: number | null, output: Buffer }>}
 */
function spawned({ command: [command = '', ...args] }, { isAlone, isYielding }) {
	const child = spawn(command, args, {
		cwd: root,
		env: {
			...ownEnvironment(),
			JINGWEI_FAULT_RECORDS: join(REPORTS, 'faults'),
			NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/compiled')
		},
		stdio: isAlone ? 'inherit' : ['ignore', 'pipe', 'pipe'],
		shell: process.platform === 'win32'
	});
	if (isYielding && child.pid !== undefined)
		setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL);
	/** @type {Buffer[]} */
	const output = [];
	for (const stream of [child.stdout, child.stderr])
		stream?.on('data', (/** @type {Buffer} */ part) => output.push(part));
	return new Promise((resolve, reject) => {
		child.on('error', reject);
		child.on('close', (status) => resolve({ status, output: Buffer.concat(output) }));
	});
}

/** What a step without a report said last. @param {string} output */
const lastLines = (output) => output.trimEnd().split('\n').slice(-LAST_LINES).join('\n');

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
	const { status, output } = await spawned(step, {
		isAlone,
		isYielding: !isAlone && YIELDING.includes(name)
	});
	if (!isAlone) process.stdout.write(`${head}\n${output.toString()}`);
	const { counts, failures } = (step.report && readReport(join(REPORTS, step.report))) || {
		counts: { passed: 0, failed: 0, skipped: 0 },
		failures: []
	};
	const ok = status === 0 && counts.failed === 0;
	if (!ok && counts.failed === 0) {
		counts.failed = 1;
		failures.push(`✗ ${name}\n${lastLines(output.toString())}`);
	}
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
	for (const lanes of groupsOf(names))
		await Promise.all(
			lanes.map(async (lane) => {
				for (const name of lane) {
					const step = stepOf(name);
					if (step.needs && broken.includes(step.needs)) {
						console.log(`\n━━ ${name}: not run, because ${step.needs} failed`);
						broken.push(name);
						continue;
					}
					const { ok, counts, failures } = await runStep(name, step, lanes.length === 1);
					total.passed += counts.passed;
					total.failed += counts.failed;
					total.skipped += counts.skipped;
					allFailures.push(...failures);
					if (!ok) broken.push(name);
				}
			})
		);
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
