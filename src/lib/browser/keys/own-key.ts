/**
 * The key of whoever is signed in, for what this browser keeps. It is in the memory of the page and nowhere else: given
 * by the server to a signed-in page, gone with the page, at sign-out and at a lock.
 *
 * @module
 */
import { within } from '../within.ts';
import { askServer } from './server-key.ts';

/**
 * Asks for the key of an account.
 *
 * @returns null = not now: the server is away, or nobody is signed in
 * @throws {LabError} when there is none to be had
 */
export type AskKey = (account: string) => Promise<CryptoKey | null>;

/** Waits before the server is asked again [ms]: doubled up to the longest. */
const FIRST_WAIT_MS = 300;
const LONGEST_WAIT_MS = 10_000;
/** How long a copy that can be had elsewhere is worth waiting for [ms]. */
const COPY_WAIT_MS = 3000;
/** Tabs of this browser hear of a sign-out here. */
const CHANNEL = 'jingwei-keys';

interface Wish {
	/** Forgotten: the key that comes now is given to nobody. */
	isOver: boolean;
}
interface Held {
	readonly key: Promise<CryptoKey>;
	readonly wish: Wish;
}

const held = new Map<string, Held>();
let ask: AskKey = askServer;
let channel: BroadcastChannel | null = null;

/** Where keys come from; tests give their own. What is held is forgotten. */
export function askKeysBy(source: AskKey): void {
	drop();
	ask = source;
}

/**
 * Says who looks at this page: their key is asked for, that of anybody else is forgotten.
 *
 * @param account null = nobody is signed in, or the screen is locked
 */
export function keyFor(account: string | null): void {
	// pages are also made on the server, for many people at once
	if (typeof indexedDB === 'undefined') return;
	if (channel === null) {
		channel = new BroadcastChannel(CHANNEL);
		channel.onmessage = () => drop();
	}
	drop(account);
	// whoever needs the key hears why there is none
	if (account !== null) ownKey(account).catch(() => undefined);
}

/** At sign-out: no tab of this browser has the key any longer. */
export function forgetKeys(): void {
	drop();
	channel?.postMessage('forget');
}

/**
 * The key of an account. While the server is away or nobody is signed in this waits.
 *
 * @throws {LabError} `browser/other-account`; what the server refuses
 */
export function ownKey(account: string): Promise<CryptoKey> {
	const known = held.get(account);
	if (known !== undefined) return known.key;
	const wish: Wish = { isOver: false };
	const key = askAgain(account, wish);
	held.set(account, { key, wish });
	key.catch(() => {
		// refused: asked for again when it is needed again
		if (held.get(account)?.wish === wish) held.delete(account);
	});
	return key;
}

/** The key for a copy of what the server has too; null = it takes longer than the copy would save. */
export async function keyForCopies(account: string): Promise<CryptoKey | null> {
	const key = ownKey(account).catch(() => null);
	return within(key, COPY_WAIT_MS);
}

async function askAgain(account: string, wish: Wish): Promise<CryptoKey> {
	for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
		const key = await ask(account);
		if (key === null) await new Promise((resolve) => setTimeout(resolve, waitMs));
		// forgotten meanwhile: whoever still waits asks anew
		if (wish.isOver) return ownKey(account);
		if (key !== null) return key;
	}
}

/** Forgets all keys but this account's. */
function drop(but: string | null = null): void {
	for (const [account, one] of held) {
		if (account === but) continue;
		one.wish.isOver = true;
		held.delete(account);
	}
}
