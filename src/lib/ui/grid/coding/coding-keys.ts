/**
 * Keys of coding a recording. They work wherever the focus is, save in a field or a dialog.
 *
 * @module
 */

/** What a key does. */
export type CodingAct =
	| { readonly do: 'play' | 'mark' | 'mark-with-note' | 'help' }
	| { readonly do: 'move'; readonly seconds: number }
	| { readonly do: 'speed' | 'slice' | 'item' | 'group'; readonly by: 1 | -1 }
	| { readonly do: 'rate'; readonly value: 0 | 1 | 2 | 3 | null };

const acts: Readonly<Record<string, CodingAct>> = {
	' ': { do: 'play' },
	'-': { do: 'speed', by: -1 },
	'+': { do: 'speed', by: 1 },
	'=': { do: 'speed', by: 1 },
	'[': { do: 'slice', by: -1 },
	']': { do: 'slice', by: 1 },
	ArrowUp: { do: 'item', by: -1 },
	ArrowDown: { do: 'item', by: 1 },
	PageUp: { do: 'group', by: -1 },
	PageDown: { do: 'group', by: 1 },
	'0': { do: 'rate', value: 0 },
	'1': { do: 'rate', value: 1 },
	'2': { do: 'rate', value: 2 },
	'3': { do: 'rate', value: 3 },
	n: { do: 'rate', value: null },
	m: { do: 'mark' },
	'?': { do: 'help' }
};

/** The act of a key; null = none. Chinese keyboards type 【 and 】. */
export function codingActOf(key: string, isShift: boolean): CodingAct | null {
	if (key === 'ArrowLeft') return { do: 'move', seconds: isShift ? -5 : -1 };
	if (key === 'ArrowRight') return { do: 'move', seconds: isShift ? 5 : 1 };
	if (key.toLowerCase() === 'm' && isShift) return { do: 'mark-with-note' };
	const plain = { '【': '[', '】': ']', '？': '?', '、': '?' }[key] ?? key;
	return acts[plain.length === 1 ? plain.toLowerCase() : plain] ?? null;
}

/** Whether a key press is meant for coding, and not for a field, a form with keys of its own, tabs or a dialog. */
export function isForCoding(event: KeyboardEvent): boolean {
	if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return false;
	const target = event.target instanceof Element ? event.target : null;
	if (target?.closest('input, textarea, select, form, [role=dialog], [role=menu], [role=tab]'))
		return false;
	// space and Enter press the button that has the focus
	if (event.key === ' ' && target?.closest('button, summary, a') !== null && target !== null)
		return false;
	return document.querySelector('[role=dialog], [role=alertdialog]') === null;
}
