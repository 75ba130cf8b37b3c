/**
 * A quick look at each channel for the sensor check: flat, clipped, noisy or missing over the last seconds.
 * For the eye of the examiner only; scoring judges signals by its own measures.
 *
 * @module
 */
import type { ChannelSpec } from '#lib/core/recording/recorder-messages.ts';

/** What is looked back on, in parts that are forgotten one by one. */
const WINDOW_S = 4;
const PARTS = 8;
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
}

const emptyPart = (): Part => ({
	...{ samples: 0, lost: 0, clipped: 0, roughness: 0 },
	...{ min: Infinity, max: -Infinity }
});

/** Watches one channel. */
export class ChannelQuality {
	readonly #spec: ChannelSpec;
	readonly #perPart: number;
	readonly #parts: Part[] = [emptyPart()];
	#last = 0;
	#secondLast = 0;

	constructor(spec: ChannelSpec, rateHz: number) {
		this.#spec = spec;
		this.#perPart = Math.max(1, Math.round((rateHz * WINDOW_S) / PARTS));
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
		const moving = range > 0 ? 1 : this.#spec.kind === 'eda' && !isClipped ? STILL_EDA : 0;
		const rough = Math.max(0, all.roughness / arrived - FLICKER) / Math.max(1, range);
		const smooth = 1 - between((rough - SMOOTH) / (ROUGH - SMOOTH));
		const inRange = 1 - between((10 * all.clipped) / arrived);
		const present = 1 - between((4 * all.lost) / all.samples);
		return Math.round(100 * moving * smooth * inRange * present) / 100;
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
