import { expect, test } from 'vitest';
import type { Flaw, FlawCause, FlawKind } from '#lib/core/signal/quality/flaw.ts';
import { alignedFlaws, flawedPart } from './aligned-flaws.ts';
import { COLUMNS, columnAt } from './aligned-lines.ts';

const RATE = 100;
const ONSET = 3000;
const flaw = (fromS: number, toS: number, kind: FlawKind, cause: FlawCause): Flaw => ({
	...{ kind, cause },
	from: ONSET + Math.round(fromS * RATE),
	to: ONSET + Math.round(toS * RATE)
});

test('what is wrong within the picture is told from the onset, what is outside is not', () => {
	const { spans, rows } = alignedFlaws(
		{
			flaws: [
				flaw(-20, -6, 'poor', 'steep'),
				flaw(-9, -4, 'flat', 'still'),
				flaw(2, 2.1, 'clipped', 'maximum'),
				flaw(3, 3.2, 'clipped', 'maximum'),
				flaw(18, 60, 'poor', 'no-beats'),
				flaw(20, 21, 'flat', 'still')
			],
			missing: [{ from: ONSET + 500, to: ONSET + 550 }]
		},
		ONSET,
		RATE
	);
	expect(rows).toEqual([
		{ fromS: -5, toS: -4, kind: 'flat' },
		// two beats of one pulse are one thing to read
		{ fromS: 2, toS: 3.2, kind: 'clipped' },
		{ fromS: 5, toS: 5.5, kind: 'missing' },
		{ fromS: 18, toS: 20, kind: 'poor' }
	]);
	expect(spans.map(({ kind }) => kind)).toEqual(['flat', 'clipped', 'clipped', 'poor']);
	expect(spans[0]).toMatchObject({ from: 0, to: columnAt(-4.01) + 1 });
	expect(spans.at(-1)).toMatchObject({ from: columnAt(18), to: COLUMNS });
});

test('the marked part of a line is that of its kind, and a single column is not too short to be seen', () => {
	const line = { min: new Float64Array(COLUMNS).fill(1), max: new Float64Array(COLUMNS).fill(2) };
	const flaws = alignedFlaws(
		{
			flaws: [flaw(4, 4.01, 'clipped', 'minimum'), flaw(8, 9, 'flat', 'still')],
			missing: []
		},
		ONSET,
		RATE
	);
	const part = flawedPart(line, flaws, 'clipped');
	const marked = [...part.min].flatMap((value, column) => (Number.isNaN(value) ? [] : [column]));
	expect(marked).toEqual([-1, 0, 1].map((by) => columnAt(4) + by));
	expect(part.max[columnAt(4)]).toBe(2);
});
