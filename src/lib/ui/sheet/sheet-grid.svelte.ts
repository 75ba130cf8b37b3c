/**
 * A score sheet being filled in: where the cursor is, what was judged, what is still open.
 *
 * @module
 */
import { cellKey } from '#lib/core/sheet/cells.ts';
import { scales, type Scale, type ScoreSheet, type SheetCell } from '#lib/core/sheet/sheet.ts';
import type { GridCell, SheetRow } from './sheet-rows.ts';

/** What was judged of one cell. */
export interface Judgement {
	/** null = not scorable; the note says why. */
	readonly score: number | null;
	readonly note: string;
}

/** Where the cursor is: index of the row and of the cell in it. */
export interface SheetCursor {
	readonly row: number;
	readonly column: number;
}

type Judgements = ReadonlyMap<string, Judgement>;

/** Steps back that are kept. */
const MOST_STEPS = 500;

/** One sheet of one person. */
export class SheetGrid {
	readonly scale: Scale;
	readonly rows: readonly SheetRow[];
	/** On the sheet as a whole. */
	remark = $state('');
	#cursor = $state.raw<SheetCursor>({ row: 0, column: 0 });
	#judged = $state.raw<Judgements>(new Map());
	#past: { readonly judged: Judgements; readonly cursor: SheetCursor }[] = [];

	/** Cells of all rows. */
	readonly total: number;
	readonly #done = $derived(this.#judged.size);

	constructor(scale: Scale, rows: readonly SheetRow[]) {
		this.scale = scale;
		this.rows = rows;
		this.total = rows.reduce((sum, { cells }) => sum + cells.length, 0);
	}

	/** A finished sheet. */
	static of({ scale, cells, remark }: ScoreSheet, rows: readonly SheetRow[]): SheetGrid {
		const grid = new SheetGrid(scale, rows);
		const judged = cells.map((cell) => [cellKey(cell), cell] as const);
		grid.restore({ cells: judged, remark, cursor: { row: 0, column: 0 } });
		return grid;
	}

	get cursor(): SheetCursor {
		return this.#cursor;
	}
	/** Cells that were judged. */
	get done(): number {
		return this.#done;
	}
	get isComplete(): boolean {
		return this.total > 0 && this.#done === this.total;
	}
	/** The cell under the cursor; null = the sheet has none. */
	get cell(): GridCell | null {
		return this.rows[this.#cursor.row]?.cells[this.#cursor.column] ?? null;
	}
	/** Chart of the row under the cursor. */
	get chart(): number | null {
		return this.rows[this.#cursor.row]?.chart ?? null;
	}

	/** What was judged of a cell; null = nothing yet. */
	judgement({ key }: GridCell): Judgement | null {
		return this.#judged.get(key) ?? null;
	}

	/** Moves the cursor; it stays inside the sheet. */
	goTo(row: number, column: number): void {
		const lastRow = this.rows.length - 1;
		const at = Math.min(Math.max(0, row), Math.max(0, lastRow));
		const lastColumn = (this.rows[at]?.cells.length ?? 1) - 1;
		this.#cursor = { row: at, column: Math.min(Math.max(0, column), Math.max(0, lastColumn)) };
	}

	/** Moves the cursor by so many rows and cells. */
	move(rows: number, columns: number): void {
		this.goTo(this.#cursor.row + rows, this.#cursor.column + columns);
	}

	/** The question before (−1) or after (+1), on the same channel where it has it. */
	moveQuestion(by: -1 | 1): void {
		const here = this.rows[this.#cursor.row];
		if (here === undefined) return;
		const isHere = (row: SheetRow): boolean =>
			row.chart === here.chart && row.question === here.question;
		const next =
			by === 1
				? this.rows.find((row, index) => index > this.#cursor.row && !isHere(row))
				: this.rows.findLast((row, index) => index < this.#cursor.row && !isHere(row));
		if (next === undefined) return;
		const there = this.rows.filter(
			({ chart, question }) => chart === next.chart && question === next.question
		);
		const row = there.find(({ channel }) => channel === here.channel) ?? there[0] ?? next;
		this.goTo(this.rows.indexOf(row), this.#cursor.column);
	}

	/** The first cell of a chart. */
	goToChart(chart: number): void {
		const row = this.rows.findIndex((one) => one.chart === chart);
		if (row !== -1) this.goTo(row, 0);
	}

	/**
	 * Judges the cell under the cursor.
	 *
	 * @returns false = not a position of the scale
	 */
	set(score: number): boolean {
		if (!(scales[this.scale] as readonly number[]).includes(score)) return false;
		return this.#put({ score, note: '' });
	}

	/**
	 * One position up or down from what stands there; an open cell counts as 0.
	 *
	 * @returns false = the scale ends here
	 */
	shift(by: -1 | 1): boolean {
		const { cell } = this;
		return this.set((cell === null ? 0 : (this.judgement(cell)?.score ?? 0)) + by);
	}

	/** The cell under the cursor cannot be scored. @returns false = there was no reason */
	markNotScorable(note: string): boolean {
		return note.trim() !== '' && this.#put({ score: null, note: note.trim() });
	}

	/** The cell under the cursor is open again. */
	clear(): void {
		const { cell } = this;
		if (cell === null || !this.#judged.has(cell.key)) return;
		const left = new Map(this.#judged);
		left.delete(cell.key);
		this.#change(left);
	}

	/** Whatever is open in the row gets 0; the cursor goes to the next row, at the end to the first open cell. */
	fillRow(): void {
		const row = this.rows[this.#cursor.row];
		if (row === undefined) return;
		const open = row.cells.filter(({ key }) => !this.#judged.has(key));
		if (open.length > 0) {
			const added = open.map(({ key }): [string, Judgement] => [key, { score: 0, note: '' }]);
			this.#change(new Map([...this.#judged, ...added]));
		}
		if (this.#cursor.row < this.rows.length - 1) this.goTo(this.#cursor.row + 1, 0);
		else this.#goToOpen();
	}

	/** Takes the last change back. @returns false = there is none */
	undo(): boolean {
		const last = this.#past.pop();
		if (last === undefined) return false;
		this.#judged = last.judged;
		this.#cursor = last.cursor;
		return true;
	}

	/** The finished sheet; null while a cell is open. */
	toSheet(): ScoreSheet | null {
		const cells = this.rows.flatMap((row) =>
			row.cells.flatMap(({ key, chart, presentation, channel }): SheetCell[] => {
				const judged = this.#judged.get(key);
				return judged === undefined ? [] : [{ chart, presentation, channel, ...judged }];
			})
		);
		if (cells.length !== this.total || this.total === 0) return null;
		return { scale: this.scale, cells, remark: this.remark.trim() };
	}

	/** What a draft keeps: plain data. */
	snapshot(): SheetSnapshot {
		return { cells: [...this.#judged], remark: this.remark, cursor: this.#cursor };
	}

	/** Takes up a draft; what does not belong to this sheet is left out. */
	restore({ cells, remark, cursor }: SheetSnapshot): void {
		const known = new Set(this.rows.flatMap((row) => row.cells.map(({ key }) => key)));
		const positions: readonly number[] = scales[this.scale];
		const isFit = ({ score, note }: Judgement): boolean =>
			score === null ? note !== '' : positions.includes(score);
		this.#judged = new Map(cells.filter(([key, judged]) => known.has(key) && isFit(judged)));
		this.#past = [];
		this.remark = remark;
		this.goTo(cursor.row, cursor.column);
	}

	#goToOpen(): void {
		const isOpen = ({ key }: GridCell): boolean => !this.#judged.has(key);
		const row = this.rows.findIndex(({ cells }) => cells.some(isOpen));
		if (row !== -1) this.goTo(row, this.rows[row]?.cells.findIndex(isOpen) ?? 0);
	}

	#put(judged: Judgement): boolean {
		const { cell } = this;
		if (cell === null) return false;
		this.#change(new Map([...this.#judged, [cell.key, judged]]));
		return true;
	}

	#change(judged: Judgements): void {
		this.#past = [...this.#past, { judged: this.#judged, cursor: this.#cursor }].slice(-MOST_STEPS);
		this.#judged = judged;
	}
}

/** A sheet that is not finished. */
export interface SheetSnapshot {
	readonly cells: readonly (readonly [string, Judgement])[];
	readonly remark: string;
	readonly cursor: SheetCursor;
}
