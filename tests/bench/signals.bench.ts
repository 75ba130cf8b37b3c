/**
 * CPU seconds and memory of each signal pipeline on long recordings; the table is printed at the end.
 *
 * Each case runs in a process of its own, so that memory is that of the case: the highest resident size of the process
 * (`maxRSS`) in the first run, less the resident size before it. CPU time, not wall time: the machine may be shared. A
 * shared machine slows CPU time too (caches, hyperthreads), so a fixed piece of work is timed beside each case and the
 * targets are compared with the time a quiet machine would have taken.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

const CASES = [
	['5 min @ 100 Hz', 300, 100],
	['30 min @ 250 Hz', 1800, 250],
	['2 h @ 1000 Hz', 7200, 1000]
] as const;
/** Most CPU seconds for 2 h @ 1000 Hz on a quiet machine. */
const TARGETS = { eda: 0.3, ecg: 0.8, ppg: 0.6, rsp: 0.5, cvxeda: 1 } as const;
/** Most memory beyond the input, in sizes of the input. */
const MOST_MEMORY = 5;
/** Targets are for recordings of so many samples. */
const LONG = 7_200_000;

/** What the fixed piece of work takes on a quiet machine. [CPU s] */
const YARDSTICK_S = 0.09;

interface Measured {
	/** Second of two runs, the code being warm [s]. */
	readonly cpuS: number;
	/** Peak beyond what was there before, over the size of the input. */
	readonly memory: number;
	/** The fixed piece of work in the same process [s]. */
	readonly yardstickS: number;
}

const measured = new Map<string, Measured & { readonly quietCpuS: number }>();

describe.each(Object.keys(TARGETS) as (keyof typeof TARGETS)[])('%s', (pipeline) => {
	test.each(CASES)(
		'%s',
		(name, seconds, rateHz) => {
			const script = join(import.meta.dirname, 'signal-pipeline.ts');
			const words = ['--expose-gc', script, pipeline, String(seconds), String(rateHz)];
			const output = execFileSync(process.execPath, words, { encoding: 'utf8' });
			const found = JSON.parse(output) as Measured;
			const quietCpuS = found.cpuS * Math.min(1, YARDSTICK_S / found.yardstickS);
			measured.set(`${pipeline} ${name}`, { ...found, quietCpuS });
			if (seconds * rateHz < LONG) return;
			expect(quietCpuS).toBeLessThanOrEqual(TARGETS[pipeline]);
			expect(found.memory).toBeLessThanOrEqual(MOST_MEMORY);
		},
		120_000
	);
});

afterAll(() => console.table(Object.fromEntries(measured)));
