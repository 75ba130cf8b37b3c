/**
 * Breathing of the virtual subject: one breath after the other, each with its own length and height; hiding a
 * recognised detail makes breaths flatter and slower, which shortens the line.
 *
 * @module
 */
import type { Random } from '../random.ts';
import type { SubjectModel } from './model.ts';
import { LONGEST_REACTION, type Reaction } from './reaction.ts';
import { bump, slowWander } from './wander.ts';

type LungModel = SubjectModel['breathing'];

/** Share of a breath spent breathing in. */
const INSPIRATION = 0.42;

/** Height 0…1 of a breath at phase 0…1, smooth at both turning points. */
function breathShape(phase: number): number {
	const half =
		phase < INSPIRATION
			? phase / INSPIRATION / 2
			: 0.5 + (phase - INSPIRATION) / (1 - INSPIRATION) / 2;
	return (1 - Math.cos(2 * Math.PI * half)) / 2;
}

/** The breathing of one subject. */
export class VirtualLungs {
	readonly #model: LungModel;
	readonly #random: Random;
	readonly #breaths: Random;
	readonly #period: number;
	readonly #suppression: number;
	readonly #baseline: (t: number) => number;
	#lastS = 0;
	#phase: number;
	#breath = { period: 1, height: 1 };
	#effects: { onsetS: number; suppression: number }[] = [];
	#talks: number[] = [];
	#sighS = -Infinity;

	/**
	 * @param random draws the person first, then the reaction to each item
	 * @param breaths draws each breath
	 */
	constructor(model: LungModel, random: Random, breaths: Random) {
		this.#model = model;
		this.#random = random;
		this.#breaths = breaths;
		this.#period = 60 / Math.max(8, model.rate + model.rateSpread * random.normal());
		this.#suppression = Math.max(
			0,
			model.recognition * (1 + model.recognitionSpread * random.normal())
		);
		this.#baseline = slowWander(random, 0.02, 1 / 200, 1 / 30);
		this.#phase = random.uniform();
		this.#draw();
	}

	/** Phase of the breath, 0…1, 0 = beginning to breathe in. */
	get phase(): number {
		return this.#phase;
	}

	#draw(): void {
		const spread = this.#model.breathSpread;
		this.#breath = {
			period: this.#period * Math.max(0.5, 1 + spread * this.#breaths.normal()),
			height: Math.max(0.3, 1 + spread * this.#breaths.normal())
		};
	}

	/** What hearing an item does to breathing. */
	react(reaction: Reaction): void {
		const hidden = reaction.recognised * reaction.concealed;
		const own = this.#random.normal() * this.#model.trialSpread;
		const made = reaction.selfMade ? 0.5 * this.#random.normal() * this.#suppression : 0;
		this.#effects.push({
			onsetS: reaction.onsetS,
			suppression: hidden * this.#suppression + own + made
		});
	}

	/** Speaking one word: a short kink while breathing out. */
	talk(timeS: number): void {
		this.#talks.push(timeS);
	}

	/** One deep breath. */
	sigh(timeS: number): void {
		this.#sighS = timeS;
	}

	#suppressed(timeS: number): number {
		if ((this.#effects[0]?.onsetS ?? timeS) < timeS - LONGEST_REACTION) this.#effects.shift();
		let sum = 0;
		for (const { onsetS, suppression } of this.#effects)
			sum += suppression * bump(timeS - onsetS, 0.5, 18, 1.5);
		return Math.max(-0.5, Math.min(0.8, sum));
	}

	/** Belt signal at a time [s] that starts at 0 and never goes back: share of the sensor range, about −0.5…0.5. */
	at(timeS: number): number {
		const suppressed = this.#suppressed(timeS);
		const speed = (1 - 0.5 * suppressed) / this.#breath.period;
		this.#phase += Math.max(0, timeS - this.#lastS) * speed;
		this.#lastS = timeS;
		if (this.#phase >= 1) {
			this.#phase -= Math.floor(this.#phase);
			this.#draw();
		}
		const height = this.#model.size * this.#breath.height * (1 - suppressed);
		let value = this.#baseline(timeS) + height * breathShape(this.#phase) - this.#model.size / 2;
		if ((this.#talks[0] ?? timeS) < timeS - 2) this.#talks.shift();
		for (const talk of this.#talks) value -= 0.05 * bump(timeS - talk, 0, 1, 0.4);
		return value + 0.35 * bump(timeS - this.#sighS, 0, 5, 2.4);
	}
}
