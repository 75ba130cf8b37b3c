import { expect, test } from 'vitest';
import { endProcess, onProcessEnd } from './process-end.ts';

test('everything on the list is done, whatever fails, and only once', async () => {
	const done: string[] = [];
	onProcessEnd(() => void done.push('a'));
	onProcessEnd(() => {
		throw new Error('b failed');
	});
	onProcessEnd(async () => void done.push('c'));
	const takeOff = onProcessEnd(() => void done.push('d'));
	takeOff();
	expect(await endProcess()).toEqual([new Error('b failed')]);
	expect(await endProcess()).toEqual([]);
	expect(done).toEqual(['a', 'c']);
});
