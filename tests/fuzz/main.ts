/**
 * Coverage-guided fuzzing: `npm run fuzz [target|all|seeds] [seconds]`, a tool for nights, never a gate.
 *
 * A target is bundled, instrumented and fed by libFuzzer (jazzer.js) from the corpus in `tests/corpus/TARGET`; inputs that
 * reach something new are kept below `test-results/fuzz`, an input that breaks a promise is written to
 * `tests/corpus/TARGET/crash-…`, where the unit tests find it from then on.
 *
 * @module
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { build } from 'vite';
import { writeSeeds } from './seeds.ts';
import { targetNames } from './targets.ts';

const root = resolve(import.meta.dirname, '../..');
const work = join(root, 'test-results/fuzz');
const DEFAULT_SECONDS = 60;
/** An input that takes longer has too many steps [s]. */
const LONGEST_INPUT_S = 10;
/** Largest input tried [bytes]. */
const LARGEST_INPUT = 65_536;
/** Above this a target keeps too much [MB]. */
const MOST_MEMORY_MB = 2048;

/** One module of plain JavaScript, so that every branch of it can be counted. */
async function bundled(): Promise<string> {
	await build({
		...{ root, configFile: false, logLevel: 'error' },
		// packages too: their branches are reached by our inputs
		ssr: { noExternal: true },
		build: {
			ssr: join(root, 'tests/fuzz/targets.ts'),
			outDir: work,
			emptyOutDir: false,
			minify: false,
			rolldownOptions: { output: { format: 'cjs', entryFileNames: 'targets.cjs' } }
		}
	});
	return join(work, 'targets.cjs');
}

function run(target: string, module: string, seconds: number): boolean {
	const seeds = join(root, 'tests/corpus', target);
	const found = join(work, target);
	mkdirSync(found, { recursive: true });
	mkdirSync(seeds, { recursive: true });
	const options = [
		...[`-max_total_time=${seconds}`, `-timeout=${LONGEST_INPUT_S}`, `-max_len=${LARGEST_INPUT}`],
		...[`-rss_limit_mb=${MOST_MEMORY_MB}`, `-artifact_prefix=${seeds}/`, '-print_final_stats=1']
	];
	const jazzer = join(root, 'node_modules/@jazzer.js/core/dist/cli.js');
	const mode = target === 'csv' ? [] : ['--sync'];
	const how = ['-f', target, '-i', 'targets.cjs', '-e', 'node_modules', ...mode, '--', ...options];
	// of the two folders the one that is named first receives what is found
	const { status } = spawnSync(process.execPath, [jazzer, module, found, seeds, ...how], {
		...{ cwd: root, stdio: 'inherit' }
	});
	const kept = readdirSync(found).length;
	console.log(
		`${target}: ${status === 0 ? 'nothing found' : 'FOUND'}, ${kept} inputs reach something new`
	);
	return status === 0;
}

const [asked = 'all', given] = process.argv.slice(2);
if (asked === 'seeds') writeSeeds(join(root, 'tests/corpus'));
else {
	const targets = asked === 'all' ? targetNames : targetNames.filter((name) => name === asked);
	if (targets.length === 0)
		throw new Error(`expected one of ${targetNames.join(', ')}, got ${asked}`);
	const module = await bundled();
	const results = targets.map((target) => run(target, module, Number(given ?? DEFAULT_SECONDS)));
	process.exitCode = results.every(Boolean) ? 0 : 1;
}
