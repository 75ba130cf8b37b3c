import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript } from '../../../../tests/fixtures/interviews.ts';
import { LiveForm } from './live-form.svelte.ts';

let nowS = 0;
const way = { nowS: () => nowS };
const live = (): LiveForm => new LiveForm(grid.cells, grid.frame, way);
const codingForm = (): LiveForm => new LiveForm(grid.cells, grid.frame, { ...way, isWhole: true });
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

	test('stamps every 2 and 3 with the time of its key, and keeps it when only the strength changes', () => {
		const form = live();
		const [first, second] = form.rows.map(({ id }) => id);
		nowS = 605.4;
		press(form, '12');
		expect(form.times).toEqual({ [second!]: 605 });
		nowS = 700;
		form.at = 1;
		press(form, '3');
		form.at = 0;
		press(form, '2');
		expect(form.times).toEqual({ [first!]: 700, [second!]: 605 });
		form.alternatives[second!] = 'has toothache';
		form.at = 0;
		press(form, '1');
		expect(form.timeless).toEqual([]);
		form.answerRest(0);
		const data = form.data(1);
		expect(data.ratings.slice(0, 2)).toEqual([
			{ item: first, value: 1, alternative: '' },
			{ item: second, value: 3, alternative: 'has toothache', at: 605 }
		]);
		delete form.times[second!];
		expect(form.timeless).toEqual([second]);
	});

	test('takes over what marks propose and leaves other answers', () => {
		const form = codingForm();
		const [first, second, third] = form.rows.map(({ id }) => id);
		press(form, '1');
		form.propose({
			ratings: [
				{ item: second!, value: 2, at: 650.4, alternative: 'cold room', marks: 2 },
				{ item: third!, value: null, at: null, alternative: '', marks: 1 }
			],
			safeguards: [{ item: 'W1', value: 2 }],
			interviewer: [{ item: 'I3', value: '2' }]
		});
		form.answerRest();
		const { ratings, safeguards, interviewer } = form.data(1);
		expect(ratings.slice(0, 3)).toEqual([
			{ item: first, value: 1, alternative: '' },
			{ item: second, value: 2, alternative: 'cold room', at: 650 },
			{ item: third, value: null, alternative: '' }
		]);
		expect(safeguards).toContainEqual({ item: 'W1', value: 2 });
		expect(interviewer).toEqual([{ item: 'I3', value: '2' }]);
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
		const whole = codingForm();
		whole.take(form);
		expect(whole.rows.length - whole.open).toBe(2);
	});

	test('of a recording has every indicator', () => {
		expect(codingForm().rows.length).toBeGreaterThanOrEqual(45);
	});
});
