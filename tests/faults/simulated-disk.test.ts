/**
 * The power goes at any step of a recording or a sealing: what was told is there, the rest is a beginning of what was
 * made or nothing. Ten thousand cuts of the real recorder code on a disk that keeps no more than it must
 * (simulated-disk.ts). Killing a process cannot show this: the system's memory of the files survives it.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createRandom, type Random } from '#lib/core/random.ts';
import { SLOW_DISK } from '#lib/core/recording/recorder-messages.ts';
import type { Disk } from '#lib/disk/disk.ts';
import { putInPlace, writeSynced } from '#lib/server/sealed-folder.ts';
import { recordFault } from './record-fault.ts';
import { SimulatedDisk, type DiskFaults } from './simulated-disk.ts';
import { fileOf, type Tree } from './simulated-node.ts';
import {
	checkCutTwice,
	checkRecovered,
	record,
	recordingPath,
	ROOT,
	type Made
} from './simulated-recording.ts';
import { VirtualTime } from './virtual-time.ts';

const RECORDINGS = 125;
const CUTS = 80;
const TIMEOUT = { timeout: 60_000 };
const EMPTY = (): Tree => new Map([['data', new Map()]]);

// what the recorder says of tiles that a full disk does not take
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => void vi.restoreAllMocks());

/** What goes wrong with the disk besides the power, in four of five recordings. */
function faultsOf(seed: number, random: Random, time: VirtualTime): DiskFaults {
	const first = random.integer(14);
	const count = 1 + random.integer(4);
	const isHit = (at: number): boolean => at >= first && at < first + count;
	const evicts = random.integer(2) === 0;
	switch (seed % 5) {
		case 1:
			return { sync: (at) => (isHit(at) ? 'EIO' : null), evicts };
		case 2:
			return { write: (at) => (isHit(at) ? 'EIO' : null) };
		case 3:
			return { delay: (at) => (isHit(at) ? time.sleep(5000) : null) };
		default:
			return {};
	}
}

interface Attempt {
	readonly made: Made;
	readonly disk: SimulatedDisk;
	readonly random: Random;
}

/** A recording of this seed; `through` = what stands between the recorder and the disk. */
async function attempt(
	seed: number,
	through: (disk: Disk) => Disk = (disk) => disk,
	more: DiskFaults = {}
): Promise<Attempt> {
	const random = createRandom(seed);
	const time = new VirtualTime();
	const counter = new SimulatedDisk(EMPTY(), { ...faultsOf(seed, random, time), ...more });
	// a disk that is full for good, from some time on
	if (seed % 5 === 4) counter.capacity = 1500 + random.integer(9000);
	const made = await record({ disk: through(counter), counter, time }, random);
	return { made, disk: counter, random };
}

/** Cuts the power `cuts` times at steps by chance. */
async function cut(seed: number, { made, disk, random }: Attempt, cuts: number): Promise<number> {
	let recovered = 0;
	for (let i = 0; i < cuts; i++) {
		const step = random.integer(disk.step + 1);
		const image = disk.image(step, random);
		try {
			recovered += await (i % 8 === 0
				? checkCutTwice(image, made, step, random)
				: checkRecovered(image, made, step));
		} catch (error) {
			throw new Error(`recording ${seed}, cut ${i} at step ${step}: ${String(error)}`, {
				cause: error
			});
		}
	}
	return recovered;
}

test(
	`${RECORDINGS * CUTS} power cuts: everything told is there, in order, repaired once and for all`,
	{ timeout: 120_000 },
	async () => {
		let [recovered, told, troubled] = [0, 0, 0];
		for (let seed = 0; seed < RECORDINGS; seed++) {
			const one = await attempt(seed);
			told += one.made.announced.length;
			troubled += one.made.troubles.length;
			recovered += await cut(seed, one, CUTS);
		}
		// a test in which nothing was told, refused or recovered would prove nothing
		expect([told > RECORDINGS, troubled > 20, recovered > 10_000]).toEqual([true, true, true]);
		recordFault({
			...{ id: 'F22', runs: RECORDINGS * CUTS, unit: 'samples told as recorded' },
			...{ lostExpected: 0, lostActual: 0, declared: 0 },
			note: 'simulated disk: the recorder’s code, not a machine that was switched off'
		});
	}
);

/** Seeds until one is caught; null = none of these. */
async function caught(
	through: (disk: Disk) => Disk,
	seedOf: (i: number) => number,
	more: DiskFaults = {}
): Promise<string | null> {
	for (let i = 0; i < 40; i++)
		try {
			await cut(seedOf(i), await attempt(seedOf(i), through, more), 20);
		} catch (error) {
			return String(error);
		}
	return null;
}

const withFiles = (disk: Disk, change: (open: Disk['open']) => Disk['open']): Disk => ({
	open: change(disk.open.bind(disk)),
	mkdir: (path) => disk.mkdir(path),
	rename: (from, to) => disk.rename(from, to),
	remove: (path) => disk.remove(path),
	list: (folder) => disk.list(folder),
	chmod: (path, mode) => disk.chmod(path, mode),
	syncFolder: (path) => disk.syncFolder(path)
});

test('a writer that tells before the disk has synced is caught', TIMEOUT, async () => {
	const hasty = (disk: Disk): Disk =>
		withFiles(disk, (open) => async (path, flags, mode) => {
			const file = await open(path, flags, mode);
			return path === recordingPath ? { ...file, datasync: async () => undefined } : file;
		});
	expect(await caught(hasty, (i) => 5 * i)).not.toBeNull();
});

test(
	'a writer that takes a second sync for success after a failed one is caught',
	TIMEOUT,
	async () => {
		const trusting = (disk: Disk): Disk =>
			withFiles(disk, (open) => async (path, flags, mode) => {
				const file = await open(path, flags, mode);
				const again = (): Promise<void> => file.datasync().catch(() => file.datasync());
				return { ...file, datasync: again };
			});
		expect(await caught(trusting, (i) => 5 * i + 1)).not.toBeNull();
	}
);

test('a writer that never syncs a folder is caught', TIMEOUT, async () => {
	const nameless = (disk: Disk): Disk => ({
		...withFiles(disk, (open) => open),
		syncFolder: async () => undefined
	});
	expect(await caught(nameless, (i) => 5 * i)).not.toBeNull();
});

test('a sync that failed is told at once, and nothing is taken for recorded from that file', async () => {
	const time = new VirtualTime();
	// header, lines and folders are synced by then: the first record is what fails
	const failed: string[] = [];
	const counter = new SimulatedDisk(EMPTY(), {
		evicts: true,
		sync: (at, path) => {
			if (at !== 10) return null;
			failed.push(path);
			return 'EIO';
		}
	});
	const made = await record({ disk: counter, counter, time }, createRandom(3));
	expect(failed).toHaveLength(1);
	expect(made.troubles.map(({ problem }) => problem)).toEqual(['EIO', null]);
	expect(made.closed?.what).toMatchObject({ samples: made.samples.length, repaired: false });
	const gaps = made.samples.filter((sample) => sample === null).length;
	expect(made.closed?.what.lost).toBe(gaps);
	recordFault({
		...{ id: 'F18', runs: 1, unit: 'samples', lostExpected: 0, lostActual: 0, declared: 0 },
		note: 'a sync that fails: a new file of what was certain and what is in memory'
	});
});

test('a disk that does not answer is told of within a second, and told when it does', async () => {
	const time = new VirtualTime();
	const asked: number[] = [];
	const counter = new SimulatedDisk(EMPTY(), {
		delay: (at) => {
			if (at !== 10) return null;
			asked.push(time.nowMs());
			return time.sleep(5000);
		}
	});
	const made = await record({ disk: counter, counter, time }, createRandom(3));
	const [slow, well] = made.troubles;
	expect(slow?.problem).toBe(SLOW_DISK);
	expect((slow?.atMs ?? Infinity) - (asked[0] ?? 0)).toBeLessThanOrEqual(1000);
	expect(well?.problem).toBeNull();
	expect(made.closed?.what.samples).toBe(made.samples.length);
});

/** Everything in a folder by path. */
function filesIn(tree: Tree | undefined, at = ''): Record<string, string> {
	if (tree === undefined) return {};
	if (!(tree instanceof Map)) return { [at]: new TextDecoder().decode(tree) };
	return Object.fromEntries(
		[...tree].flatMap(([name, each]) => Object.entries(filesIn(each, `${at}/${name}`)))
	);
}

async function seal(disk: Disk, files: Readonly<Record<string, string>>): Promise<void> {
	const part = `${ROOT}/archive/.s1.part`;
	await disk.remove(part);
	for (const [path, text] of Object.entries(files)) await writeSynced(part + path, text, disk);
	await putInPlace(ROOT, { part, folder: `${ROOT}/archive/s1` }, disk);
}

test(
	'a sealed folder is there whole or not at all, and whole once it was told',
	TIMEOUT,
	async () => {
		const old = { '/events.jsonl': 'old', '/recordings/chart-01.bdf': 'a'.repeat(900) };
		const files = {
			...{ '/events.jsonl': 'e'.repeat(1300), '/manifest.json': '{}' },
			...{ '/recordings/chart-01.bdf': 'b'.repeat(5000), '/protocols/rules/x.yaml': 'x: 1' }
		};
		for (let seed = 0; seed < 30; seed++) {
			const random = createRandom(seed);
			const before = new SimulatedDisk(EMPTY());
			if (seed % 2 === 0) await seal(before, old);
			const disk = new SimulatedDisk(before.tree());
			await seal(disk, files);
			for (let i = 0; i < 20; i++) {
				const step = i === 0 ? disk.step : random.integer(disk.step + 1);
				const image = disk.image(step, random);
				const found = filesIn(folderOf(image, '/data/archive/s1'));
				const allowed =
					step === disk.step ? [files] : [files, {}, ...(seed % 2 === 0 ? [old] : [])];
				expect(allowed, `seed ${seed}, step ${step}`).toContainEqual(found);
				// sealing again ends what was cut off
				const again = new SimulatedDisk(image);
				await seal(again, files);
				expect(filesIn(folderOf(again.tree(), '/data/archive/s1'))).toEqual(files);
			}
		}
	}
);

function folderOf(tree: Tree, path: string): Tree | undefined {
	let at: Tree | undefined = tree;
	for (const part of path.split('/').slice(1)) at = at instanceof Map ? at.get(part) : undefined;
	expect(fileOf(tree, path)).toBeUndefined();
	return at;
}
