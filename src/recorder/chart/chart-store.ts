/**
 * Where a chart's records and clock lines go: to its files in the data folder, or, while that refuses them, to the spill
 * folder. What was spilled is put where it belongs as soon as the data folder takes it, before anything newer.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { Disk } from '#lib/disk/disk.ts';
import type { ChartFiles } from './chart-files.ts';
import { markSpilled } from './chart-marker.ts';
import { layOut, type ChartPaths, type ChartPlan } from './chart-plan.ts';
import { problemOf, type RecordStore } from './record-writer.ts';
import { SpillFile } from './spill-file.ts';

/** Refusals of the data folder that another disk may help with: full, out of quota, broken, read-only. */
const SPILLED: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EIO', 'EROFS']);

/** What lies in the spill folder. */
export interface Spilled {
	/** Records. */
	readonly records: number;
	/** Why the spill folder refuses, too; null = it takes. */
	readonly problem: string | null;
}

/** The files of one chart, and the file in the spill folder when there is one. */
export class ChartStore implements RecordStore {
	readonly #disk: Disk;
	readonly #paths: ChartPaths;
	readonly #plan: ChartPlan;
	readonly #files: ChartFiles;
	readonly #headBytes: number;
	readonly #recordBytes: number;
	#spill: SpillFile | null = null;
	/** Put back, and not taken away for certain yet. */
	#done: SpillFile | null = null;
	/** Records in the recording itself. */
	#stored: number;
	readonly #before: () => Promise<void>;
	#spilled = 0;
	/** What the data folder said when it refused last; null = it takes. */
	#refusal: unknown = null;
	#spillProblem: string | null = null;

	/**
	 * @param stored records that the files hold already
	 * @param before is waited for before records are put anywhere
	 */
	constructor(
		{ disk, paths, plan }: { disk: Disk; paths: ChartPaths; plan: ChartPlan },
		files: ChartFiles,
		{ stored, before }: { stored: number; before: () => Promise<void> }
	) {
		this.#stored = stored;
		this.#before = before;
		this.#disk = disk;
		this.#paths = paths;
		this.#plan = plan;
		this.#files = files;
		const { layout } = layOut(plan);
		this.#headBytes = layout.headerBytes;
		this.#recordBytes = layout.recordBytes;
	}

	/** Why the data folder refuses although nothing is lost; null = it takes. */
	get problem(): string | null {
		return this.#refusal === null ? null : problemOf(this.#refusal);
	}

	/** What lies in the spill folder; null = nothing. */
	get spilled(): Spilled | null {
		if (!this.#spill && this.#spillProblem === null) return null;
		return { records: this.#spilled, problem: this.#spillProblem };
	}

	/** Puts records on a disk. When neither takes them it fails as the data folder did, and may be asked again. */
	async append(records: readonly Uint8Array[]): Promise<void> {
		await this.#before();
		if (await this.#isPutBack()) {
			try {
				await this.#files.lines.write();
				await this.#files.bdf.append(Buffer.concat(records));
				this.#stored += records.length;
				this.#refusal = this.#spillProblem = null;
				return;
			} catch (error) {
				this.#refused(error);
			}
		}
		await this.#spillOver(records);
	}

	/** Counts in the header what the recording holds. */
	async count(): Promise<void> {
		if (this.#spill) return;
		const field = layOut(this.#plan).count(this.#stored);
		await this.#files.bdf.patch(field.offset, field.bytes);
	}

	/**
	 * Ends the files, the closing lines among them.
	 *
	 * @returns false = everything is on a disk, but a part of it waits in the spill folder for room in the data folder
	 */
	async end(): Promise<boolean> {
		if (await this.#isPutBack()) {
			await this.#takeAway();
			await this.count();
			await this.#files.bdf.settle();
			await this.#files.lines.write();
			return true;
		}
		await this.#spillOver([]);
		return false;
	}

	/** Closes the files; what was spilled stays. */
	async close(): Promise<void> {
		await Promise.allSettled([
			...[this.#files.bdf.close(), this.#files.lines.close()],
			this.#spill?.close(),
			this.#done?.close()
		]);
	}

	/** Puts what was spilled where it belongs; false = the data folder has no room for all of it yet. */
	async #isPutBack(): Promise<boolean> {
		if (!this.#spill) return true;
		try {
			await this.#putBack(this.#spill);
			return true;
		} catch (error) {
			this.#refused(error);
			return false;
		}
	}

	async #putBack(spill: SpillFile): Promise<void> {
		const { bdf, lines } = this.#files;
		for await (const frame of spill.frames()) {
			await lines.restore(frame.linesAt, frame.lines);
			const count = frame.records.length / this.#recordBytes;
			if (count === 0 || frame.record < this.#stored) continue;
			await bdf.append(frame.records);
			this.#stored += count;
			this.#spilled -= count;
		}
		await this.#compare(spill);
		await markSpilled(this.#disk, this.#paths, this.#plan, false);
		// from here on nothing may go into it: its name may be gone though its folder says it could not be
		[this.#spill, this.#done] = [null, spill];
		await this.#takeAway();
		await this.count();
	}

	/** What was put back may not lie about in clear when the chart is sealed. */
	async #takeAway(): Promise<void> {
		await this.#done?.remove();
		this.#done = null;
	}

	/** What stands in the files must be what was spilled, before that is taken away. */
	async #compare(spill: SpillFile): Promise<void> {
		const { bdf, lines } = this.#files;
		for await (const frame of spill.frames()) {
			const at = this.#headBytes + frame.record * this.#recordBytes;
			const isThere =
				isSame(await bdf.read(at, frame.records.length), frame.records) &&
				isSame(await lines.read(frame.linesAt, frame.lines.length), frame.lines);
			if (!isThere)
				throw new LabError('recorder/storage', `expected ${this.#paths.name} as it was spilled`);
		}
		if (this.#spilled !== 0)
			throw new LabError('recorder/storage', `expected ${this.#spilled} records more spilled`);
	}

	/** Goes on with the spill folder, where there is one and it may help. */
	#refused(error: unknown): void {
		this.#refusal = error;
		if (this.#spill) return;
		if (this.#plan.spill === undefined || !SPILLED.has(problemOf(error))) throw error;
	}

	async #spillOver(records: readonly Uint8Array[]): Promise<void> {
		const { lines } = this.#files;
		const record = this.#stored + this.#spilled;
		try {
			this.#spill ??= await this.#begin(this.#plan.spill ?? '');
			const spill = this.#spill;
			await lines.writeElsewhere((text) =>
				spill.append({ linesAt: lines.end, lines: text, record, records: Buffer.concat(records) })
			);
			this.#spilled += records.length;
			this.#spillProblem = null;
		} catch (cause) {
			this.#spillProblem = problemOf(cause);
			// as without a spill folder: kept in memory, told by what the data folder said
			throw this.#refusal ?? cause;
		}
	}

	async #begin(folder: string): Promise<SpillFile> {
		await this.#takeAway();
		const spill = await SpillFile.create(this.#disk, folder, this.#paths, this.#plan);
		await markSpilled(this.#disk, this.#paths, this.#plan, true).catch((error: unknown) => {
			// only a spill folder that is away at the next start would need it
			console.error(`recorder: ${this.#paths.name} is spilled, its marker does not say so:`, error);
		});
		return spill;
	}
}

const isSame = (one: Uint8Array, other: Uint8Array): boolean => Buffer.compare(one, other) === 0;
