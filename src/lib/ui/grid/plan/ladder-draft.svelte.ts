/**
 * A ladder while it is drafted.
 *
 * @module
 */
import { FRAMING, type LadderStep, type Openness } from '#lib/core/interview/plan-payloads.ts';
import type { Ladder, PlanData } from '#lib/core/interview/plan.ts';

/** A step as fields hold it. */
export interface StepFields {
	source: string;
	precision: string;
	wording: string;
}

/** Rows of a kind of thing with at least one. */
const rowsOf = <T>(rows: readonly T[] | undefined, first: T): T[] =>
	rows === undefined || rows.length === 0 ? [first] : rows.map((row) => ({ ...row }));

/** One draft. */
export class LadderDraft {
	readonly fact: string;
	readonly topic: string;
	exhibit = $state('');
	proves = $state('');
	provesNot = $state('');
	innocent = $state<{ explanation: string; check: string; found: string }[]>([]);
	questions = $state<{ openness: Openness; wording: string }[]>([]);
	introduce = $state('');
	respond = $state('');
	stop = $state('');
	steps = $state<StepFields[]>([]);

	/** @param before the draft it replaces; undefined = none */
	constructor(fact: string, topic: string, before: Ladder | undefined) {
		[this.fact, this.topic] = [fact, topic];
		this.exhibit = before?.exhibit ?? '';
		this.proves = before?.proves ?? '';
		this.provesNot = before?.provesNot ?? '';
		this.innocent = rowsOf(before?.innocent, { explanation: '', check: '', found: '' });
		this.questions = rowsOf(before?.questions, { openness: 'open', wording: '' });
		this.introduce = before?.introduce ?? '';
		this.respond = before?.respond ?? '';
		this.stop = before?.stop ?? '';
		this.steps = before?.steps.map(fieldsOf) ?? [{ source: '1', precision: '1', wording: '' }];
	}

	/** One step more, framed a little more exactly than the last. */
	addStep(): void {
		const last = this.steps.at(-1);
		const [source, precision] = [Number(last?.source ?? 1), Number(last?.precision ?? 0)];
		const isExact = precision >= FRAMING.precision;
		this.steps.push({
			source: String(isExact ? Math.min(FRAMING.source, source + 1) : source),
			precision: String(isExact ? precision : precision + 1),
			wording: ''
		});
	}

	/** Everything that would be said aloud. */
	get spoken(): string[] {
		return [
			...this.questions.map(({ wording }) => wording),
			...[this.introduce, ...this.steps.map(({ wording }) => wording), this.respond]
		];
	}

	/** What is proposed. */
	data(): PlanData<'ladder-drafted'> {
		const { fact, topic, exhibit, proves, provesNot, introduce, respond, stop } = this;
		return {
			...{ fact, topic, exhibit, proves, provesNot, introduce, respond, stop },
			innocent: this.innocent.map((one) => ({ ...one })),
			questions: this.questions.map((one) => ({ ...one })),
			steps: this.steps.map(({ source, precision, wording }) => ({
				...{ source: Number(source), precision: Number(precision), wording: wording.trim() }
			}))
		};
	}
}

function fieldsOf({ source, precision, wording }: LadderStep): StepFields {
	return { source: String(source), precision: String(precision), wording };
}
