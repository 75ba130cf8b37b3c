/**
 * Asks the server for the key of whoever is signed in at this browser.
 *
 * @module
 */
import { LabError, type ErrorCode } from '../../core/errors.ts';
import { browserKeyAnswer } from '../../core/access/browser-key.ts';
import { labDatabase, type LabDatabase } from '../database.ts';
import { importKey } from './seal.ts';
import { sealClearRecords } from './clear-records.ts';
import { LONGEST_STORE_MS, within } from '../within.ts';

/** Statuses that say "not now" and not "no". */
const LATER = new Set([401, 408, 421, 423, 425, 429]);
const ID_BYTES = 16;
/** A connection that hangs is given up, and asked for anew [ms]. */
const LONGEST_ANSWER_MS = 10_000;

/**
 * The key of an account in this browser; what an earlier version of the program left here in clear is sealed with it
 * before it is used for anything else.
 *
 * @returns null = not now
 * @throws {LabError} `browser/other-account` when somebody else is signed in; `browser/no-store` when this browser keeps
 * nothing; what the server refuses
 */
export async function askServer(account: string): Promise<CryptoKey | null> {
	const answer = await requestKey(await answered(browserId(labDatabase())));
	if (answer === null) return null;
	if (answer.account !== account)
		throw new LabError('browser/other-account', 'expected the key of who opened this page');
	const key = await importKey(answer.key);
	await answered(sealClearRecords({ account, key, into: labDatabase() }).then(() => true));
	return key;
}

async function answered<T>(work: Promise<T>): Promise<T> {
	const came = await within(work, LONGEST_STORE_MS);
	if (came === null)
		throw new LabError(
			'browser/no-store',
			'expected the store of this browser, it does not answer'
		);
	return came;
}

async function requestKey(
	browser: string
): Promise<{ account: string; key: Uint8Array<ArrayBuffer> } | null> {
	let answer: Response;
	let body: string;
	try {
		answer = await fetch('/api/browser-key', {
			...{ method: 'POST', cache: 'no-store', body: JSON.stringify({ browser }) },
			headers: { 'content-type': 'application/json' },
			signal: AbortSignal.timeout(LONGEST_ANSWER_MS)
		});
		body = await answer.text();
	} catch {
		// away, or a connection that hangs: asked again later
		return null;
	}
	if (answer.status >= 500 || LATER.has(answer.status)) return null;
	if (answer.ok) return browserKeyAnswer.parse(JSON.parse(body));
	const { code, message } = jsonOf(body) as { code?: ErrorCode; message?: string };
	throw new LabError(code ?? 'request/refused', message ?? `the server answered ${answer.status}`);
}

/** A refusal that is no JSON is not from this program: its status says what there is to say. */
function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return {};
	}
}

/** The random name of this browser: with it a key opens what is kept here, and nothing that is kept elsewhere. */
async function browserId(database: LabDatabase): Promise<string> {
	return database.transaction('rw', database.browser, async () => {
		const known = await database.browser.get('browser');
		if (known !== undefined) return known.id;
		const id = toBase64url(crypto.getRandomValues(new Uint8Array(ID_BYTES)));
		await database.browser.add({ key: 'browser', id });
		return id;
	});
}

function toBase64url(bytes: Uint8Array): string {
	return btoa(String.fromCharCode(...bytes))
		.replaceAll('+', '-')
		.replaceAll('/', '_')
		.replace(/=+$/, '');
}
