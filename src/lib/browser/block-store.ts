/**
 * Blocks of recordings opened here, kept so that a reload in the middle of a chart shows all of it at once.
 *
 * The recorder's file is the record. This is a copy for drawing: it may be incomplete, and it is deleted when the
 * chart is sealed and can be had from the server.
 *
 * @module
 */
import { decodeBlock, type Block } from '../core/recording/block.ts';
import { PACKET_BLOCK, PacketReader, encodePacket } from '../core/recording/packet.ts';
import { askerOf, type StoreAsker } from './ask-store.ts';
import { labDatabase, type BlockRow, type LabDatabase } from './database.ts';
import { keyForCopies } from './keys/own-key.ts';
import { blockPlace } from './keys/places.ts';
import { openBytes, sealBytes } from './keys/seal.ts';

/** Rows are at least this large: small rows cost a transaction each. Unit: bytes. */
const ROW_BYTES = 24 * 1024;
/** A row is written after this long even when it is small [ms]. */
const LONGEST_WAIT_MS = 4000;

/** Keeps the blocks of one session for one person, sealed with that person's key. */
export class BlockStore {
	readonly #sessionId: string;
	readonly #userId: string;
	readonly #database: LabDatabase;
	readonly #store: StoreAsker;
	#bootId = '';
	#held: { block: Block; bytes: Uint8Array }[] = [];
	#heldBytes = 0;
	#heldSince = 0;
	#writing: Promise<void> = Promise.resolve();
	/** Why blocks are not kept any more; null = they are. */
	problem: string | null = null;

	constructor(sessionId: string, userId: string, database: LabDatabase = labDatabase()) {
		this.#sessionId = sessionId;
		this.#userId = userId;
		this.#database = database;
		this.#store = askerOf(database);
	}

	/** Blocks of another recorder run follow: those of earlier runs cannot be continued. */
	setBoot(bootId: string): void {
		if (bootId === this.#bootId) return;
		this.#write();
		this.#bootId = bootId;
	}

	/** Takes a block as it came. Writing goes on behind; nothing waits for it. */
	keep(block: Block, bytes: Uint8Array): void {
		if (this.#bootId === '' || this.problem !== null) return;
		if (this.#held.length === 0) this.#heldSince = performance.now();
		this.#held.push({ block, bytes });
		this.#heldBytes += bytes.length;
		const isLate = performance.now() - this.#heldSince > LONGEST_WAIT_MS;
		if (this.#heldBytes >= ROW_BYTES || isLate) this.#write();
	}

	/** Settles when everything taken so far is on the disk. */
	async flush(): Promise<void> {
		this.#write();
		await this.#writing;
	}

	/**
	 * The newest recorder run of which blocks were kept, and its blocks in order; null = none.
	 *
	 * @throws {LabError} `browser/sealed-otherwise`
	 */
	async load(): Promise<{ bootId: string; blocks: Block[]; lastSequence: number } | null> {
		const whose = { userId: this.#userId, sessionId: this.#sessionId };
		const rows = (await this.#store.ask(() => this.#database.block.where(whose).toArray())) ?? [];
		const bootId = rows.sort((a, b) => a.savedAt - b.savedAt).at(-1)?.bootId;
		if (bootId === undefined) return null;
		const key = await keyForCopies(this.#userId);
		if (key === null) return null;
		const own = rows.filter((row) => row.bootId === bootId);
		// two tabs may have kept the same blocks: taken by number, what comes twice is dropped by the samples
		own.sort((a, b) => a.firstSequence - b.firstSequence);
		const opened = await Promise.all(own.map((row) => openBytes(key, blockPlace(row), row.bytes)));
		const blocks = opened.flatMap((bytes) =>
			new PacketReader().push(bytes).map(({ body }) => decodeBlock(body))
		);
		const lastSequence = own.reduce((last, row) => Math.max(last, row.lastSequence), -1);
		return { bootId, blocks, lastSequence };
	}

	/** Deletes what is kept of this session, for whomever. */
	async forget(): Promise<void> {
		this.#held = [];
		this.#heldBytes = 0;
		await this.#writing;
		const own = { sessionId: this.#sessionId };
		await this.#store.ask(() => this.#database.block.where(own).delete());
	}

	#write(): void {
		const [first, last] = [this.#held[0], this.#held.at(-1)];
		if (first === undefined || last === undefined) return;
		const packets = this.#held.map(({ bytes }) => encodePacket(PACKET_BLOCK, bytes));
		const bytes = new Uint8Array(packets.reduce((sum, packet) => sum + packet.length, 0));
		let offset = 0;
		for (const packet of packets) {
			bytes.set(packet, offset);
			offset += packet.length;
		}
		const row: Omit<BlockRow, 'bytes'> = {
			userId: this.#userId,
			sessionId: this.#sessionId,
			bootId: this.#bootId,
			firstSequence: first.block.sequence,
			lastSequence: last.block.sequence,
			savedAt: Date.now()
		};
		this.#held = [];
		this.#heldBytes = 0;
		this.#writing = this.#writing.then(async () => {
			// after a row that is not here the others would be a chart with a hole
			if (this.problem !== null) return;
			const key = await keyForCopies(this.#userId);
			const sealed = key && (await sealBytes(key, blockPlace(row), bytes));
			// a full or forbidden browser store costs the copy, never the recording
			const kept =
				sealed &&
				(await this.#store.ask(() => this.#database.block.put({ ...row, bytes: sealed })));
			if (kept === null) this.problem = key === null ? 'no key' : this.#store.problem;
		});
	}
}
