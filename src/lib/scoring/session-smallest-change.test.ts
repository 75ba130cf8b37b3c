import { expect, test } from 'vitest';
import { basis, chance, session } from '../../../tests/fixtures/measured-session.ts';
import { sessionSensitivity } from './session-sensitivity.ts';
import { smallestChange } from './session-smallest-change.ts';

test('a result may hang on one value', () => {
	const weak = session(5, [0, 1, 2]);
	// without the key of question 3 its question does not count: 6 of 8 points instead of 6 of 10
	const change = smallestChange(weak, basis, sessionSensitivity(weak, basis));
	expect(change).toMatchObject({ size: 'value', row: { change: { presentation: 16 } } });
});

test('a result that hangs on no value and no question may hang on two questions', () => {
	const strong = session(5, [0, 1, 2, 3]);
	const found = sessionSensitivity(strong, basis);
	// 8 of 10 points; without one strong question 6 of 8, without two 4 of 6
	expect(found.whole?.p).toBeCloseTo(chance(5, 8), 12);
	expect([chance(4, 6) <= 0.05, chance(3, 4) <= 0.05]).toEqual([true, false]);
	expect(smallestChange(strong, basis, found)).toEqual({
		size: 'two-questions',
		questionIds: ['q0', 'q1'],
		outcome: 'inconclusive'
	});
});

test('a result that hangs on nothing says so', () => {
	const all = session(6, [0, 1, 2, 3, 4, 5]);
	expect(smallestChange(all, basis, sessionSensitivity(all, basis))).toBeNull();
});
