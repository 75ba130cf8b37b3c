import { afterEach, beforeEach, expect, test } from 'vitest';
import { encodeBlock, type Block } from '../core/recording/block.ts';
import { BlockStore } from './block-store.ts';
import { LabDatabase } from './database.ts';

let database: LabDatabase;
beforeEach(() => (database = new LabDatabase(`test-${crypto.randomUUID()}`)));
afterEach(() => database.delete());

const block = (sequence: number, samples = 100): Block => ({
	...{ sequence, chart: 1, firstSample: sequence * samples, gap: false },
	channels: Array.from({ length: 6 }, () =>
		Int32Array.from({ length: samples }, (_, i) => i * sequence)
	)
});

test('a reload gets the blocks back in order, bit for bit, in few large rows', async () => {
	const store = new BlockStore('session-1', 'tester-1', database);
	store.setBoot('boot-1');
	const blocks = Array.from({ length: 100 }, (_, sequence) => block(sequence));
	for (const one of blocks) store.keep(one, encodeBlock(one));
	await store.flush();
	expect(await database.block.count()).toBeLessThan(12);
	const loaded = await new BlockStore('session-1', 'tester-1', database).load();
	expect(loaded).toEqual({ bootId: 'boot-1', blocks, lastSequence: 99 });
});

test('blocks of an earlier recorder run are not mixed with those of the newest', async () => {
	const store = new BlockStore('session-1', 'tester-1', database);
	store.setBoot('boot-1');
	store.keep(block(7), encodeBlock(block(7)));
	await store.flush();
	await new Promise((resolve) => setTimeout(resolve, 5));
	store.setBoot('boot-2');
	store.keep(block(0), encodeBlock(block(0)));
	await store.flush();
	expect(await store.load()).toMatchObject({ bootId: 'boot-2', lastSequence: 0 });
});

test('forgetting one session leaves the others', async () => {
	for (const id of ['session-1', 'session-2']) {
		const store = new BlockStore(id, 'tester-1', database);
		store.setBoot('boot-1');
		store.keep(block(0), encodeBlock(block(0)));
		await store.flush();
	}
	await new BlockStore('session-1', 'tester-1', database).forget();
	expect(await new BlockStore('session-1', 'tester-1', database).load()).toBeNull();
	expect(await new BlockStore('session-2', 'tester-1', database).load()).not.toBeNull();
});
