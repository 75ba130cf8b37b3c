/**
 * The virtual subject: hears what a person in the chair hears and shows it on four sensors.
 *
 * Generative model, seeded and pure. Inside, hearing an item makes a `Reaction` (orienting, recognition, hiding,
 * countermeasure); skin, heart, lungs and body each turn it into their signal with their own random stream, so that
 * the same seed gives nearly the same traces at every sampling rate and whatever else is heard. Every part counts its
 * time from the subject's first sample.
 * Numbers and sources: protocols/virtual/subject.yaml.
 *
 * @module
 */
import { createRandom, type Random } from '../random.ts';
import type { ItemRole } from '../session/question.ts';
import type { Hearing, SubjectKind } from './hearing.ts';
import { VirtualHeart } from './heart.ts';
import { VirtualLungs } from './lungs.ts';
import type { SubjectConduct, SubjectModel } from './model.ts';
import { VirtualSkin } from './skin.ts';
import { bump, waitingTime } from './wander.ts';

/** What the four sensors see at one instant. */
export interface PhysicalSample {
	/** Skin conductance [uS], > 0. */
	eda: number;
	/** Finger pulse, share of the sensor range around its middle, −0.5…0.5. */
	ppg: number;
	/** Breathing belt, share of the sensor range around its middle, −0.5…0.5; up = breathing in. */
	rsp: number;
	/** Body acceleration besides gravity [g]. */
	movement: number;
}

type HeardItem = Extract<Hearing, { hear: 'item' }>;

/** One virtual person in the chair. */
export class VirtualSubject {
	readonly #model: SubjectModel;
	readonly #conduct: SubjectConduct;
	readonly #skin: VirtualSkin;
	readonly #heart: VirtualHeart;
	readonly #lungs: VirtualLungs;
	readonly #choice: Random;
	readonly #noise: Random;
	readonly #fidget: Random;
	readonly #startS: number;
	readonly #sample: PhysicalSample = { eda: 0, ppg: 0, rsp: 0, movement: 0 };
	#heardItems = 0;
	#moves: { onsetS: number; strength: number }[] = [];
	#nextMoveS: number;

	/**
	 * @param kind what the subject knows and does
	 * @param seed 0…2³²−1; the same seed is the same person with the same luck
	 * @param startS time of the first sample [s]; times given later never go back
	 */
	constructor(model: SubjectModel, kind: SubjectKind, seed: number, startS: number) {
		this.#model = model;
		this.#conduct = model.kinds[kind];
		const stream = (number: number): Random => createRandom(seed, number);
		this.#startS = startS;
		this.#skin = new VirtualSkin(model.eda, this.#conduct, stream(1), stream(2));
		this.#heart = new VirtualHeart(model.pulse, stream(3));
		this.#lungs = new VirtualLungs(model.breathing, stream(4), stream(5));
		this.#choice = stream(6);
		this.#noise = stream(7);
		this.#fidget = stream(8);
		this.#nextMoveS = 5 + waitingTime(this.#fidget, model.movement.perMinute);
	}

	/** Something is heard or done at a time [s]; faults of the cable are not the subject's business. */
	hear(heard: Hearing, timeS: number): void {
		const ownS = timeS - this.#startS;
		if (heard.hear === 'item') this.#hearItem(heard, ownS);
		else if (heard.hear === 'answer-given') this.#lungs.talk(ownS);
		else if (heard.hear === 'movement') this.#move(ownS, heard.strength);
		else if (heard.hear === 'deep-breath') this.#breatheDeeply(ownS);
	}

	#hearItem({ role, meant }: HeardItem, onsetS: number): void {
		const temptation = this.#choice.uniform();
		const isTempting = role === 'foil' || role === 'comparison';
		const reaction = {
			onsetS,
			first: role === 'buffer' || role === 'sacrifice',
			recognised: this.#recognised(role, meant === true),
			// whoever is asked about an earlier time has something to hide there too
			concealed: role === 'comparison' ? 1 : this.#conduct.conceals,
			selfMade: isTempting && temptation < this.#conduct.counteracts,
			heardBefore: this.#heardItems++
		};
		this.#skin.react(reaction);
		this.#heart.react(reaction);
		this.#lungs.react(reaction);
		if (reaction.selfMade) this.#moves.push({ onsetS: onsetS + 1, strength: 0.15 });
	}

	/** 0…1: how much an item means to the subject. */
	#recognised(role: ItemRole, isMeant: boolean): number {
		const { knows } = this.#conduct;
		const shares = this.#model.comparison;
		if (role === 'key' || (role === 'item' && isMeant)) return knows;
		if (shares === undefined) return 0;
		const between = (unknowing: number, knowing: number): number =>
			unknowing + knows * (knowing - unknowing);
		if (role === 'relevant') return between(shares.relevantUnknowing, shares.relevantKnowing);
		return role === 'comparison'
			? between(shares.comparisonUnknowing, shares.comparisonKnowing)
			: 0;
	}

	#move(timeS: number, strength: number): void {
		this.#moves.push({ onsetS: timeS, strength });
		this.#skin.startle(timeS, 1.5 * strength);
		this.#heart.quicken(timeS, 6 * strength);
	}

	#breatheDeeply(timeS: number): void {
		this.#lungs.sigh(timeS);
		this.#skin.startle(timeS + 0.5, 1.2);
		this.#heart.quicken(timeS, 4);
	}

	/** Acceleration [g] of all movements at a time; also how much they shake the other sensors. */
	#shaking(timeS: number): number {
		while (timeS >= this.#nextMoveS) {
			this.#move(this.#nextMoveS, 0.05 + 0.15 * this.#fidget.uniform());
			this.#nextMoveS += waitingTime(this.#fidget, this.#model.movement.perMinute);
		}
		if ((this.#moves[0]?.onsetS ?? timeS) < timeS - 5) this.#moves.shift();
		let sum = 0;
		for (const { onsetS, strength } of this.#moves) {
			const t = timeS - onsetS;
			sum += strength * bump(t, 0, 2.5, 0.5) * Math.sin(2 * Math.PI * (2.3 + strength) * t);
		}
		return sum;
	}

	/**
	 * What the sensors see at a time [s] that never goes back.
	 *
	 * @returns the same object at every call, overwritten
	 */
	next(timeS: number): Readonly<PhysicalSample> {
		const { eda, pulse, breathing, movement } = this.#model;
		const ownS = Math.max(0, timeS - this.#startS);
		const shaking = this.#shaking(ownS);
		const sample = this.#sample;
		const rsp = this.#lungs.at(ownS);
		sample.rsp = rsp + 0.2 * shaking + breathing.noise * this.#noise.normal();
		sample.ppg =
			this.#heart.at(ownS, this.#lungs.phase) + 0.6 * shaking + pulse.noise * this.#noise.normal();
		sample.eda = this.#skin.at(ownS) + 0.3 * shaking + eda.noise * this.#noise.normal();
		sample.movement = shaking + movement.noise * this.#noise.normal();
		return sample;
	}
}
