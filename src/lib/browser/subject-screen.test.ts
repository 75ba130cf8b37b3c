/** When a picture was on the screen is never told earlier than it can have been. */
import { expect, test } from 'vitest';
import { paintedMs } from './subject-screen.ts';

test.each([
	['an idle page: the begin of the second frame', { begins: [100, 116.7], calledMs: 100.2 }, 116.7],
	[
		'a busy one, whose frames say they began before their callbacks ran: the first callback',
		{ begins: [83.3, 100], calledMs: 121 },
		121
	]
])('%s', async (_, { begins, calledMs }, expected) => {
	const left = [...begins];
	const frame = (): Promise<number> => Promise.resolve(left.shift() ?? NaN);
	expect(await paintedMs(frame, () => calledMs)).toBe(expected);
});
