/**
 * Puts what a chart's data folder refused where it belongs, when a recorder is started or there is room again. Doing it
 * again changes nothing, so it may be cut off at any moment.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { Disk, DiskFile } from '#lib/disk/disk.ts';
import { DRAFT, readAt, writeAll } from '#lib/disk/write-whole.ts';
import { dirname, join } from 'node:path';
import { markSpilled, type ChartMarker } from './chart-marker.ts';
import { layOut, type ChartPaths, type ChartPlan } from './chart-plan.ts';
import { isSpillOf, spilledFrames, spillMark, spillPath } from './spill-file.ts';

/**
 * Restores one chart from the spill folder its plan names.
 *
 * @throws {LabError} `recorder/spill` when the folder is away, or the file in it is not this chart's, or what was
 * written is not what was spilled
 * @throws {Error} of the disk, e.g. `ENOSPC` while the data folder is still full
 */
export async function restoreSpilled(
	disk: Disk,
	paths: ChartPaths,
	{ plan, isSpilled }: ChartMarker
): Promise<void> {
	if (plan.spill === undefined) return;
	const path = spillPath(plan.spill, paths, plan);
	const spill = await openThere(disk, path);
	if (spill === null) {
		if (!isSpilled) return;
		throw new LabError('recorder/spill', `expected a part of ${paths.name} in ${plan.spill}`);
	}
	try {
		// one without its head was being made, and nothing was told of it
		const isBegun = await isSpillOf(spill, paths, plan);
		if (isBegun) await putInPlace(disk, paths, (each) => eachFrame(spill, paths, plan, each));
		else if (isSpilled)
			throw new LabError('recorder/spill', `expected a spill file of ${paths.name}, got another`);
	} finally {
		await spill.close();
	}
	await markSpilled(disk, paths, plan, false);
	await disk.remove(path);
	await disk.syncFolder(dirname(path));
}

/** Takes away what an earlier recorder of this data folder left half written in a spill folder. */
export async function removeSpillDrafts(disk: Disk, root: string, folder: string): Promise<void> {
	const names = (await disk.list(folder)).map(({ name }) => name);
	for (const name of names)
		if (name.startsWith(spillMark(root)) && name.endsWith(DRAFT))
			await disk.remove(join(folder, name));
}

/** Bytes, their place and the file they belong in. */
type Each = (into: 'clock' | 'bdf', at: number, bytes: Uint8Array) => Promise<void>;

async function eachFrame(
	spill: DiskFile,
	paths: ChartPaths,
	plan: ChartPlan,
	each: Each
): Promise<void> {
	const { headerBytes, recordBytes } = layOut(plan).layout;
	for await (const { linesAt, lines, record, records } of spilledFrames(spill, paths, plan)) {
		await each('clock', linesAt, lines);
		await each('bdf', headerBytes + record * recordBytes, records);
	}
}

/** Writes all, syncs, lines before records, and reads it back. */
async function putInPlace(
	disk: Disk,
	paths: ChartPaths,
	walk: (each: Each) => Promise<void>
): Promise<void> {
	const files = {
		clock: await disk.open(paths.clock, 'r+'),
		bdf: await disk.open(paths.bdf, 'r+')
	};
	try {
		for (const part of ['clock', 'bdf'] as const) {
			await walk(async (into, at, bytes) => {
				if (into === part) await writeAll(files[into], bytes, at);
			});
			await files[part].sync();
		}
		await walk(async (into, at, bytes) => {
			if (Buffer.compare(await readAt(files[into], at, bytes.length), bytes) === 0) return;
			throw new LabError('recorder/spill', `expected ${paths.name} as it was spilled`);
		});
	} finally {
		await Promise.allSettled([files.clock.close(), files.bdf.close()]);
	}
}

async function openThere(disk: Disk, path: string): Promise<DiskFile | null> {
	try {
		return await disk.open(path, 'r');
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
		throw error;
	}
}
