/**
 * A virtual instrument whose every input jumps up and down at known moments, and which notes when the bytes of each
 * jump were written to the pseudo-terminal.
 *
 * @module
 */
import type { SampleSource } from '../../../src/instrument/board/source.ts';
import { INPUTS } from '../../../src/instrument/board/source.ts';
import type { Plug } from '../../../src/instrument/cable/link.ts';
import { plugPty } from '../../../src/instrument/cable/pty.ts';
import { createClock } from '../../../src/instrument/clock.ts';
import { listen } from '../../../src/instrument/control.ts';
import { VirtualInstrument } from '../../../src/instrument/instrument.ts';
import { claim } from '../../../src/instrument/place.ts';
import { createRandom } from '#lib/core/random.ts';

/** Counts of the two levels. */
const LEVELS = [300, 700] as const;
/** Shortest and longest time between two jumps [s]: never in step with anything else. */
const [SHORTEST_S, LONGEST_S] = [0.35, 0.75];

/** An instrument that notes its jumps. */
export interface StepInstrument {
	/** Wall-clock time of the write that held the first sample of each jump [ms], in order. */
	readonly writes: readonly number[];
	readonly stop: () => void;
}

/** Starts it for a data folder; the web process of that folder takes it for the virtual instrument. */
export async function startStepInstrument(data: string): Promise<StepInstrument> {
	const clock = createClock(1);
	const place = claim(data);
	const writes: number[] = [];
	const source = new StepSource(clock());
	const plug: Plug = (onBytes) => {
		const link = plugPty(onBytes);
		return {
			path: link.path,
			unplug: () => {
				link.unplug();
			},
			write(bytes) {
				const nowMs = performance.timeOrigin + performance.now();
				const taken = link.write(bytes);
				for (; source.jumps > 0; source.jumps--) writes.push(nowMs);
				return taken;
			}
		};
	};
	const onPath = (path: string | null): void => {
		place.publish(path);
	};
	const instrument = new VirtualInstrument({
		...{ source, plug, clock, onPath },
		...{ crystalPpm: 0, lapse: 1 }
	});
	const server = await listen(place.socket, () => ({
		...{ ok: true as const, atS: clock(), subject: 'informed' as const, seed: 1 },
		...{ mode: instrument.mode, path: instrument.path }
	}));
	instrument.start();
	return {
		writes,
		stop() {
			instrument.stop();
			server.close();
			place.release();
		}
	};
}

/** Two levels on all inputs. */
class StepSource implements SampleSource {
	/** Jumps that were sampled and not yet written. */
	jumps = 0;
	readonly #random = createRandom(1);
	readonly #counts = new Array<number>(INPUTS).fill(LEVELS[0]);
	#nextS: number;

	constructor(startS: number) {
		this.#nextS = startS + LONGEST_S;
	}

	counts(timeS: number): readonly number[] {
		if (timeS < this.#nextS) return this.#counts;
		this.#counts.fill(this.#counts[0] === LEVELS[0] ? LEVELS[1] : LEVELS[0]);
		this.jumps++;
		this.#nextS = timeS + SHORTEST_S + (LONGEST_S - SHORTEST_S) * this.#random.uniform();
		return this.#counts;
	}

	hear(): void {
		// nobody sits here
	}
}
