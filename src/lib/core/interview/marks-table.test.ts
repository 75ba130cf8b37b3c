import { expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, markOf, recording } from '../../../../tests/fixtures/interviews.ts';
import { markColumns, markRows } from './marks-table.ts';

test('each mark is a row in the order of the recording, with its times and words', () => {
	const interview = new InterviewScript(grid).begin();
	const late = { ...recording, offsetS: -30.25, firstSliceS: 360 };
	interview.tell('recording-named', late);
	interview.tell('behaviour-marked', markOf('S1E-2', 3, 1000, { untilS: 1004.5, note: 'hands' }));
	interview.tell('behaviour-marked', markOf('S1C-2', null, 400));
	const { marks } = interview.state.coding;
	const rows = markRows(interview.state, marks, late, { officer: '讯问员甲' });
	const records = rows.map((row) =>
		Object.fromEntries(markColumns.map((name, i) => [name, row[i]]))
	);
	expect(records).toEqual([
		{
			...{ coder: '讯问员甲', item: 'S1C-2', value: 'NA', slice: 1, at_s: 400, until_s: null },
			...{ file_s: 430.25, note: '', alternative: '', withdrawn: '' },
			recording_sha256: late.sha256
		},
		{
			...{ coder: '讯问员甲', item: 'S1E-2', value: 3, slice: 2, at_s: 1000, until_s: 1004.5 },
			...{ file_s: 1030.25, note: 'hands', alternative: 'tired of waiting', withdrawn: '' },
			recording_sha256: late.sha256
		}
	]);
});
