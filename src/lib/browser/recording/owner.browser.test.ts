import { afterEach, expect, test } from 'vitest';
import { keyOf } from '../../../../tests/fixtures/browser-keys.ts';
import { KeptDatabase } from './kept-database.ts';
import { KeptParts } from './kept-parts.ts';
import { recordingsFor, recordingsOwner } from './owner.ts';
import { partsOf } from './parts.ts';

const name = `test-${crypto.randomUUID()}`;
const database = new KeptDatabase(name);
const [part] = partsOf(1, 100);
afterEach(() => database.part.clear());

async function keepSomething(account: string): Promise<void> {
	const of = { account, recording: 'sealed-1', key: await keyOf(account) };
	await new KeptParts(of, database).keep(part!, new Uint8Array(300));
}

test('whoever signs in next finds nothing of who was here before, also after a sign-out', async () => {
	expect(await recordingsOwner()).toBeNull();
	recordingsFor('tester-1', name);
	expect(await recordingsOwner()).toBe('tester-1');
	await keepSomething('tester-1');
	recordingsFor('tester-1', name);
	await recordingsOwner();
	expect(await database.part.count()).toBe(1);
	recordingsFor('reviewer-2', name);
	expect(await recordingsOwner()).toBe('reviewer-2');
	expect(await database.part.count()).toBe(0);
	await keepSomething('reviewer-2');
	recordingsFor(null, name);
	expect(await recordingsOwner()).toBeNull();
	expect(await database.part.count()).toBe(0);
	await keepSomething('reviewer-2');
	expect(await database.part.count()).toBe(0);
});
