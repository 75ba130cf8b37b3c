/**
 * The keys of a score sheet.
 *
 * A digit sets +n, Shift and a digit −n. `+` and `-` go up and down by one position, and a digit right after one of
 * them takes its sign: `-` `2` is −2, also on the numeric keypad, where Shift does not work.
 *
 * @module
 */

/** What a key asks for. */
export type SheetAct =
	| { readonly do: 'set'; readonly score: number }
	| { readonly do: 'shift'; readonly by: -1 | 1 }
	| { readonly do: 'move'; readonly rows: number; readonly columns: number }
	| { readonly do: 'question'; readonly by: -1 | 1 }
	| { readonly do: 'fill' | 'not-scorable' | 'clear' | 'undo' | 'help' };

/** The part of a key press that counts. */
export type SheetKey = Pick<
	KeyboardEvent,
	'key' | 'code' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing'
>;

const named: Readonly<Record<string, SheetAct | undefined>> = {
	ArrowUp: { do: 'move', rows: -1, columns: 0 },
	ArrowDown: { do: 'move', rows: 1, columns: 0 },
	ArrowLeft: { do: 'move', rows: 0, columns: -1 },
	ArrowRight: { do: 'move', rows: 0, columns: 1 },
	Home: { do: 'move', rows: 0, columns: -Infinity },
	End: { do: 'move', rows: 0, columns: Infinity },
	PageUp: { do: 'question', by: -1 },
	PageDown: { do: 'question', by: 1 },
	'+': { do: 'shift', by: 1 },
	'=': { do: 'shift', by: 1 },
	'-': { do: 'shift', by: -1 },
	Enter: { do: 'fill' },
	x: { do: 'not-scorable' },
	X: { do: 'not-scorable' },
	Delete: { do: 'clear' },
	Backspace: { do: 'clear' },
	'?': { do: 'help' }
};

/**
 * What a key press asks for; null = it is not for the sheet.
 *
 * @param before what the key press before it asked for
 */
export function sheetAct(event: SheetKey, before: SheetAct | null): SheetAct | null {
	if (event.isComposing || event.altKey) return null;
	if (event.ctrlKey || event.metaKey) {
		const isUndo = event.key.toLowerCase() === 'z' && !event.shiftKey;
		return isUndo ? { do: 'undo' } : null;
	}
	// by its place on the keyboard: with Shift the character is another one
	const digit = /^(?:Digit|Numpad)([0-9])$/.exec(event.code)?.[1];
	const isDigit = digit !== undefined && (event.code.startsWith('Digit') || event.key === digit);
	if (!isDigit) return named[event.key] ?? null;
	const isNegative = event.shiftKey || (before?.do === 'shift' && before.by === -1);
	const size = Number(digit);
	return { do: 'set', score: isNegative && size > 0 ? -size : size };
}

/** Whether an act changes the sheet. */
export function isEdit({ do: what }: SheetAct): boolean {
	return what !== 'move' && what !== 'question' && what !== 'help';
}
