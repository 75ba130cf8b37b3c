/**
 * Heart and finger of the virtual subject: a pulse wave whose rate breathes, wanders and reacts to items.
 *
 * Rate = person + sinus arrhythmia + wander + early slowing and quickening after any item + slowing 3–15 s after a
 * recognised, concealed item. Pulse height falls after items (vasoconstriction), more after recognised ones.
 *
 * @module
 */
import type { Random } from '../random.ts';
import type { SubjectModel } from './model.ts';
import { LONGEST_REACTION, type Reaction } from './reaction.ts';
import { bump, slowWander } from './wander.ts';

type HeartModel = SubjectModel['pulse'];

/** Pulse wave 0…about 1 at phase 0…1: steep systolic rise, slower fall with a dicrotic wave. */
function pulseShape(phase: number): number {
	const systole = (phase - 0.16) / (phase < 0.16 ? 0.055 : 0.13);
	const dicrotic = (phase - 0.46) / 0.1;
	const previous = (phase + 0.54) / 0.13;
	return (
		Math.exp(-systole * systole) +
		0.32 * Math.exp(-dicrotic * dicrotic) +
		0.1 * Math.exp(-previous * previous)
	);
}

/** The pulse of one subject. */
export class VirtualHeart {
	readonly #model: HeartModel;
	readonly #random: Random;
	readonly #rate: number;
	readonly #slowing: number;
	readonly #wander: (t: number) => number;
	readonly #sizeWander: (t: number) => number;
	readonly #tone: (t: number) => number;
	#lastS = 0;
	#phase: number;
	#effects: { onsetS: number; change: number; early: number; narrowing: number }[] = [];

	/** @param random draws the person first, then the reaction to each item */
	constructor(model: HeartModel, random: Random) {
		this.#model = model;
		this.#random = random;
		this.#rate = Math.min(110, Math.max(50, model.rate + model.rateSpread * random.normal()));
		this.#slowing = Math.max(
			0,
			model.recognition * (1 + model.recognitionSpread * random.normal())
		);
		this.#wander = slowWander(random, model.wander, 1 / 90, 0.12);
		this.#sizeWander = slowWander(random, 0.06, 1 / 120, 1 / 15);
		this.#tone = slowWander(random, 0.02, 1 / 60, 0.1);
		this.#phase = random.uniform();
	}

	/** What hearing an item does to rate and pulse height. */
	react(reaction: Reaction): void {
		const { trialSpread, earlyChange, constriction, constrictionRecognition } = this.#model;
		const hidden = reaction.recognised * reaction.concealed;
		const own = trialSpread * this.#random.normal();
		const early = earlyChange * (1 + 0.3 * this.#random.normal());
		const narrow = Math.max(0, 1 + 0.4 * this.#random.normal());
		const strong = reaction.selfMade ? 1 : reaction.recognised;
		this.#effects.push({
			onsetS: reaction.onsetS,
			change: own - hidden * this.#slowing + (reaction.selfMade ? this.#slowing / 2 : 0),
			early: reaction.first ? 1.5 * early : early,
			narrowing: narrow * (constriction + constrictionRecognition * strong)
		});
	}

	/** Moving or sighing quickens the heart for some seconds. */
	quicken(timeS: number, bpm: number): void {
		this.#effects.push({ onsetS: timeS - 3, change: bpm, early: 0, narrowing: 0.1 });
	}

	/**
	 * Rate [bpm] at a time [s].
	 *
	 * @param breathPhase 0…1, 0 = beginning to breathe in; the rate is highest near the end of breathing in
	 */
	rateAt(timeS: number, breathPhase: number): number {
		let rate =
			this.#rate +
			this.#wander(timeS) +
			this.#model.sinusArrhythmia * Math.sin(2 * Math.PI * (breathPhase - 0.12));
		for (const { onsetS, change, early } of this.#effects) {
			const t = timeS - onsetS;
			rate += change * bump(t, 3, 15, 1.5);
			rate += early * (0.8 * bump(t, 3, 6.5, 1.5) - bump(t, 0, 3.5, 1.5));
		}
		return Math.min(180, Math.max(40, rate));
	}

	/** Pulse signal at a time [s] that starts at 0 and never goes back: share of the sensor range, about −0.3…0.3. */
	at(timeS: number, breathPhase: number): number {
		if ((this.#effects[0]?.onsetS ?? timeS) < timeS - LONGEST_REACTION) this.#effects.shift();
		this.#phase += (Math.max(0, timeS - this.#lastS) * this.rateAt(timeS, breathPhase)) / 60;
		this.#lastS = timeS;
		this.#phase -= Math.floor(this.#phase);
		let size = 1 + this.#sizeWander(timeS);
		for (const { onsetS, narrowing } of this.#effects)
			size *= 1 - narrowing * bump(timeS - onsetS, 2, 15, 3);
		return this.#tone(timeS) + this.#model.size * (size * pulseShape(this.#phase) - 0.35);
	}
}
