/**
 * CPU seconds and memory of each signal pipeline on long recordings. Each case runs in a process of its own, so that
 * memory is that of the case; the table is printed at the end. CPU time, not wall time: the machine may be shared.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, bench, describe, expect } from 'vitest';

const CASES = [
	['5 min @ 100 Hz', 300, 100],
	['30 min @ 250 Hz', 1800, 250],
	['2 h @ 1000 Hz', 7200, 1000]
] as const;
/** Most CPU seconds for 2 h @ 1000 Hz. */
const TARGETS = { eda: 0.3, ecg: 0.8, ppg: 0.6, rsp: 0.5, cvxeda: 1 } as const;
/** Most memory beyond the input, in sizes of the input. */
const MOST_MEMORY = 5;

interface Measured {
	/** Second of two runs, the code being warm [s]. */
	readonly cpuS: number;
	/** Peak beyond what was there before, over the size of the input. */
	readonly memory: number;
}

const measured = new Map<string, Measured>();

describe.each(Object.keys(TARGETS) as (keyof typeof TARGETS)[])('%s', (pipeline) => {
	for (const [name, seconds, rateHz] of CASES)
		bench(
			name,
			() => {
				const process_ = join(import.meta.dirname, 'signal-pipeline.ts');
				const words = ['--expose-gc', process_, pipeline, String(seconds), String(rateHz)];
				const output = execFileSync(process.execPath, words, { encoding: 'utf8' });
				measured.set(`${pipeline} ${name}`, JSON.parse(output) as Measured);
			},
			{ iterations: 1, warmupIterations: 0, time: 0, warmupTime: 0 }
		);
});

afterAll(() => {
	console.table(Object.fromEntries(measured));
	for (const [pipeline, most] of Object.entries(TARGETS)) {
		const found = measured.get(`${pipeline} 2 h @ 1000 Hz`);
		expect(found?.cpuS, `${pipeline} [CPU s]`).toBeLessThanOrEqual(most);
		expect(found?.memory, `${pipeline} [× input]`).toBeLessThanOrEqual(MOST_MEMORY);
	}
});
