/** Bits that turn over in the files of a sealed session, one at a time, anywhere: each is found. */
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { createRandom } from '#lib/core/random.ts';
import { filesUnder, verdictOf } from '../fixtures/released/opened-files.ts';
import { recordFault } from './record-fault.ts';

const EACH = 30;

test('no turned bit goes unnoticed, and no whole folder is suspected', () => {
	const files = filesUnder(resolve(import.meta.dirname, '../fixtures/released/0.1.0/sealed'));
	expect(verdictOf(files).fault).toBeNull();
	const chance = createRandom(23);
	let [runs, unnoticed] = [0, 0];
	for (const [path, content] of files)
		for (let i = 0; i < EACH; i++) {
			const rotten = Buffer.from(content);
			const at = chance.integer(rotten.length);
			rotten[at] = rotten[at]! ^ (1 << chance.integer(8));
			runs++;
			if (verdictOf(new Map(files).set(path, rotten)).fault === null) unnoticed++;
		}
	expect(runs).toBeGreaterThan(100);
	recordFault({
		...{ id: 'F23', runs, unit: 'unnoticed', lostExpected: 0, lostActual: unnoticed, declared: 0 },
		note: 'found when the folder is checked'
	});
});
