import { expect, test } from 'vitest';
import { createRandom } from '#lib/core/random.ts';
import type { ScoreSheet } from '#lib/core/sheet/sheet.ts';
import { anotherSheet } from './score-sheets.ts';

const sheet = (scores: readonly (number | null)[]): ScoreSheet => ({
	scale: 'seven-position',
	cells: scores.map((score, i) => ({
		...{ chart: 1, presentation: i + 1, channel: 'EDA', score },
		note: score === null ? 'artifact-M' : ''
	})),
	remark: ''
});

test('about fifteen cells of a hundred move, by one position, within the scale', () => {
	const given = Array.from({ length: 2000 }, (_, i): number | null => [-3, 0, 3, null][i % 4]!);
	const other = anotherSheet(sheet(given), createRandom(5, 0)).cells.map(({ score }) => score);
	const moves = given.map((score, i) => (score === null ? other[i] : other[i]! - score));
	expect(moves.filter((_, i) => given[i] === null)).toEqual(Array(500).fill(null));
	const moved = moves.filter((move) => move !== null && move !== 0);
	// 1500 cells with p = 0.15: 225, standard deviation 13.8
	expect(moved.length).toBeGreaterThan(225 - 4 * 14);
	expect(moved.length).toBeLessThan(225 + 4 * 14);
	expect(new Set(moved)).toEqual(new Set([-1, 1]));
	expect(other.every((score) => score === null || Math.abs(score) <= 3)).toBe(true);
});

test('the same seed gives the same sheet', () => {
	const given = sheet([0, 1, 2, -1, 0, 3]);
	const drawn = (seed: number) => anotherSheet(given, createRandom(seed, 0));
	expect(drawn(3)).toEqual(drawn(3));
});
