/**
 * `npm run faults`: runs the tests of all faults and writes `tests/faults/RESULTS.md` and `.json`. With `--long` also
 * the load programs of tests/load. With `--check` runs nothing and judges the records there are (`npm test` does);
 * `--kept` makes the table of them, too.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { arch, availableParallelism, cpus, loadavg, platform } from 'node:os';
import { join, resolve } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { ownEnvironment } from '../../src/serve/prepare.mjs';
import { faultList } from './fault-list.ts';
import { markdownOf, problemsOf, readRecords, rowsOf } from './fault-table.ts';

const root = resolve(import.meta.dirname, '../..');
/** The same folder as tests/run.mjs names. */
const RECORDS = join(root, 'test-results/reports/faults');
const isLong = process.argv.includes('--long');
const isKept = process.argv.includes('--kept');
const isCheck = isKept || process.argv.includes('--check');

/** Vitest over the fault tests, and the load program when it is asked for. */
function measure(): number {
	rmSync(RECORDS, { recursive: true, force: true });
	const environment = {
		...ownEnvironment(),
		JINGWEI_FAULT_RECORDS: RECORDS,
		...(isLong && { JINGWEI_FAULTS_LONG: '1' })
	};
	const outside = faultList
		.flatMap(({ by }) => by)
		.filter((path) => path.endsWith('.test.ts') && !path.startsWith('tests/faults/'));
	const runs = [['vitest', 'run', '--project', 'node', 'tests/faults/', ...new Set(outside)]];
	if (isLong && existsSync(join(root, 'tests/load/main.ts')))
		for (const what of ['', 'soak'])
			runs.push(['node', 'tests/load/main.ts', what].filter(Boolean));
	const options = { cwd: root, stdio: 'inherit', env: environment } as const;
	const codes = runs.map(
		([command = '', ...args]) => spawnSync(command, args, options).status ?? 1
	);
	return Math.max(...codes);
}

async function write(rows: ReturnType<typeof rowsOf>): Promise<void> {
	const machine = `${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}, ${platform()} ${arch()}`;
	const load = loadavg()
		.map((one) => one.toFixed(1))
		.join(' ');
	const measured = { measuredUtc: new Date().toISOString(), machine, load, isLong };
	const where = `Measured ${measured.measuredUtc} on ${machine}, Node ${process.version}; load ${load}.`;
	const path = join(root, 'tests/faults/RESULTS.md');
	const options = { ...(await resolveConfig(path)), filepath: path };
	writeFileSync(path, await format(markdownOf(rows, where), options));
	const json = path.replace(/md$/, 'json');
	const text = JSON.stringify({ ...measured, rows });
	writeFileSync(json, await format(text, { ...options, filepath: json }));
}

const code = isCheck ? 0 : measure();
const rows = rowsOf(faultList, readRecords(RECORDS));
if (!isCheck || isKept) await write(rows);
// on a machine that lacks something a fault stays unmeasured; where it is required that is a failure
const isStrict = !isCheck || (process.env['JINGWEI_REQUIRE'] ?? '').split(',').includes('faults');
const problems = problemsOf(faultList, rows, isLong).filter(
	(problem) => isStrict || !problem.endsWith('no record')
);
for (const { id, verdict, title } of rows) console.log(`${id} ${verdict.padEnd(12)} ${title}`);
for (const problem of problems) console.error(`✗ ${problem}`);
process.exitCode = problems.length > 0 || code !== 0 ? 1 : 0;
