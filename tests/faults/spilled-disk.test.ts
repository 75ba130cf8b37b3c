/**
 * A full disk with a spill folder on another, in simulation (simulated-disk.ts): whatever is told stays told when the
 * power goes at any step of spilling, putting back and repairing; room comes back, or does not, or the spill folder fills
 * up, too.
 */
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createRandom } from '#lib/core/random.ts';
import { recordFault } from './record-fault.ts';
import { SimulatedDisk } from './simulated-disk.ts';
import type { Tree } from './simulated-node.ts';
import { checkCutTwice, checkRecovered, record, type Made } from './simulated-recording.ts';
import { VirtualTime } from './virtual-time.ts';

const [RECORDINGS, CUTS] = [60, 40];
const EMPTY = (): Tree =>
	new Map([
		['data', new Map()],
		['spill', new Map()]
	]);

// what the recorder says of tiles that a full disk does not take
beforeAll(() => void vi.spyOn(console, 'error').mockImplementation(() => undefined));
afterAll(() => void vi.restoreAllMocks());

interface Attempt {
	readonly made: Made;
	readonly disk: SimulatedDisk;
	/** Most samples that lay in the spill folder. */
	readonly spilled: number;
	readonly isPutBack: boolean;
}

/** One recording: room comes back in half of them, the spill folder is small in a quarter, breaks in another. */
async function attempt(seed: number): Promise<Attempt> {
	const random = createRandom(seed);
	const time = new VirtualTime();
	const isBroken = seed % 4 === 1;
	const disk = new SimulatedDisk(EMPTY(), {
		...(isBroken && {
			write: (count: number, path: string) =>
				path.startsWith('/spill') && count % 3 === 0 ? 'EIO' : null,
			sync: (count: number, path: string) =>
				path.startsWith('/spill') && count % 5 === 0 ? 'EIO' : null
		})
	});
	if (seed % 4 === 3) disk.capacityElsewhere = 1200 + random.integer(2500);
	const full = 2600 + random.integer(2500);
	const [from, until] = [1, seed % 2 === 0 ? 3 + random.integer(4) : Infinity];
	let [spilled, isPutBack] = [0, false];
	const made = await record({ disk, counter: disk, time }, random, {
		folder: '/spill',
		between(portion, recording) {
			const now = recording.facts.spilled?.samples ?? 0;
			if (spilled > 0 && now === 0) isPutBack = true;
			spilled = Math.max(spilled, now);
			disk.capacity = portion >= from && portion < until ? full : Infinity;
		}
	});
	return { made, disk, spilled, isPutBack };
}

test(
	`${RECORDINGS * CUTS} power cuts while a full disk is spilled and put back: everything told is there`,
	{ timeout: 120_000 },
	async () => {
		let [spilled, putBack, told, recovered] = [0, 0, 0, 0];
		for (let seed = 0; seed < RECORDINGS; seed++) {
			const one = await attempt(seed);
			const random = createRandom(1000 + seed);
			told += one.made.announced.length;
			if (one.spilled > 0) spilled += 1;
			if (one.isPutBack) putBack += 1;
			for (let i = 0; i < CUTS; i++) {
				const step = i === 0 ? one.disk.step : random.integer(one.disk.step + 1);
				const image = one.disk.image(step, random);
				try {
					recovered += await (i % 8 === 1
						? checkCutTwice(image, one.made, step, random)
						: checkRecovered(image, one.made, step));
				} catch (error) {
					throw new Error(`recording ${seed}, step ${step}: ${String(error)}`, { cause: error });
				}
			}
		}
		// a test in which nothing was spilled, put back or told would prove nothing
		expect([spilled > 20, putBack > 5, told > RECORDINGS, recovered > 1000]).toEqual([
			...[true, true, true, true]
		]);
		recordFault({
			...{ id: 'F17', runs: RECORDINGS * CUTS, unit: 'samples told as recorded' },
			...{ lostExpected: 0, lostActual: 0, declared: 0 },
			note: `power cuts while spilling and putting back, simulated disks (${spilled} of ${RECORDINGS} recordings spilled)`
		});
	}
);
