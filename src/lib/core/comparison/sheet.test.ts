import { expect, test } from 'vitest';
import type { Contrast } from './contrasts.ts';
import { sheetOf } from './sheet.ts';

const contrast = (channel: string, score: number, place = 1): Contrast => ({
	questionId: `R${place}`,
	chart: 1,
	place,
	channel,
	sensor: channel.startsWith('R') ? 'respiration' : 'eda',
	relevant: 1,
	comparison: 1,
	comparedWith: 'C',
	lean: score
});
const grand = (...contrasts: Contrast[]): number =>
	sheetOf(contrasts, ['RA', 'RT', 'EDA'], ({ lean }) => lean).grandTotal;

test('two belts: opposite signs 0, otherwise the farther one, a single belt alone', () => {
	expect(grand(contrast('RA', 1), contrast('RT', -1))).toBe(0);
	expect(grand(contrast('RA', 1), contrast('RT', 0))).toBe(1);
	expect(grand(contrast('RA', -1), contrast('RT', -3))).toBe(-3);
	expect(grand(contrast('RT', -1))).toBe(-1);
});

test('subtotals by question, contributions by channel; what was never scored is null', () => {
	const list = [contrast('EDA', 2), contrast('RA', 1), contrast('EDA', -2, 4)];
	const sheet = sheetOf(list, ['RA', 'RT', 'EDA'], ({ lean }) => lean);
	expect(sheet.subtotals).toEqual([
		{ questionId: 'R1', total: 3 },
		{ questionId: 'R4', total: -2 }
	]);
	expect(sheet.perChannel).toEqual([
		{ channel: 'RA', contribution: 1 },
		{ channel: 'RT', contribution: null },
		{ channel: 'EDA', contribution: 0 }
	]);
});

test('nothing to score is refused', () => {
	expect(() => grand()).toThrow(
		expect.objectContaining({ code: 'scoring/too-few-items' }) as Error
	);
});
