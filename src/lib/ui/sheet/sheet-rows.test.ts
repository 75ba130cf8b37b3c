import { expect, test } from 'vitest';
import { scoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import { blindView } from '#lib/core/sheet/blind-view.ts';
import { cellKey, sheetPlaces } from '#lib/core/sheet/cells.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { runningLog } from '../../../../tests/fixtures/session-log.ts';
import { blindRows, sessionRows } from './sheet-rows.ts';

const file = resolve(import.meta.dirname, '../../../../protocols/scoring/scoring-procedure.yaml');
const procedure = scoringProcedure.parse(parse(readFileSync(file, 'utf8')));

/** Two questions read out, interleaved, on a device that lists its channels the other way round. */
function sealedState() {
	const { events, add } = runningLog('session-1');
	const order = [
		...['q2i0', 'q2i3', 'q1i0', 'q1i1', 'q2i1', 'q1i2'].map((itemId, index) => ({
			...{ presentation: index + 1, itemId, questionId: itemId.slice(0, 2) }
		}))
	];
	const started = events.findIndex(({ type }) => type === 'chart-started');
	const [chart] = events.splice(started, 1);
	if (chart?.type !== 'chart-started') throw new Error('expected a chart');
	const columns = chart.data.columns.toReversed();
	add('chart-started', { ...chart.data, order, columns });
	for (const place of order)
		add('question-asked', { chart: 1, ...place, sample: 1000 * place.presentation });
	add('chart-stopped', { chart: 1, reason: 'complete', note: '' });
	add('chart-sealed', {
		...{ chart: 1, file: 'chart-01.bdf', bytes: 1, sha256: 'a'.repeat(64) },
		...{ samples: 100_000, lost: 0, rateHz: 100, effectiveRateHz: 100 }
	});
	return reduce(events, 'session-1');
}

test('question after question, breathing before skin conductance before heart, items as they were read', () => {
	const rows = sessionRows(sealedState());
	expect(rows.map(({ question, channel }) => `Q${question} ${channel}`)).toEqual([
		...['Q1 RSP', 'Q1 EDA', 'Q1 PPG', 'Q2 RSP', 'Q2 EDA', 'Q2 PPG']
	]);
	expect(rows[0]?.cells.map(({ presentation }) => presentation)).toEqual([4, 6]);
	expect(rows[3]?.cells.map(({ presentation }) => presentation)).toEqual([2, 5]);
});

test('a blind scorer has the same rows, and both have exactly the cells that are asked for', () => {
	const state = sealedState();
	const rows = sessionRows(state);
	expect(blindRows(blindView(state, 'task-1', procedure))).toEqual(rows);
	const keys = rows.flatMap(({ cells }) => cells.map(({ key }) => key));
	expect(keys.toSorted()).toEqual(sheetPlaces(state).map(cellKey).toSorted());
});
