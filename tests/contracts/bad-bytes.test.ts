/**
 * Every reader of what comes from outside, fed with its kept corpus (`tests/corpus`), with changes of it and with noise:
 * its promises are in `tests/fuzz/targets`. Inputs that once broke one are kept there as `crash-…`.
 */
import fc from 'fast-check';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { changed } from '../fuzz/mutations.ts';
import { targetNames, targets } from '../fuzz/targets.ts';

// machines may be busy
vi.setConfig({ testTimeout: 60_000 });

const folder = join(import.meta.dirname, '../corpus');
const filesOf = (target: string): string[] =>
	readdirSync(join(folder, target)).map((file) => join(folder, target, file));

test('the corpus has every target and is small', () => {
	expect(readdirSync(folder).toSorted()).toEqual(targetNames.toSorted());
	const bytes = targetNames.flatMap(filesOf).reduce((sum, file) => sum + statSync(file).size, 0);
	expect(bytes).toBeLessThan(500_000);
});

describe.each(targetNames)('%s', (name) => {
	const target = targets[name]!;
	const inputs = filesOf(name).map((file) => new Uint8Array(readFileSync(file)));

	test('keeps its promises on the corpus', async () => {
		for (const input of inputs) await target(input);
		expect(inputs.length).toBeGreaterThan(1);
	});

	test('keeps them on every prefix of the first inputs', async () => {
		for (const input of inputs.slice(0, 3))
			for (let size = 0; size < Math.min(input.length, 120); size++)
				await target(input.subarray(0, size));
	});

	test('keeps them whatever is changed, and on noise', async () => {
		await fc.assert(
			fc.asyncProperty(
				fc.oneof(changed(inputs), fc.uint8Array({ maxLength: 200 })),
				async (bytes) => {
					await target(bytes);
				}
			),
			{ numRuns: 250 }
		);
	});
});
