/**
 * Room for labels: one that would cover the label before it is left out, so that those that stand can be read.
 *
 * @module
 */

/** Rows of labels, filled from left to right; where a picture sweeps it begins again at the left. */
export class LabelRows {
	/** The last label of each row [px]. */
	readonly #last = new Map<number, { readonly left: number; readonly right: number }>();

	/**
	 * Takes the room for a label in one of some rows, in their order of preference; null = there is none.
	 *
	 * @param width is asked for only where there is room: measuring a text takes time
	 */
	place(left: number, width: () => number, rows: readonly number[]): number | null {
		const row = rows.find((one) => {
			const last = this.#last.get(one);
			return last === undefined || left < last.left || left >= last.right;
		});
		if (row === undefined) return null;
		this.#last.set(row, { left, right: left + width() });
		return row;
	}
}
