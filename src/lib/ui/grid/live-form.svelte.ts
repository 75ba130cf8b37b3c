/**
 * The form of one slice while it is filled in: by keyboard, row after row.
 *
 * @module
 */
import type { GridCell, GridFrame, Indicator } from '#lib/core/grid/cell.ts';
import type { FormDraft } from '#lib/core/interview/coding-draft.ts';
import type { InterviewData } from '#lib/core/interview/interview-event.ts';

/** 0…3; null = not seen. */
export type FormValue = 0 | 1 | 2 | 3 | null;

/** Values of a row, in the order of the keys ← →. */
export const formValues: readonly FormValue[] = [null, 0, 1, 2, 3];

/** How a form is filled in. */
export interface FormWay {
	/** All indicators, for a recording; otherwise those of the live form. */
	readonly isWhole?: boolean;
	/** Time of the interview now [s]: stamped on every 2 and 3; null = not known, it is typed. */
	readonly nowS: () => number | null;
}

/** One form. */
export class LiveForm {
	readonly rows: readonly Indicator[];
	readonly #frame: GridFrame;
	readonly #nowS: FormWay['nowS'];
	/** By indicator; absent = not answered yet. */
	values = $state<Record<string, FormValue>>({});
	alternatives = $state<Record<string, string>>({});
	/** Times of 2 and 3 [s of the interview]. */
	times = $state<Record<string, number>>({});
	/** Whether the rater knows what they should not; null = not asked yet. */
	unblinded = $state<boolean | null>(null);
	safeguards = $state<Record<string, 0 | 1 | 2 | 3>>({});
	interviewer = $state<Record<string, string>>({});
	breakMinutes = $state('0');
	/** Row that keys speak to. */
	at = $state(0);

	constructor(cells: readonly GridCell[], frame: GridFrame, { isWhole = false, nowS }: FormWay) {
		this.#nowS = nowS;
		this.rows = cells.flatMap(({ indicators }) => indicators.filter(({ live }) => live || isWhole));
		this.#frame = frame;
	}

	/** Rows without an answer. */
	get open(): number {
		return this.rows.filter(({ id }) => !(id in this.values)).length;
	}

	/** Rows with a 3 and no other explanation. */
	get unexplained(): readonly string[] {
		return this.rows.flatMap(({ id }) =>
			this.values[id] === 3 && (this.alternatives[id] ?? '').trim() === '' ? [id] : []
		);
	}

	/** Rows with a 2 or 3 and no time. */
	get timeless(): readonly string[] {
		return this.rows.flatMap(({ id }) =>
			(this.values[id] ?? 0) >= 2 && this.times[id] === undefined ? [id] : []
		);
	}

	/** Answers a row and goes to the next; after a 3 stays, for its explanation. */
	answer(index: number, value: FormValue): void {
		const row = this.rows[index];
		if (row === undefined) return;
		this.#set(row.id, value);
		this.at = value === 3 ? index : Math.min(this.rows.length - 1, index + 1);
	}

	/** All that is not answered was not seen, or was seen not to be there. */
	answerRest(value: null | 0 = null): void {
		for (const { id } of this.rows) if (!(id in this.values)) this.values[id] = value;
	}

	/** Takes over what is proposed from marks; other answers stay. */
	propose({ ratings, safeguards, interviewer }: FormDraft): void {
		for (const { item, value, at, alternative } of ratings) {
			this.values[item] = value;
			this.alternatives[item] = alternative;
			if (at === null) delete this.times[item];
			else this.times[item] = Math.round(at);
		}
		for (const { item, value } of safeguards) this.safeguards[item] = value;
		for (const { item, value } of interviewer) this.interviewer[item] = value;
	}

	/** What a key does; undefined = nothing. */
	actionOf(key: string): (() => void) | undefined {
		if (/^[0-3]$/.test(key)) return () => this.answer(this.at, Number(key) as FormValue);
		return {
			n: () => this.answer(this.at, null),
			N: () => this.answer(this.at, null),
			ArrowDown: () => (this.at = Math.min(this.rows.length - 1, this.at + 1)),
			ArrowUp: () => (this.at = Math.max(0, this.at - 1)),
			ArrowLeft: () => this.#shift(-1),
			ArrowRight: () => this.#shift(1),
			Home: () => (this.at = 0),
			End: () => (this.at = this.rows.length - 1)
		}[key];
	}

	/** What is handed in. */
	data(slice: number): InterviewData<'slice-rated'> {
		return {
			...{ slice, breakMinutes: Math.max(0, Number(this.breakMinutes) || 0) },
			ratings: this.rows.map(({ id: item }) => {
				const value = this.values[item] ?? null;
				const at = this.times[item];
				const alternative = (this.alternatives[item] ?? '').trim();
				const isStamped = (value ?? 0) >= 2 && at !== undefined;
				return { item, value, alternative, ...(isStamped ? { at } : {}) };
			}),
			safeguards: this.#frame.safeguards.items.map(({ id: item }) => ({
				...{ item, value: this.safeguards[item] ?? 0 }
			})),
			interviewer: this.#frame.interviewer.flatMap(({ id: item }) => {
				const value = (this.interviewer[item] ?? '').trim();
				return value === '' ? [] : [{ item, value }];
			}),
			unblinded: this.unblinded === true
		};
	}

	/** Takes over what was answered in another form. */
	take(other: LiveForm): void {
		this.values = { ...other.values };
		this.alternatives = { ...other.alternatives };
		this.times = { ...other.times };
		this.unblinded = other.unblinded;
		this.safeguards = { ...other.safeguards };
		this.interviewer = { ...other.interviewer };
		this.breakMinutes = other.breakMinutes;
	}

	/** Empty again. */
	clear(): void {
		this.values = {};
		this.alternatives = {};
		this.times = {};
		this.safeguards = {};
		this.interviewer = {};
		this.breakMinutes = '0';
		this.at = 0;
	}

	#shift(by: number): void {
		const row = this.rows[this.at];
		if (row === undefined) return;
		const place = row.id in this.values ? formValues.indexOf(this.values[row.id] ?? null) : 0;
		const next = Math.max(0, Math.min(formValues.length - 1, place + by));
		this.#set(row.id, formValues[next] ?? null);
	}

	/** The time is that of the first 2 or 3; a lower value needs none. */
	#set(item: string, value: FormValue): void {
		this.values[item] = value;
		if ((value ?? 0) < 2) delete this.times[item];
		const nowS = this.#nowS();
		if ((value ?? 0) >= 2 && nowS !== null) this.times[item] ??= Math.round(nowS);
	}
}
