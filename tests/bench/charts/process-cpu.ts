/**
 * CPU time of a process and of all its descendants, as the kernel counts it.
 *
 * @module
 */
import { readdirSync, readFileSync } from 'node:fs';

/** Of `times` in /proc [ms]; 100 a second on every Linux that Node runs on. */
const TICK_MS = 10;

/** CPU time so far of a process and everything it started [ms]. What ended before is counted by its parent. */
export function cpuOfTree(root: number): number {
	const all = readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.flatMap((name) => statOf(Number(name)) ?? []);
	const own = new Set([root]);
	for (let size = 0; size !== own.size;) {
		size = own.size;
		for (const { pid, parent } of all) if (own.has(parent)) own.add(pid);
	}
	return all.filter(({ pid }) => own.has(pid)).reduce((sum, { ms }) => sum + ms, 0);
}

/** null = it ended meanwhile. */
function statOf(pid: number): { pid: number; parent: number; ms: number } | null {
	let text: string;
	try {
		text = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
	} catch (error) {
		if (
			error instanceof Error &&
			'code' in error &&
			['ENOENT', 'ESRCH'].includes(String(error.code))
		)
			return null;
		throw error;
	}
	// the name stands in brackets and may hold blanks
	const fields = text
		.slice(text.lastIndexOf(')') + 2)
		.split(' ')
		.map(Number);
	const [parent = 0, times] = [fields[1], fields.slice(11, 15)];
	return { pid, parent, ms: TICK_MS * times.reduce((sum, ticks) => sum + ticks, 0) };
}
