import { expect, test } from 'vitest';
import { isEdit, sheetAct, type SheetAct, type SheetKey } from './sheet-keys.ts';

const none = { shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false };
const key = (given: Partial<SheetKey>): SheetKey => ({ key: '', code: '', ...none, ...given });

/** What a row of presses asks for in the end. */
function typed(...presses: Partial<SheetKey>[]): SheetAct | null {
	return presses.reduce<SheetAct | null>((before, one) => sheetAct(key(one), before), null);
}

test.each<[string, Partial<SheetKey>[], SheetAct]>([
	['a digit', [{ key: '2', code: 'Digit2' }], { do: 'set', score: 2 }],
	['a digit of the keypad', [{ key: '3', code: 'Numpad3' }], { do: 'set', score: 3 }],
	[
		'Shift and a digit, whatever character it gives',
		[{ key: '@', code: 'Digit2', shiftKey: true }],
		{ do: 'set', score: -2 }
	],
	[
		'minus, then a digit',
		[
			{ key: '-', code: 'NumpadSubtract' },
			{ key: '2', code: 'Numpad2' }
		],
		{ do: 'set', score: -2 }
	],
	[
		'minus, a digit, and another digit',
		[
			{ key: '-', code: 'Minus' },
			{ key: '2', code: 'Digit2' },
			{ key: '1', code: 'Digit1' }
		],
		{ do: 'set', score: 1 }
	],
	['minus alone', [{ key: '-', code: 'Minus' }], { do: 'shift', by: -1 }],
	['Ctrl+Z', [{ key: 'z', code: 'KeyZ', ctrlKey: true }], { do: 'undo' }],
	['x', [{ key: 'x', code: 'KeyX' }], { do: 'not-scorable' }]
])('%s', (_, presses, expected) => {
	expect(typed(...presses)).toEqual(expected);
});

test('nobody gets −0', () => {
	const shifted = sheetAct(key({ key: ')', code: 'Digit0', shiftKey: true }), null);
	expect(Object.is((shifted as { score: number }).score, 0)).toBe(true);
});

test('keys of the browser, of an input method and of a keypad without numbers are left alone', () => {
	expect(typed({ key: 'c', code: 'KeyC', ctrlKey: true })).toBeNull();
	expect(typed({ key: '1', code: 'Digit1', ctrlKey: true })).toBeNull();
	expect(typed({ key: 'x', code: 'KeyX', isComposing: true })).toBeNull();
	expect(typed({ key: 'Tab', code: 'Tab' })).toBeNull();
	expect(typed({ key: 'ArrowLeft', code: 'Numpad4' })).toEqual({
		do: 'move',
		rows: 0,
		columns: -1
	});
});

test('looking around does not change a sheet', () => {
	expect(isEdit({ do: 'move', rows: 1, columns: 0 })).toBe(false);
	expect(isEdit({ do: 'question', by: 1 })).toBe(false);
	expect(isEdit({ do: 'fill' })).toBe(true);
});
