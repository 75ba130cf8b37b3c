import { expect, test } from 'vitest';
import type { Marked } from './paint-marks.ts';
import { isMarkedIn, markedRuns, sheetKey } from './sheet-key.ts';

const AT = { samplesPerColumn: 10, density: 1 };
const nothing: Marked = { bands: [], marks: [], missing: [], missingText: 'no data' };
const band = (from: number, to: number | null) =>
	({ from, to, label: '1 · 3', kind: 'question', isPending: false }) as const;
const mark = (sample: number, label = 'no') =>
	({ sample, label, kind: 'answer', isPending: false }) as const;

/** The words of five stretches of 200 columns. */
function keys(marked: Marked, newest: number): string[] {
	const runs = markedRuns(marked, marked.missing, AT);
	return Array.from({ length: 5 }, (_, index) =>
		sheetKey(runs, { from: 200 * index, to: 200 * index + 200, newest })
	);
}
const changed = (a: string[], b: string[]): number[] =>
	a.flatMap((key, index) => (key === b[index] ? [] : [index]));

test('a mark changes the stretches on which it and its name stand, and no others', () => {
	const before = keys(nothing, 1000);
	expect(new Set(before)).toEqual(new Set(['']));
	expect(changed(before, keys({ ...nothing, marks: [mark(3000)] }, 1000))).toEqual([1]);
	expect(changed(before, keys({ ...nothing, marks: [mark(3950)] }, 1000))).toEqual([1, 2]);
	const [yes, no] = ['yes', 'no'].map((one) =>
		keys({ ...nothing, marks: [mark(3000, one)] }, 1000)
	);
	expect(changed(yes!, no!)).toEqual([1]);
	const pending = { ...mark(3000), isPending: true };
	expect(changed(no!, keys({ ...nothing, marks: [pending] }, 1000))).toEqual([1]);
});

test('a band that goes on changes nothing where it was drawn; when it ends, what lies behind its end', () => {
	const open = (newest: number) => keys({ ...nothing, bands: [band(2000, null)] }, newest);
	expect(changed(open(600), open(640))).toEqual([]);
	const ended = keys({ ...nothing, bands: [band(2000, 6500)] }, 900);
	expect(changed(open(900), ended)).toEqual(expect.arrayContaining([3, 4]));
	expect(changed(open(900), ended)).not.toContain(1);
});

test('what has begun just now is looked at again until its place is settled', () => {
	const hole = (newest: number) =>
		keys({ ...nothing, missing: [{ from: 3000, to: 10 * newest }] }, newest);
	expect(changed(hole(350), hole(380))).toEqual([0, 1, 2]);
	const settled = (newest: number) =>
		keys({ ...nothing, missing: [{ from: 3000, to: 4000 }] }, newest);
	expect(changed(settled(700), settled(900))).toEqual([]);
});

test('columns beside a mark and its name are not marked', () => {
	const [run] = markedRuns({ ...nothing, marks: [mark(3500)] }, [], AT);
	expect(isMarkedIn(run!, 345, 352)).toBe(true);
	expect(isMarkedIn(run!, 360, 361)).toBe(true);
	expect(isMarkedIn(run!, 600, 700)).toBe(false);
	expect(isMarkedIn(run!, 0, 100)).toBe(false);
});
