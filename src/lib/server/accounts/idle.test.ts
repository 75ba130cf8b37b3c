import { expect, test } from 'vitest';
import { IdleLock, LOCK_AFTER_MS, type IdleSession } from './idle.ts';

const session: IdleSession = { id: 's1', token: 't1', activeAtMs: null, createdAtMs: 0 };

function lockWithLog() {
	const written: number[] = [];
	const lock = new IdleLock(async (_, at) => void written.push(at));
	return { lock, written };
}

test('ten minutes without activity lock a session, activity in between does not', async () => {
	const { lock } = lockWithLog();
	await lock.touch(session, LOCK_AFTER_MS);
	expect(lock.isLocked(session, 2 * LOCK_AFTER_MS)).toBe(false);
	expect(lock.isLocked(session, 2 * LOCK_AFTER_MS + 1)).toBe(true);
});

test('activity does not open a locked session, the password does', async () => {
	const { lock } = lockWithLog();
	const late = LOCK_AFTER_MS + 1;
	await lock.touch(session, late);
	expect(lock.isLocked(session, late)).toBe(true);
	await lock.unlock(session, late);
	expect(lock.isLocked(session, late)).toBe(false);
});

test('locking by hand holds after a restart', async () => {
	const { lock, written } = lockWithLog();
	await lock.lock(session);
	expect(lock.isLocked(session, 1)).toBe(true);
	const restarted = new IdleLock(async () => undefined);
	expect(restarted.isLocked({ ...session, activeAtMs: written.at(-1) ?? null }, Date.now())).toBe(
		true
	);
});

test('the database is written at most every half minute', async () => {
	const { lock, written } = lockWithLog();
	for (let at = 0; at <= 60_000; at += 1_000) await lock.touch(session, at);
	expect(written).toEqual([30_000, 60_000]);
});
