import { describe, expect, test } from 'vitest';
import { parseTable } from './parse-table.ts';
import { tableJsonSchema } from './tables.ts';

const question = {
	questionId: 'q',
	values: [1, null, { value: 2, excluded: 'cough' }],
	keyIndex: 0
};
const channel = { channel: 'EDA', stronger: 'larger', questions: [question] };
const details = (change: object) => ({ form: 'details', channels: [{ ...channel, ...change }] });

test('defaults: chart 1, sensor other, one issue, prior ½, α .05', () => {
	expect(parseTable(details({}))).toMatchObject({
		channels: [{ sensor: 'other', questions: [{ chart: 1 }] }]
	});
	const table = {
		form: 'comparison',
		sensors: [{ channel: 'EDA', sensor: 'eda' }],
		charts: [{ chart: 1, presentations: [{ questionId: 'N', role: 'neutral' }] }]
	};
	expect(parseTable(table)).toMatchObject({ issue: 'single', prior: 0.5, alpha: 0.05 });
});

describe('what is wrong is named by its path', () => {
	test.each([
		['table: ', null],
		['form: ', { form: 'other' }],
		['channels[0].stronger: ', details({ stronger: 'bigger' })],
		[
			'channels[0].questions[0].values[1]: ',
			details({ questions: [{ ...question, values: [1, '2'] }] })
		],
		['channels[0].questions[0].keyIndex: ', details({ questions: [{ ...question, keyIndex: 3 }] })],
		[
			'channels[0].questions[1].values: ',
			details({ questions: [question, { ...question, chart: 2, values: [1, 2] }] })
		],
		[
			'channels[0].questions[1].keyIndex: ',
			details({ questions: [question, { ...question, chart: 2, keyIndex: 1 }] })
		],
		['channels[1].channel: ', { form: 'details', channels: [channel, channel] }],
		[
			'channels[0].repetitions[0].values: ',
			{
				form: 'search',
				items: ['a', 'b', 'c'],
				channels: [
					{ channel: 'EDA', stronger: 'larger', repetitions: [{ chart: 1, values: [1, 2] }] }
				]
			}
		],
		[
			'comparison.artifacts: ',
			{
				form: 'artifacts',
				comparison: { artifacts: 5, presentations: 4 },
				relevant: { artifacts: 0, presentations: 4 }
			}
		],
		[
			'charts[0].presentations[0].values.EDA: ',
			{
				form: 'comparison',
				sensors: [{ channel: 'EDA', sensor: 'eda' }],
				charts: [
					{
						chart: 1,
						presentations: [{ questionId: 'C', role: 'comparison', values: { EDA: -1 } }]
					}
				]
			}
		]
	])('%s', (path, table) => {
		expect(() => parseTable(table)).toThrow(
			expect.objectContaining({
				code: 'score/table',
				message: expect.stringMatching(
					new RegExp(`^${path.replaceAll(/[[\].]/g, String.raw`\$&`)}`)
				) as string
			}) as Error
		);
	});
});

test('the schema is JSON schema with all five forms', () => {
	expect(tableJsonSchema()).toMatchObject({ oneOf: { length: 5 } });
});
