/**
 * The form of one slice while it is filled in: by keyboard, row after row.
 *
 * @module
 */
import type { GridCell, GridFrame, Indicator } from '#lib/core/grid/cell.ts';
import type { InterviewData } from '#lib/core/interview/interview-event.ts';

/** 0…3; null = not seen. */
export type FormValue = 0 | 1 | 2 | 3 | null;

/** Values of a row, in the order of the keys ← →. */
export const formValues: readonly FormValue[] = [null, 0, 1, 2, 3];

/** One form. */
export class LiveForm {
	readonly rows: readonly Indicator[];
	readonly #frame: GridFrame;
	/** By indicator; absent = not answered yet. */
	values = $state<Record<string, FormValue>>({});
	alternatives = $state<Record<string, string>>({});
	safeguards = $state<Record<string, 0 | 1 | 2 | 3>>({});
	interviewer = $state<Record<string, string>>({});
	breakMinutes = $state('0');
	/** Row that keys speak to. */
	at = $state(0);

	/** @param isWhole all indicators, for a recording; otherwise those of the live form */
	constructor(cells: readonly GridCell[], frame: GridFrame, isWhole = false) {
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

	/** Answers a row and goes to the next; after a 3 stays, for its explanation. */
	answer(index: number, value: FormValue): void {
		const row = this.rows[index];
		if (row === undefined) return;
		this.values[row.id] = value;
		this.at = value === 3 ? index : Math.min(this.rows.length - 1, index + 1);
	}

	/** All that is not answered was not seen. */
	answerRest(): void {
		for (const { id } of this.rows) if (!(id in this.values)) this.values[id] = null;
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
				return { item, value, alternative: (this.alternatives[item] ?? '').trim() };
			}),
			safeguards: this.#frame.safeguards.items.map(({ id: item }) => ({
				...{ item, value: this.safeguards[item] ?? 0 }
			})),
			interviewer: this.#frame.interviewer.flatMap(({ id: item }) => {
				const value = (this.interviewer[item] ?? '').trim();
				return value === '' ? [] : [{ item, value }];
			})
		};
	}

	/** Takes over what was answered in another form. */
	take(other: LiveForm): void {
		this.values = { ...other.values };
		this.alternatives = { ...other.alternatives };
		this.safeguards = { ...other.safeguards };
		this.interviewer = { ...other.interviewer };
		this.breakMinutes = other.breakMinutes;
	}

	/** Empty again. */
	clear(): void {
		this.values = {};
		this.alternatives = {};
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
		this.values[row.id] = formValues[next] ?? null;
	}
}
