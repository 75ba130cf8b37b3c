/**
 * A quick look at each channel for the sensor check: flat, clipped, noisy, humming or missing over the last seconds.
 * For the eye of the examiner only; scoring judges signals by its own measures.
 *
 * @module
 */
import type { ChannelSpec } from '#lib/core/recording/recorder-messages.ts';

/** What is looked back on, in parts that are forgotten one by one. */
const WINDOW_S = 4;
const PARTS = 8;
/** A line is flat when it did not move in this many of the newest parts: told within 3 s. */
const FLAT_PARTS = 5;
/** The mains [Hz], seen from this rate on, and the share of the range from which it is noise. */
const MAINS_HZ = 50;
const LEAST_RATE_HZ = 110;
const HUM = 0.3;
const LOUD_HUM = 0.6;
/** Roughness (mean second difference ÷ range) of a clean and of a useless signal; white noise has 0.3. Lab decision 2026-11. */
const SMOOTH = 0.05;
const ROUGH = 0.25;
/** A converter flickers by one or two counts; that is no noise. */
const FLICKER = 1.5;
/** Quality of a skin conductance that does not move: possible at rest, but worth a look. Lab decision 2026-11. */
const STILL_EDA = 0.5;

interface Part {
	samples: number;
	lost: number;
	clipped: number;
	min: number;
	max: number;
	roughness: number;
	/** Correlation with the mains, value of the part's first sample taken off. */
	first: number;
	cosine: number;
	sine: number;
}

const emptyPart = (): Part => ({
	...{ samples: 0, lost: 0, clipped: 0, roughness: 0 },
	...{ min: Infinity, max: -Infinity, first: NaN, cosine: 0, sine: 0 }
});

/** Watches one channel. */
export class ChannelQuality {
	readonly #spec: ChannelSpec;
	readonly #perPart: number;
	readonly #parts: Part[] = [emptyPart()];
	/** Angle of the mains from one sample to the next; 0 = not looked for. */
	readonly #step: number;
	#last = 0;
	#secondLast = 0;

	constructor(spec: ChannelSpec, rateHz: number) {
		this.#spec = spec;
		this.#perPart = Math.max(1, Math.round((rateHz * WINDOW_S) / PARTS));
		this.#step = rateHz < LEAST_RATE_HZ ? 0 : (2 * Math.PI * MAINS_HZ) / rateHz;
	}

	/** Takes raw counts; `gap` = they never arrived. */
	push(samples: Int32Array, gap: boolean): void {
		const { digitalMin, digitalMax } = this.#spec;
		for (const value of samples) {
			const part = this.#part();
			part.samples += 1;
			if (gap) {
				part.lost += 1;
				continue;
			}
			if (value <= digitalMin || value >= digitalMax) part.clipped += 1;
			if (value < part.min) part.min = value;
			if (value > part.max) part.max = value;
			if (Number.isNaN(part.first)) part.first = value;
			const angle = this.#step * part.samples;
			part.cosine += (value - part.first) * Math.cos(angle);
			part.sine += (value - part.first) * Math.sin(angle);
			part.roughness += Math.abs(value - 2 * this.#last + this.#secondLast);
			this.#secondLast = this.#last;
			this.#last = value;
		}
	}

	/** 0 = useless … 1 = good. */
	value(): number {
		const all = emptyPart();
		for (const part of this.#parts) {
			all.samples += part.samples;
			all.lost += part.lost;
			all.clipped += part.clipped;
			all.roughness += part.roughness;
			all.min = Math.min(all.min, part.min);
			all.max = Math.max(all.max, part.max);
		}
		const arrived = all.samples - all.lost;
		if (arrived === 0) return 0;
		const range = all.max - all.min;
		const isClipped = all.clipped === arrived;
		const moving = this.#isMoving() ? 1 : this.#spec.kind === 'eda' && !isClipped ? STILL_EDA : 0;
		const rough = Math.max(0, all.roughness / arrived - FLICKER) / Math.max(1, range);
		const smooth = 1 - between((rough - SMOOTH) / (ROUGH - SMOOTH));
		const inRange = 1 - between((10 * all.clipped) / arrived);
		const present = 1 - between((4 * all.lost) / all.samples);
		const quiet = 1 - between((this.#hum(range) - HUM) / (LOUD_HUM - HUM));
		return Math.round(100 * moving * smooth * quiet * inRange * present) / 100;
	}

	/** Whether the newest parts show more than one value. */
	#isMoving(): boolean {
		const newest = this.#parts.slice(-FLAT_PARTS).filter(({ min }) => min !== Infinity);
		const min = Math.min(...newest.map((part) => part.min));
		return newest.some((part) => part.max > min);
	}

	/** Largest swing of the mains in a whole part of the newest, as a share of the range. */
	#hum(range: number): number {
		if (this.#step === 0 || range === 0) return 0;
		const whole = this.#parts
			.slice(-FLAT_PARTS)
			.filter(({ samples, lost }) => samples === this.#perPart && lost === 0);
		const swings = whole.map(({ cosine, sine }) => (4 * Math.hypot(cosine, sine)) / this.#perPart);
		return whole.length === 0 ? 0 : Math.max(...swings) / range;
	}

	#part(): Part {
		const newest = this.#parts.at(-1);
		if (newest && newest.samples < this.#perPart) return newest;
		const part = emptyPart();
		this.#parts.push(part);
		if (this.#parts.length > PARTS) this.#parts.shift();
		return part;
	}
}

const between = (value: number): number => Math.min(1, Math.max(0, value));
