import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ChartSamples } from '#lib/browser/samples.ts';
import { MISSING } from '#lib/core/recording/tiles.ts';
import { flawsOf } from '#lib/core/signal/quality/flaw-finder.ts';
import { findFlaws, FlawWatch } from './flaw-watch.ts';
import type { TraceChannel } from './strip.ts';

const RATE = 20;
const transfer = { digitalMin: 0, digitalMax: 100, physicalMin: 0, physicalMax: 100 };
const channels: TraceChannel[] = ['rsp', 'ppg'].map((kind) => ({
	...{ name: kind, kind, unit: 'counts', view: null, transfer }
}));
const count = (channel: number, i: number): number =>
	i % 977 === 3 ? 100 : i % 4000 > 3500 ? 50 : Math.round(50 + 30 * Math.sin(i / (7 + channel)));

test('what is found while samples come, gaps included, is what the whole recording has', async () => {
	await fc.assert(
		fc.asyncProperty(
			fc.array(fc.integer({ min: -40, max: 3000 }), { maxLength: 12 }),
			async (sizes) => {
				const samples = new ChartSamples(2, RATE);
				const watch = new FlawWatch(samples, channels, RATE);
				const whole: number[][] = [[], []];
				for (const size of [...sizes, 9000]) {
					const from = samples.end;
					const length = Math.abs(size);
					const parts = channels.map((_, c) =>
						Int32Array.from({ length }, (__, i) => count(c, from + i))
					);
					samples.append(from, parts, size < 0);
					parts.forEach((part, c) =>
						whole[c]!.push(...(size < 0 ? part.map(() => MISSING) : part))
					);
					if (size % 2 === 0) watch.read(0);
				}
				while (watch.read(0));
				watch.end();
				const expected = channels.map(({ kind, unit }, c) =>
					flawsOf({ kind, unit, ...transfer }, Int32Array.from(whole[c]!), RATE)
				);
				expect(expected[0]!.length).toBeGreaterThan(5);
				expect(watch.flaws()).toEqual(expected);
				expect(await findFlaws(samples, channels, RATE)).toEqual(expected);
			}
		),
		{ numRuns: 15 }
	);
});
