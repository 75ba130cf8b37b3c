/**
 * The virtual subject attached to the board, wired as the device profile says.
 *
 * @module
 */
import type { ChannelSpec } from '#lib/core/recording/recorder-messages.ts';
import { toCounts, type ConverterSpec } from '#lib/core/virtual/counts.ts';
import type { Hearing } from '#lib/core/virtual/hearing.ts';
import type { SubjectChoice } from '#lib/core/virtual/instrument-commands.ts';
import type { SubjectModel } from '#lib/core/virtual/model.ts';
import { VirtualSubject } from '#lib/core/virtual/subject.ts';
import { INPUTS, type SampleSource } from './source.ts';

/** An open input shows half the range. */
const OPEN_INPUT = 512;

/** Someone in the chair; may be replaced by someone else at any time. */
export class SubjectSource implements SampleSource {
	readonly #model: SubjectModel;
	readonly #wiring: readonly (ConverterSpec | undefined)[];
	readonly #counts = new Array<number>(INPUTS).fill(OPEN_INPUT);
	#subject: VirtualSubject;
	#choice: SubjectChoice;
	/** Things that will be heard later than the samples made so far, in order of time. */
	#coming: { heard: Hearing; atS: number }[] = [];
	#next: { choice: SubjectChoice; atS: number } | null = null;

	/**
	 * @param channels columns `A1`…`A6` with what each sensor is and how it converts
	 * @param startS time of the first sample [s]
	 */
	constructor(
		model: SubjectModel,
		channels: readonly ChannelSpec[],
		choice: SubjectChoice,
		startS: number
	) {
		this.#model = model;
		this.#wiring = Array.from({ length: INPUTS }, (_, i) =>
			channels.find(({ column }) => column === `A${i + 1}`)
		);
		this.#choice = choice;
		this.#subject = new VirtualSubject(model, choice.subject, choice.seed, startS);
	}

	/** Who is in the chair. */
	get choice(): SubjectChoice {
		return this.#next?.choice ?? this.#choice;
	}

	/** Someone else sits down at a time [s]; what was to be heard before is forgotten. */
	configure(choice: SubjectChoice, atS: number): void {
		this.#coming = [];
		this.#next = { choice, atS };
	}

	hear(heard: Hearing, timeS: number): void {
		this.#coming.push({ heard, atS: timeS });
		this.#coming.sort((a, b) => a.atS - b.atS);
	}

	counts(timeS: number): readonly number[] {
		if (this.#next !== null && timeS >= this.#next.atS) {
			const { choice, atS } = this.#next;
			this.#choice = choice;
			this.#subject = new VirtualSubject(this.#model, choice.subject, choice.seed, atS);
			this.#next = null;
		}
		for (let first = this.#coming[0]; first && first.atS <= timeS; first = this.#coming[0]) {
			this.#subject.hear(first.heard, first.atS);
			this.#coming.shift();
		}
		const sample = this.#subject.next(timeS);
		for (let i = 0; i < INPUTS; i++) {
			const wire = this.#wiring[i];
			if (wire !== undefined) this.#counts[i] = toCounts(sample, wire);
		}
		return this.#counts;
	}
}
