import { expect, test } from 'vitest';
import { withoutEach, type ScoredSession } from './sensitivity.ts';

const ITEMS = ['key', 'foil', 'foil', 'foil', 'foil'] as const;

/** Five questions; the key draws the largest response in those named. */
function session(strong: readonly number[]): ScoredSession {
	const questions = Array.from({ length: 5 }, (_, q) => ({
		questionId: `q${q}`,
		items: ITEMS.map((role, i) => ({ itemId: `q${q}i${i}`, role }))
	}));
	const rows = questions.flatMap(({ questionId, items }, q) =>
		items.map(({ itemId }, i) => ({
			...{ chart: 1, presentation: q * 5 + i + 1, questionId, itemId, channel: 'EDA' },
			...{ feature: 'scr-amplitude', quality: 1, exclusion: '' },
			value: i === 0 ? (strong.includes(q) ? 2 : 0.01) : 0.1 * i
		}))
	);
	return { questions, rows, exclusions: [], seed: 1 };
}

test('leaving out a question that carries the result makes the probability larger, another one smaller', () => {
	const without = withoutEach(session([0, 1, 2]), { method: 'lykken', channel: 'EDA' });
	const p = without.map((one) => one.p ?? NaN);
	expect(without).toHaveLength(5);
	expect(p[0]).toBeCloseTo(p[1]!, 12);
	expect(p[0]).toBeGreaterThan(p[3]!);
	// two of four keys largest, the others last: ways to reach 4 points or more of 8 with 5 items each
	const [zero, one, two] = [3 / 5, 1 / 5, 1 / 5];
	let exact = 0;
	for (const a of [0, 1, 2])
		for (const b of [0, 1, 2])
			for (const c of [0, 1, 2])
				for (const d of [0, 1, 2])
					if (a + b + c + d >= 4)
						exact += [a, b, c, d].reduce(
							(product, points) => product * [zero, one, two][points]!,
							1
						);
	expect(p[0]).toBeCloseTo(exact, 9);
});
