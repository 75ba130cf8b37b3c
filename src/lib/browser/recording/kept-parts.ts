/**
 * Keeps the parts of one sealed recording for one account, and looks them up.
 *
 * Nothing here is ever thrown: a store that is full, forbidden or damaged costs a copy, never the recording.
 *
 * @module
 */
import { partPlace } from '../keys/places.ts';
import { openBytes, SEAL_BYTES, sealBytes } from '../keys/seal.ts';
import type { KeptDatabase, KeptPart, KeptRecording } from './kept-database.ts';
import type { Part } from './parts.ts';

/**
 * Most that is kept of all recordings together [bytes]. The longest that are made, two hours of eight channels at 1 kHz,
 * take 200 MB: two of them fit beside the charts of a whole session (some 30 MB), and browsers grant more than this
 * without asking on any disk a recording can still be made on.
 */
export const MOST_KEPT_BYTES = 512 * 1024 * 1024;

/** Whose copy of what. */
export interface KeptOf {
	readonly account: string;
	/** `sealedAs` of the recording's facts. */
	readonly recording: string;
	/** Seals the parts. */
	readonly key: CryptoKey;
}

/** Parts of one recording. */
export class KeptParts {
	readonly #of: KeptOf;
	readonly #database: KeptDatabase;
	readonly #most: number;
	#isFull = false;
	/** Why a part could not be kept; null = nothing stood in the way. */
	problem: string | null = null;

	constructor(of: KeptOf, database: KeptDatabase, most = MOST_KEPT_BYTES) {
		this.#of = of;
		this.#database = database;
		this.#most = most;
	}

	/** The recording is opened: it is the last to be forgotten for want of room. */
	async open(): Promise<void> {
		await this.#try(async () => {
			const { account, recording } = this.#of;
			await this.#database.recording.update([account, recording], { usedAt: Date.now() });
		});
	}

	/**
	 * The bytes of a part; null = not here, damaged, or no longer this account's to read.
	 *
	 * @param length what they have to be [bytes]
	 */
	async read({ size, first }: Part, length: number): Promise<Uint8Array | null> {
		const { account, recording } = this.#of;
		const { owner, part } = this.#database;
		const row = await this.#try(() =>
			this.#database.transaction('r', owner, part, async () =>
				(await this.#isOwn()) ? part.get([account, recording, size, first]) : undefined
			)
		);
		if (!(row?.bytes instanceof Uint8Array) || row.bytes.length !== length + SEAL_BYTES)
			return null;
		try {
			return await openBytes(this.#of.key, partPlace(row), row.bytes);
		} catch {
			// damaged, or sealed with another key: the server has it
			return null;
		}
	}

	/** Keeps a part; the recordings that were not looked at for longest make room for it. */
	async keep({ size, first }: Part, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
		if (this.problem !== null || this.#isFull) return;
		const { account, recording, key } = this.#of;
		const named = { account, recording, size, first };
		const row: KeptPart = { ...named, bytes: await sealBytes(key, partPlace(named), bytes) };
		try {
			await this.#put(row);
		} catch {
			// the browser grants less than was thought: once more, with everything else forgotten
			await this.#try(async () => {
				const { recording: recordings, part } = this.#database;
				await this.#database.transaction('rw', recordings, part, () => this.#makeRoom(0));
				await this.#put(row);
			});
		}
	}

	async #put(row: KeptPart): Promise<void> {
		const { owner, recording: recordings, part } = this.#database;
		const { account, recording } = this.#of;
		await this.#database.transaction('rw', owner, recordings, part, async () => {
			// signed out, locked or another person since this began: nothing may be left behind
			if (!(await this.#isOwn())) return;
			const known = await recordings.get([account, recording]);
			const replaced = await part.get([account, recording, row.size, row.first]);
			const bytes = (known?.bytes ?? 0) + row.bytes.length - (replaced?.bytes.length ?? 0);
			await this.#makeRoom(this.#most - bytes);
			this.#isFull = bytes > this.#most;
			if (this.#isFull) return;
			await part.put(row);
			await recordings.put({ account, recording, bytes, usedAt: known?.usedAt ?? Date.now() });
		});
	}

	/** Forgets recordings, the one used longest ago first, until the others take at most so much [bytes]. */
	async #makeRoom(most: number): Promise<void> {
		const { recording: recordings, part } = this.#database;
		const others = (await recordings.toArray())
			.filter((one) => !this.#isThis(one))
			.sort((a, b) => a.usedAt - b.usedAt);
		let kept = others.reduce((sum, { bytes }) => sum + bytes, 0);
		for (const { account, recording, bytes } of others) {
			if (kept <= most) return;
			await part.where({ account, recording }).delete();
			await recordings.delete([account, recording]);
			kept -= bytes;
		}
	}

	#isThis({ account, recording }: KeptRecording): boolean {
		return account === this.#of.account && recording === this.#of.recording;
	}

	async #isOwn(): Promise<boolean> {
		return (await this.#database.owner.get('owner'))?.account === this.#of.account;
	}

	async #try<T>(work: () => PromiseLike<T>): Promise<T | undefined> {
		try {
			return await work();
		} catch (error) {
			this.problem = error instanceof Error ? error.message : String(error);
			return undefined;
		}
	}
}

/**
 * From now on copies are this account's: those of anybody else are forgotten, and nobody else's are taken.
 *
 * @param account null = nobody's
 */
export async function keepOnlyFor(account: string | null, database: KeptDatabase): Promise<void> {
	const { owner, recording, part } = database;
	await database.transaction('rw', owner, recording, part, async () => {
		if ((await owner.get('owner'))?.account !== account) await owner.put({ key: 'owner', account });
		const others = (await recording.toArray()).some((one) => one.account !== account);
		if (!others) return;
		// an account begins with nothing, so what is here is all somebody else's
		await part.clear();
		await recording.clear();
	});
}
