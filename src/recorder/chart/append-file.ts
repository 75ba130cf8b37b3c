/**
 * A file that grows: what is appended is on the disk when `append` returns.
 *
 * After a sync that failed the system may have thrown away what it could not write and call the next sync a success
 * (on Linux the pages are marked clean, the error is told once). So a file whose sync failed is never trusted again:
 * a new one is made of the bytes that were certain, read back and compared by hash, and of those that were not, which
 * are still in memory; it takes the place of the old one under the same name.
 *
 * @module
 */
import { createHash, type Hash } from 'node:crypto';
import { dirname } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import type { Disk, DiskFile } from '#lib/disk/disk.ts';
import { DRAFT, readAt, writeAll } from '#lib/disk/write-whole.ts';

/** Copied at once [bytes]. */
const PORTION = 1 << 18;

/** A growing file: a head that may be changed, and what is appended behind it. */
export class AppendFile {
	readonly #disk: Disk;
	readonly #path: string;
	readonly #head: Uint8Array;
	/** Of everything behind the head that is certain. */
	readonly #hash: Hash = createHash('sha256');
	#file: DiskFile;
	/** So far the content is on the disk [bytes]. */
	#certain: number;
	#isDoubtful = false;
	#drafts = 0;

	private constructor(disk: Disk, path: string, file: DiskFile, head: Uint8Array) {
		this.#disk = disk;
		this.#path = path;
		this.#file = file;
		this.#head = Uint8Array.from(head);
		this.#certain = head.length;
	}

	/** Creates a file that must not exist. Its bytes are on the disk, its name is when the folder is synced. */
	static async create(disk: Disk, path: string, head: Uint8Array): Promise<AppendFile> {
		const file = await disk.open(path, 'wx+', 0o600);
		const made = new AppendFile(disk, path, file, head);
		try {
			await writeAll(file, head, 0);
			await file.sync();
		} catch (error) {
			await file.close();
			throw error;
		}
		return made;
	}

	/** So far the content is certain [bytes], head included. */
	get size(): number {
		return this.#certain;
	}

	/** Reads what was appended; zeros behind its end. */
	async read(at: number, bytes: number): Promise<Uint8Array> {
		const known = await readAt(this.#file, at, Math.max(0, Math.min(bytes, this.#certain - at)));
		if (known.length === bytes) return known;
		const whole = new Uint8Array(bytes);
		whole.set(known);
		return whole;
	}

	/**
	 * Opens a file that was being appended to when its writer died.
	 *
	 * @param certain so much of it is kept [bytes], the head included; what follows is cut off
	 */
	static async reopen(
		disk: Disk,
		path: string,
		head: Uint8Array,
		certain: number
	): Promise<AppendFile> {
		const file = await disk.open(path, 'r+');
		const made = new AppendFile(disk, path, file, head);
		try {
			for (let at = head.length; at < certain; at += PORTION)
				made.#hash.update(await readAt(file, at, Math.min(PORTION, certain - at)));
			made.#certain = certain;
			await made.settle();
		} catch (error) {
			await made.close();
			throw error;
		}
		return made;
	}

	/** Appends; on the disk when it returns. When it fails nothing was appended: the same may be asked again. */
	async append(bytes: Uint8Array): Promise<void> {
		if (this.#isDoubtful) await this.#startAnew(bytes);
		else {
			// a write that is refused leaves what was there before as it was
			await writeAll(this.#file, bytes, this.#certain);
			await this.#trust(() => this.#file.datasync());
		}
		this.#certain += bytes.length;
		this.#hash.update(bytes);
	}

	/** Changes bytes of the head; on the disk after the next `append` or `settle`. */
	async patch(offset: number, bytes: Uint8Array): Promise<void> {
		this.#head.set(bytes, offset);
		if (!this.#isDoubtful) await writeAll(this.#file, bytes, offset);
	}

	/** Ends the file where its certain bytes end, all of it on the disk. */
	async settle(): Promise<void> {
		if (!this.#isDoubtful) {
			try {
				await this.#file.truncate(this.#certain);
				await writeAll(this.#file, this.#head, 0);
				await this.#trust(() => this.#file.sync());
				return;
			} catch (error) {
				if (!this.#isMarkedDoubtful()) throw error;
			}
		}
		await this.#startAnew(new Uint8Array(0));
	}

	async close(): Promise<void> {
		await this.#file.close();
	}

	async #trust(sync: () => Promise<void>): Promise<void> {
		try {
			await sync();
		} catch (error) {
			this.#isDoubtful = true;
			throw error;
		}
	}

	#isMarkedDoubtful(): boolean {
		return this.#isDoubtful;
	}

	/** A new file with the certain bytes and these, in the place of the old one. */
	async #startAnew(bytes: Uint8Array): Promise<void> {
		const draft = `${this.#path}.${++this.#drafts}${DRAFT}`;
		const file = await this.#disk.open(draft, 'w+', 0o600);
		try {
			await writeAll(file, this.#head, 0);
			await this.#copyCertain(file);
			await writeAll(file, bytes, this.#certain);
			await file.sync();
		} catch (error) {
			// its room may be what the disk has not got
			await Promise.allSettled([file.close(), this.#disk.remove(draft)]);
			throw error;
		}
		const old = this.#file;
		this.#file = file;
		// before the new one takes its name, because Windows replaces no open file; its bytes are in the new one
		await Promise.allSettled([old.close()]);
		await this.#disk.rename(draft, this.#path);
		await this.#disk.syncFolder(dirname(this.#path));
		this.#isDoubtful = false;
	}

	async #copyCertain(into: DiskFile): Promise<void> {
		const hash = createHash('sha256');
		for (let at = this.#head.length; at < this.#certain; at += PORTION) {
			const part = await readAt(this.#file, at, Math.min(PORTION, this.#certain - at));
			hash.update(part);
			await writeAll(into, part, at);
		}
		const [read, known] = [hash.digest('hex'), this.#hash.copy().digest('hex')];
		if (read !== known)
			throw new LabError('recorder/storage', `expected SHA-256 ${known} read back, got ${read}`);
	}
}
