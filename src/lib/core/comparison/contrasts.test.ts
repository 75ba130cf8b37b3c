import { describe, expect, test } from 'vitest';
import { contrastsOf, lean } from './contrasts.ts';

type Role = 'relevant' | 'comparison' | 'neutral' | 'sacrifice' | 'instruction';
const ROLES: Readonly<Record<string, Role>> = {
	C: 'comparison',
	R: 'relevant',
	N: 'neutral',
	S: 'sacrifice',
	I: 'instruction'
};

/** A chart written as `C1=2 R1=3 N`: role letter and EDA value, `x` for an artifact. */
function compared(text: string, sensor: 'eda' | 'respiration' = 'eda'): string[] {
	const presentations = text.split(' ').map((part) => {
		const [questionId = '', value = ''] = part.split('=');
		const cell = value === 'x' ? { value: 1, excluded: 'movement' } : Number(value);
		return {
			questionId,
			role: ROLES[questionId[0] ?? ''] ?? 'neutral',
			values: value === '' ? {} : { A: cell }
		};
	});
	const table = {
		form: 'comparison' as const,
		issue: 'single' as const,
		prior: 0.5,
		alpha: 0.05,
		sensors: [{ channel: 'A', sensor }],
		charts: [{ chart: 1, presentations }]
	};
	const { contrasts, excluded } = contrastsOf(table, 'stronger-adjacent');
	return [
		...contrasts.map(({ questionId, comparedWith }) => `${questionId}:${comparedWith}`),
		...excluded.map(({ where, reason }) => `${where.split(' ')[2] ?? ''}:${reason}`)
	];
}

describe('the comparison question of a relevant question', () => {
	test.each([
		['the stronger of the two beside it', 'C1=2 R1=1 C2=3', ['R1:C2']],
		['on the other side too', 'C1=3 R1=1 C2=2', ['R1:C1']],
		['of a pair, past the other relevant question', 'C1=2 R1=1 R2=1 C2=3', ['R1:C2', 'R2:C2']],
		['never past a neutral one before it', 'C1=9 N R1=1 C2=2', ['R1:C2']],
		['after one neutral question when there is none before', 'R1=1 N C2=2', ['R1:C2']],
		['not after a neutral question when there is one before', 'C1=1 R1=1 N C2=9', ['R1:C1']],
		['none past an instruction', 'R1=1 I C2=2', ['R1:no-comparison-question']],
		['the other one when the first has an artifact', 'C1=x R1=1 C2=2', ['R1:C2']],
		['none for a relevant question with an artifact', 'C1=2 R1=x C2=2', ['R1:movement']]
	])('is %s', (_what, text, expected) => {
		expect(compared(text)).toEqual(expected);
	});

	test('is that with the shorter line for respiration', () => {
		expect(compared('C1=2 R1=1 C2=3', 'respiration')).toEqual(['R1:C1']);
	});
});

test('leans to the comparison question: larger EDA, shorter respiration line', () => {
	expect(lean('eda', 1, 2)).toBeCloseTo(Math.log(2), 12);
	expect(lean('respiration', 2, 1)).toBeCloseTo(Math.log(2), 12);
	expect(lean('eda', 0, 0)).toBe(0);
	expect(lean('eda', 0, 1)).toBe(Infinity);
	expect(lean('cardio', 1, 0)).toBe(-Infinity);
});
