/**
 * When each sample was taken, by arrivals alone; over reconnects, and in recorded time.
 *
 * @module
 */

/** Blocks the envelope is made of [s], and how many are kept. */
const BLOCK_S = 1;
const BLOCKS = 60;
const LEAST_POINTS = 5;

/** TEMPORARY stand-in until core/recording/clock-fit.ts is there. */
export class SampleClock {
	readonly #rateHz: number;
	readonly #blockS: number;
	#origin = 0;
	#blocks: { n: number; r: number; start: number }[] = [];
	#c = 0;
	#s = 0;

	constructor(rateHz: number, lapse: number) {
		this.#rateHz = rateHz;
		this.#blockS = BLOCK_S * Math.max(1, lapse / 4);
	}

	get effectiveRateHz(): number {
		return 1 / (1 / this.#rateHz + this.#s);
	}

	restart(first: number): void {
		this.#origin = first;
		this.#blocks = [];
	}

	add(index: number, arrivedS: number): void {
		const n = index - this.#origin;
		const r = arrivedS - n / this.#rateHz;
		const last = this.#blocks.at(-1);
		if (last && arrivedS - last.start < this.#blockS) {
			if (r < last.r) Object.assign(last, { n, r });
			else return;
		} else this.#blocks.push({ n, r, start: arrivedS });
		if (this.#blocks.length > BLOCKS) this.#blocks.shift();
		this.#fit();
	}

	timeOf(index: number): number {
		const n = index - this.#origin;
		return n / this.#rateHz + this.#c + this.#s * n;
	}

	indexAt(timeS: number): number {
		return this.#origin + (timeS - this.#c) / (1 / this.#rateHz + this.#s);
	}

	#fit(): void {
		const count = this.#blocks.length;
		if (count < LEAST_POINTS) {
			this.#s = 0;
			this.#c = Math.min(...this.#blocks.map(({ r }) => r));
			return;
		}
		const meanN = this.#blocks.reduce((sum, { n }) => sum + n, 0) / count;
		const meanR = this.#blocks.reduce((sum, { r }) => sum + r, 0) / count;
		let over = 0;
		let under = 0;
		for (const { n, r } of this.#blocks) {
			over += (n - meanN) * (r - meanR);
			under += (n - meanN) ** 2;
		}
		this.#s = Math.max(-0.0005, Math.min(0.0005, over / under));
		this.#c = meanR - this.#s * meanN;
	}
}
