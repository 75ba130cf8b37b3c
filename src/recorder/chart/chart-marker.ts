/**
 * The marker of a chart that is being recorded: its plan, and whether a part of it lies in the spill folder.
 *
 * @module
 */
import type { Disk } from '#lib/disk/disk.ts';
import { readWhole, writeAll, writeAtomically } from '#lib/disk/write-whole.ts';
import { chartPlan, type ChartPaths, type ChartPlan } from './chart-plan.ts';

const [NOTHING, SOMETHING] = ['-', '+'];

/** A marker, read. */
export interface ChartMarker {
	readonly plan: ChartPlan;
	/** A part of the chart is in the spill folder, and without it the chart is not whole. */
	readonly isSpilled: boolean;
}

/** Writes the marker, its plan in the first line. */
export async function writeMarker(
	disk: Disk,
	{ open }: ChartPaths,
	plan: ChartPlan
): Promise<void> {
	await writeAtomically(open, `${JSON.stringify(plan)}\n${NOTHING}\n`, disk);
}

/**
 * Reads a marker; those of before have no second line.
 *
 * @throws {SyntaxError} when it is no JSON
 * @throws {z.ZodError} when it holds no plan
 */
export async function readMarker(disk: Disk, path: string): Promise<ChartMarker> {
	const [first = '', second] = new TextDecoder().decode(await readWhole(disk, path)).split('\n');
	return { plan: chartPlan.parse(JSON.parse(first)), isSpilled: second === SOMETHING };
}

/** Notes whether a part lies in the spill folder: one byte in its place, because a full disk takes no new one. */
export async function markSpilled(
	disk: Disk,
	{ open }: ChartPaths,
	plan: ChartPlan,
	isSpilled: boolean
): Promise<void> {
	const file = await disk.open(open, 'r+');
	try {
		const at = Buffer.byteLength(JSON.stringify(plan)) + 1;
		await writeAll(file, Buffer.from(isSpilled ? SOMETHING : NOTHING), at);
		await file.sync();
	} finally {
		await file.close();
	}
}
