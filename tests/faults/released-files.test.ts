/** Files that released versions wrote open as they did: the same channel data, marks, clock and verdict. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { filesUnder, openedFiles } from '../fixtures/released/opened-files.ts';
import { recordFault } from './record-fault.ts';

const released = resolve(import.meta.dirname, '../fixtures/released');
const versions = readdirSync(released, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

test('every kept version opens as it was', () => {
	expect(versions.length).toBeGreaterThan(0);
	let different = 0;
	for (const version of versions) {
		const folder = resolve(released, version);
		const kept = JSON.parse(readFileSync(resolve(folder, 'opened.json'), 'utf8')) as unknown;
		const now = JSON.parse(JSON.stringify(openedFiles(folder))) as unknown;
		if (JSON.stringify(now) !== JSON.stringify(kept)) different++;
		expect(now, version).toEqual(kept);
		expect(filesUnder(folder).size, version).toBeGreaterThan(5);
	}
	recordFault({
		...{ id: 'F30', runs: versions.length, unit: 'versions', lostExpected: 0 },
		...{ lostActual: different, declared: 0 },
		note: `files of ${versions.join(', ')}; databases of earlier versions are the backup's tests`
	});
});
