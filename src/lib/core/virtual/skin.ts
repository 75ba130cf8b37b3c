/**
 * Skin conductance of the virtual subject: level, slow drift, spontaneous responses and responses to items.
 *
 * Conductance = level + drift + Σ size × Bateman shape. Size of a response to an item = person × habituation ×
 * (orienting for the first, recognition for a known key) × lognormal noise; some items get none.
 *
 * @module
 */
import type { Random } from '../random.ts';
import type { SubjectConduct, SubjectModel } from './model.ts';
import { LONGEST_REACTION, type Reaction } from './reaction.ts';
import { lognormal, slowWander, waitingTime } from './wander.ts';

type SkinModel = SubjectModel['eda'];

/**
 * Difference of two exponentials scaled to a peak of 1.
 *
 * @param riseTau [s], smaller than `fallTau`
 * @source Benedek & Kaernbach 2010, Bateman function
 */
export function batemanShape(riseTau: number, fallTau: number): (t: number) => number {
	const peakTime = (Math.log(fallTau / riseTau) * riseTau * fallTau) / (fallTau - riseTau);
	const raw = (t: number): number => Math.exp(-t / fallTau) - Math.exp(-t / riseTau);
	const scale = 1 / raw(peakTime);
	return (t) => (t <= 0 ? 0 : scale * raw(t));
}

/** The skin of one subject. */
export class VirtualSkin {
	readonly #model: SkinModel;
	readonly #conduct: SubjectConduct;
	readonly #random: Random;
	readonly #spontaneous: Random;
	readonly #level: number;
	readonly #drift: (t: number) => number;
	readonly #shape: (t: number) => number;
	readonly #size: number;
	readonly #recognition: number;
	#nextSpontaneous: number;
	#responses: { onsetS: number; size: number }[] = [];

	/**
	 * @param random draws the person first, then the response to each item
	 * @param spontaneous draws what happens by itself, apart from the items
	 */
	constructor(model: SkinModel, conduct: SubjectConduct, random: Random, spontaneous: Random) {
		this.#model = model;
		this.#conduct = conduct;
		this.#random = random;
		this.#spontaneous = spontaneous;
		this.#level = Math.min(15, lognormal(random, model.level, model.levelSpread));
		this.#drift = slowWander(random, model.drift, 1 / 600, 1 / 60);
		this.#shape = batemanShape(model.riseTau, model.fallTau);
		this.#size = lognormal(random, model.size, model.sizeSpread);
		this.#recognition = Math.max(1, lognormal(random, model.recognition, model.recognitionSpread));
		this.#nextSpontaneous = waitingTime(spontaneous, model.spontaneousPerMinute);
	}

	/** Adds a response of this size [uS] that begins at this time [s]. */
	respond(onsetS: number, size: number): void {
		if (size > 0) this.#responses.push({ onsetS, size });
	}

	/** The response to an item. Draws the same numbers whatever the item is, so that kinds stay comparable. */
	react(reaction: Reaction): void {
		const { latencyLeast, latencyMost, trialSpread, responseShare } = this.#model;
		const onsetS =
			reaction.onsetS + latencyLeast + (latencyMost - latencyLeast) * this.#random.uniform();
		const noise = lognormal(this.#random, 1, trialSpread);
		const answers = this.#random.uniform() < responseShare || reaction.recognised > 0;
		const habituation =
			this.#model.habituationFloor +
			(1 - this.#model.habituationFloor) *
				Math.exp(-reaction.heardBefore / this.#model.habituationItems);
		const enlarged =
			(reaction.first ? this.#model.orienting : 1) *
			this.#recognition ** (reaction.selfMade ? 1 : reaction.recognised);
		const size = this.#conduct.responds * this.#size * habituation * enlarged * noise;
		if (answers || reaction.first || reaction.selfMade) this.respond(onsetS, size);
	}

	/** Responses to acts such as moving or sighing, in multiples of this person's response to an item. */
	startle(onsetS: number, strength: number): void {
		this.respond(onsetS + 1.5, this.#conduct.responds * this.#size * strength);
	}

	/** Conductance [uS] at a time that never goes back [s], from 0 on. */
	at(timeS: number): number {
		while (timeS >= this.#nextSpontaneous) {
			const size = lognormal(this.#spontaneous, this.#model.spontaneousSize, 0.5);
			this.respond(this.#nextSpontaneous, this.#conduct.responds * size);
			this.#nextSpontaneous += waitingTime(this.#spontaneous, this.#model.spontaneousPerMinute);
		}
		if ((this.#responses[0]?.onsetS ?? timeS) < timeS - LONGEST_REACTION) this.#responses.shift();
		let sum = this.#level + this.#drift(timeS);
		for (const { onsetS, size } of this.#responses) sum += size * this.#shape(timeS - onsetS);
		return Math.max(0.2, sum);
	}
}
