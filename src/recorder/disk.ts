/**
 * Room on the disk that recordings go to, and how much a chart must find before it may start.
 *
 * @module
 */
import { access, constants, readdir, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import type { DeviceSetup, RecorderHealth } from '#lib/core/recording/recorder-messages.ts';
import { spillMark } from './chart/spill-file.ts';

/** Room for recordings [bytes]. */
export interface DiskSpace {
	readonly freeBytes: number;
	readonly totalBytes: number;
}

/** Nobody records a chart for longer [s]. Laboratory default. */
const LONGEST_CHART_S = 3600;
/** A sample in BDF [bytes]. */
const SAMPLE_BYTES = 3;
/** Free space must be this many times what is planned: the copy of the sealed session needs as much again. */
const TIMES = 2;

/** Space on the disk of a folder; null when the system does not say. */
export async function diskSpace(root: string): Promise<DiskSpace | null> {
	try {
		const { bavail, blocks, bsize } = await statfs(root);
		return { freeBytes: bavail * bsize, totalBytes: blocks * bsize };
	} catch {
		// a file system without such figures: the writer says when it is full
		return null;
	}
}

/** The spill folder as health tells of it. */
export type SpillFolder = NonNullable<RecorderHealth['spill']>;

/** Looks at the spill folder: whether it would help, and what of this data folder lies in it. Never throws. */
export async function spillFolder(root: string, folder: string): Promise<SpillFolder> {
	try {
		await access(folder, constants.W_OK | constants.X_OK);
		const [own, other] = await Promise.all([stat(root), stat(folder)]);
		const state = own.dev === other.dev ? 'same-disk' : 'ready';
		return { state, waitingBytes: await spilledBytes(root, folder) };
	} catch {
		// not there, not a folder, read-only, or somebody else's
		return { state: 'unwritable', waitingBytes: 0 };
	}
}

async function spilledBytes(root: string, folder: string): Promise<number> {
	const own = (await readdir(folder)).filter((name) => name.startsWith(spillMark(root)));
	// one that was put back a moment ago is gone
	const sizes = own.map((name) =>
		stat(join(folder, name)).then(
			({ size }) => size,
			() => 0
		)
	);
	return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** What must be free before a chart of this device starts [bytes]. */
export function neededBytes({
	rateHz,
	channels
}: Pick<DeviceSetup, 'rateHz' | 'channels'>): number {
	return Math.ceil(TIMES * LONGEST_CHART_S * rateHz * channels.length * SAMPLE_BYTES);
}

/**
 * Refuses a chart that might not fit.
 *
 * @throws {LabError} `recorder/disk-full` when less than twice the longest chart is free
 */
export async function refuseWithoutRoom(
	root: string,
	setup: Pick<DeviceSetup, 'rateHz' | 'channels'>
): Promise<void> {
	const space = await diskSpace(root);
	const needed = neededBytes(setup);
	if (space === null || space.freeBytes >= needed) return;
	const megabytes = (bytes: number) => Math.floor(bytes / 1e6);
	throw new LabError(
		'recorder/disk-full',
		`expected ${megabytes(needed)} MB free, got ${megabytes(space.freeBytes)} MB`
	);
}
