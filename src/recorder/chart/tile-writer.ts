/**
 * Writes the tile file beside a recording (core/recording/tile-file.ts). It is made from the recording and can be made
 * again, so it must cost the recording nothing: a frame waits until its samples are on the disk, is not synced, and at
 * the first trouble with either file there is no tile file any more and its room on the disk is given back.
 *
 * @module
 */
import { TileBuilder } from '#lib/core/recording/tile-builder.ts';
import { FRAME_SAMPLES, TILE_HEADER_BYTES, tileHeader } from '#lib/core/recording/tile-file.ts';
import type { Run } from '#lib/core/recording/tile-levels.ts';
import type { Disk, DiskFile } from '#lib/disk/disk.ts';
import { writeAll } from '#lib/disk/write-whole.ts';

/** The tile file of a running chart. */
export class TileWriter {
	readonly #disk: Disk;
	readonly #path: string;
	readonly #header: Uint8Array;
	readonly #builder: TileBuilder;
	/** Frames whose samples are not on the disk yet, in order. */
	#waiting: Uint8Array[] = [];
	#file: DiskFile | null = null;
	#size = 0;
	#writtenFrames = 0;
	#turn: Promise<void> = Promise.resolve();
	#isGivenUp = false;

	/**
	 * @param channels that hold samples
	 * @param bdfHeader header of the recording
	 */
	constructor(disk: Disk, path: string, channels: number, bdfHeader: Uint8Array) {
		this.#disk = disk;
		this.#path = path;
		this.#header = tileHeader(channels, bdfHeader);
		this.#builder = new TileBuilder(this.#header, channels);
	}

	/** Samples that never arrived follow, or followed since the last `push`. */
	lose(gap: Run): void {
		this.#builder.lose(gap);
	}

	/** Takes the samples that the recording took, shape [channels][samples]. */
	push(channels: readonly Int32Array[]): void {
		if (!this.#isGivenUp) this.#waiting.push(...this.#builder.push(channels));
	}

	/** So many samples of the recording are on the disk: what is known of them may follow. Returns at once. */
	durable(samples: number): void {
		const ready = Math.floor(samples / FRAME_SAMPLES) - this.#writtenFrames;
		if (ready > 0) this.#write(this.#waiting.splice(0, ready));
	}

	/** The disk refuses, the recording's bytes or ours: no tile file. */
	giveUp(): void {
		if (this.#isGivenUp) return;
		this.#isGivenUp = true;
		this.#waiting = [];
		this.#turn = this.#turn.then(() => this.#remove());
	}

	/** All samples are on the disk: writes the last frame and closes. Never rejects. */
	async finish(): Promise<void> {
		if (!this.#isGivenUp) this.#write([...this.#waiting.splice(0), ...this.#builder.end()]);
		await this.#turn;
		await this.#file?.close().catch(() => this.giveUp());
	}

	#write(frames: readonly Uint8Array[]): void {
		this.#writtenFrames += frames.length;
		this.#turn = this.#turn.then(async () => {
			if (this.#isGivenUp || frames.length === 0) return;
			try {
				this.#file ??= await this.#create();
				const bytes = Buffer.concat(frames);
				await writeAll(this.#file, bytes, this.#size);
				this.#size += bytes.length;
			} catch (error) {
				console.error(`recorder: no tiles in ${this.#path}, the recording goes on:`, error);
				this.#isGivenUp = true;
				this.#waiting = [];
				await this.#remove();
			}
		});
	}

	async #create(): Promise<DiskFile> {
		const file = await this.#disk.open(this.#path, 'w', 0o600);
		// known at once, so that it is closed and removed when this already fails
		this.#file = file;
		await writeAll(file, this.#header, 0);
		this.#size = TILE_HEADER_BYTES;
		return file;
	}

	async #remove(): Promise<void> {
		const file = this.#file;
		this.#file = null;
		const done = await Promise.allSettled([file?.close(), this.#disk.remove(this.#path)]);
		for (const one of done)
			if (one.status === 'rejected')
				console.error(`recorder: cannot remove ${this.#path}:`, one.reason);
	}
}
