import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript } from '../../../../tests/fixtures/interviews.ts';
import { LiveForm } from './live-form.svelte.ts';

const live = (): LiveForm => new LiveForm(grid.cells, grid.frame);
const press = (form: LiveForm, keys: string): void => {
	for (const key of keys) form.actionOf(key)?.();
};

describe('the live form', () => {
	test('is filled in by one key a row; N is “not seen”, never 0', () => {
		const form = live();
		press(form, '012n');
		expect(form.open).toBe(18 - 4);
		expect(form.rows.slice(0, 4).map(({ id }) => form.values[id])).toEqual([0, 1, 2, null]);
		expect(form.data(1).ratings[4]).toMatchObject({ value: null });
	});

	test('stays at a 3 until it is explained', () => {
		const form = live();
		press(form, '3');
		const [first] = form.rows;
		expect(form.at).toBe(0);
		expect(form.unexplained).toEqual([first!.id]);
		form.alternatives[first!.id] = 'has toothache';
		expect(form.unexplained).toEqual([]);
	});

	test('moves and corrects with arrows', () => {
		const form = live();
		for (const key of ['ArrowDown', 'ArrowRight', 'ArrowRight', 'ArrowRight', 'ArrowLeft'])
			form.actionOf(key)?.();
		expect(form.values[form.rows[1]!.id]).toBe(1);
		form.actionOf('Home')?.();
		expect(form.at).toBe(0);
	});

	test('gives what the rules take, with every safeguard answered', () => {
		const form = live();
		form.answerRest();
		form.safeguards['W1'] = 2;
		const data = form.data(1);
		expect(data.safeguards).toHaveLength(10);
		expect(new InterviewScript(grid).begin().tell('slice-rated', data).ok).toBe(true);
	});

	test('keeps its answers when it becomes the form of a recording', () => {
		const form = live();
		press(form, '12');
		const whole = new LiveForm(grid.cells, grid.frame, true);
		whole.take(form);
		expect(whole.rows.length - whole.open).toBe(2);
	});

	test('of a recording has every indicator', () => {
		expect(new LiveForm(grid.cells, grid.frame, true).rows.length).toBeGreaterThanOrEqual(45);
	});
});
