import { expect, test } from 'vitest';
import { codingActOf } from './coding-keys.ts';

test.each([
	[' ', false, { do: 'play' }],
	['ArrowLeft', false, { do: 'move', seconds: -1 }],
	['ArrowRight', true, { do: 'move', seconds: 5 }],
	['+', true, { do: 'speed', by: 1 }],
	['[', false, { do: 'slice', by: -1 }],
	['】', false, { do: 'slice', by: 1 }],
	['0', false, { do: 'rate', value: 0 }],
	['N', true, { do: 'rate', value: null }],
	['m', false, { do: 'mark' }],
	['M', true, { do: 'mark-with-note' }],
	['？', true, { do: 'help' }],
	['PageDown', false, { do: 'group', by: 1 }],
	['4', false, null],
	['Enter', false, null]
])('%s (shift: %s)', (key, isShift, act) => {
	expect(codingActOf(key, isShift)).toEqual(act);
});
