import { expect, test } from 'vitest';
import { grid } from '../../../../../tests/fixtures/grid-content.ts';
import { codedItems } from './coded-items.ts';
import { Coder } from './coder.svelte.ts';

const coder = (item: string): Coder => {
	const one = new Coder(codedItems(grid));
	one.at = one.items.findIndex(({ id }) => id === item);
	return one;
};

test('every indicator, sign of harm and item of conduct can be marked', () => {
	const { items } = new Coder(codedItems(grid));
	expect(items.filter(({ kind }) => kind === 'safeguard')).toHaveLength(10);
	expect(items.filter(({ kind }) => kind === 'interviewer')).toHaveLength(8);
	expect(items.filter(({ kind }) => kind === 'indicator').length).toBeGreaterThanOrEqual(45);
});

test('a mark has the value chosen for its item, 1 at first; “not seen” is no 0', () => {
	const one = coder('S1C-2');
	expect(one.mark(12.5)).toMatchObject({ item: 'S1C-2', value: 1, atS: 12.5, untilS: null });
	one.rate(null);
	expect(one.mark(13)).toMatchObject({ value: null });
	one.rate(0);
	expect(one.mark(14)).toMatchObject({ value: 0 });
});

test('a 3 waits for another explanation, at the time of its key', () => {
	const one = coder('S1C-2');
	one.rate(3);
	expect(one.mark(20)).toBeNull();
	expect(one.pending).toMatchObject({ item: 'S1C-2', value: 3, atS: 20 });
});

test('a length begins with one key and ends with the next, in whatever order the times are', () => {
	const one = coder('S1E-2');
	one.rate(2);
	expect(one.mark(30)).toBeNull();
	expect(one.running).toEqual({ 'S1E-2': 30 });
	expect(one.mark(42)).toMatchObject({ atS: 30, untilS: 42 });
	expect(one.running).toEqual({});
	one.mark(60);
	// the coder went back in the recording
	expect(one.mark(50)).toMatchObject({ atS: 50, untilS: 60 });
	one.rate(null);
	expect(one.mark(70)).toMatchObject({ value: null, untilS: null });
});

test('keys move through items and groups and stop at the ends', () => {
	const one = new Coder(codedItems(grid));
	one.move(-1);
	expect(one.at).toBe(0);
	one.move(1, true);
	expect(one.item?.cell).not.toBe(one.items[0]?.cell);
	for (let i = 0; i < 20; i++) one.move(1, true);
	expect(one.item?.cell).toBe('interviewer');
});
