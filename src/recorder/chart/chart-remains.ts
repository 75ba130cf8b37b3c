/**
 * What a recorder that died left of its charts, read.
 *
 * @module
 */
import { join } from 'node:path';
import { clockLine, type ClockLine } from '#lib/core/recording/clock-lines.ts';
import { recorderNotice } from '#lib/core/recording/recorder-messages.ts';
import type { Disk } from '#lib/disk/disk.ts';
import { readWhole } from '#lib/disk/write-whole.ts';
import type { ChartClosed } from './chart-files.ts';

const MARKER = /^chart-\d\d\.open$/;

/** Markers of all charts that were open. */
export function openMarkers(disk: Disk, root: string): Promise<string[]> {
	return named(disk, root, (name) => MARKER.test(name));
}

/** The lines up to the first that is not one: what follows it was being written when the power went. */
export async function readLines(disk: Disk, path: string): Promise<ClockLine[]> {
	const text = textOf(await readWhole(disk, path).catch(() => new Uint8Array(0)));
	const lines: ClockLine[] = [];
	for (const line of text.split('\n').slice(0, -1)) {
		try {
			lines.push(clockLine.parse(JSON.parse(line)));
		} catch {
			break;
		}
	}
	return lines;
}

/** Text of bytes in UTF-8. */
export const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Rate by the clock pairs [Hz]; the nominal one when there are too few. */
export function effectiveRate(lines: readonly ClockLine[], rateHz: number): number {
	const pairs = lines.filter((line) => line.type === 'clock');
	const [first, last] = [pairs[0], pairs.at(-1)];
	if (!first || !last || last.monotonicS <= first.monotonicS) return rateHz;
	const rate = (last.sample - first.sample) / (last.monotonicS - first.monotonicS);
	return rate > 0 ? rate : rateHz;
}

/** A closing notice; null = there is none. */
export async function readClosed(disk: Disk, file: string): Promise<ChartClosed | null> {
	const bytes = await readWhole(disk, file).catch(() => null);
	if (bytes === null) return null;
	const notice = recorderNotice.safeParse(JSON.parse(textOf(bytes)));
	return notice.success && notice.data.notice === 'chart-closed' ? notice.data : null;
}

/** Files of all sessions whose name is asked for. */
export async function named(
	disk: Disk,
	root: string,
	isAsked: (name: string) => boolean
): Promise<string[]> {
	const recordings = join(root, 'recordings');
	const sessions = await disk.list(recordings).catch(() => []);
	const folders = sessions.filter(({ isFolder }) => isFolder).map(({ name }) => name);
	const found: string[] = [];
	for (const session of folders.toSorted()) {
		const folder = join(recordings, session);
		const names = (await disk.list(folder)).map(({ name }) => name).toSorted();
		found.push(...names.filter(isAsked).map((name) => join(folder, name)));
	}
	return found;
}
