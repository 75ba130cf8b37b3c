import { expect, test } from 'vitest';
import {
	GAP,
	RATE_HZ,
	recordedLog,
	recording
} from '../../../../tests/fixtures/recorded-session.ts';
import { reduce } from '../session/reduce.ts';
import { markedChart } from './from-recording.ts';

const log = recordedLog();
log.add('artifact-marked', { chart: 1, code: 'DB', sample: 5000, note: '' });
log.add('artifact-marked', { chart: 1, code: 'M', sample: null, note: 'not placed yet' });
const [chart] = reduce(log.events).charts;
const bytes = recording();

test('values are in the unit of the channel, lost samples NaN', () => {
	const { channels } = markedChart(chart!, bytes);
	expect(channels.map((c) => [c.name, c.kind, c.unit, c.limits])).toEqual([
		['EDA', 'eda', 'uS', [0, 25]],
		['RSP', 'rsp', '%', [0, 100]]
	]);
	const eda = channels[0]!.values;
	expect(eda[1000]).toBeCloseTo(5, 3);
	const lost = [...eda.keys()].filter((i) => Number.isNaN(eda[i]));
	expect([lost[0], lost.length]).toEqual([GAP.firstSample, GAP.samples]);
});

test('marks stand on samples; one that is not placed or was voided is left out', () => {
	const marked = markedChart(chart!, bytes);
	expect(marked.rateHz).toBe(RATE_HZ);
	expect(marked.artifacts).toEqual([{ code: 'DB', sample: 5000 }]);
	expect(marked.presentations[0]).toMatchObject({
		itemId: 'q1i0',
		askedSample: 3000,
		voided: false
	});
	const asked = { ...chart!.presentations[0]!.asked!, voided: true };
	const voided = { ...chart!, presentations: [{ ...chart!.presentations[0]!, asked }] };
	expect(markedChart(voided, bytes).presentations[0]!.askedSample).toBeNull();
});

test('what fills the last record after the last sample is cut off', () => {
	const short = { ...chart!, sealed: { ...chart!.sealed!, samples: 7050 } };
	expect(markedChart(short, bytes).channels[0]!.values).toHaveLength(7050);
});
