import { expect, test } from 'vitest';
import { reduce } from '#lib/core/session/reduce.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { runningLog } from '../../../../../tests/fixtures/session-log.ts';
import { nextAction, type Pace } from './next-action.ts';

const pace: Pace = { baselineS: 30, minimumIntervalS: 25, longestIntervalS: 35, closingS: 20 };

function chartAfter(play: (log: ReturnType<typeof runningLog>) => void) {
	const log = runningLog('session-1');
	play(log);
	return reduce(log.events).charts[0]!;
}

const orderOf = ({ events }: ReturnType<typeof runningLog>) =>
	(events.find(({ type }) => type === 'chart-started')!.data as EventData<'chart-started'>).order;

/** Reads out items 1…count, one every 30 s from second 200 on. */
function read(log: ReturnType<typeof runningLog>, count: number): void {
	for (const place of orderOf(log).slice(0, count)) {
		const at = 170 + 30 * place.presentation;
		log.add('question-asked', { chart: 1, ...place, sample: null }, at);
		log.add('question-ended', { chart: 1, presentation: place.presentation, sample: null }, at + 3);
	}
}
const announce = (log: ReturnType<typeof runningLog>, what: 'X' | 'XX', at: number) =>
	log.add('chart-announced', { chart: 1, what, sample: null }, at);

test('a chart begins with the announcement, then a quiet baseline, then the first item', () => {
	expect(
		nextAction(
			chartAfter(() => undefined),
			pace
		)
	).toMatchObject({
		...{ what: 'announce-start', readyAtS: null }
	});
	const chart = chartAfter((log) => announce(log, 'X', 100));
	expect(nextAction(chart, pace)).toMatchObject({
		...{ what: 'ask', readyAtS: 130, presentation: { presentation: 1 } }
	});
});

test('while an item is read its end comes next; the following item not before the minimum interval', () => {
	const reading = chartAfter((log) => {
		announce(log, 'X', 100);
		log.add('question-asked', { chart: 1, ...orderOf(log)[0]!, sample: null }, 140);
	});
	expect(nextAction(reading, pace)).toMatchObject({ what: 'end', readyAtS: null });
	const read3 = chartAfter((log) => (announce(log, 'X', 100), read(log, 3)));
	expect(nextAction(read3, pace)).toMatchObject({
		...{ what: 'ask', readyAtS: 260 + 25, presentation: { presentation: 4 } }
	});
});

test('a voided item is passed over', () => {
	const chart = chartAfter((log) => {
		announce(log, 'X', 100);
		read(log, 1);
		log.add('presentation-voided', { chart: 1, presentation: 2, reason: '读错' });
	});
	expect(nextAction(chart, pace)).toMatchObject({ what: 'ask', presentation: { presentation: 3 } });
});

test('an item whose onset was corrected away is read out again', () => {
	const chart = chartAfter((log) => {
		announce(log, 'X', 100);
		read(log, 1);
		const { id } = log.events.find(({ type }) => type === 'question-asked')!;
		log.add('mark-corrected', { eventId: id, sample: null, void: true, reason: '误按' });
	});
	expect(nextAction(chart, pace)).toMatchObject({ what: 'ask', presentation: { presentation: 1 } });
});

test('after the last item the end is announced after a quiet time, then the chart is finished', () => {
	const all = chartAfter((log) => (announce(log, 'X', 100), read(log, 30)));
	expect(nextAction(all, pace)).toMatchObject({ what: 'announce-end', readyAtS: 170 + 900 + 20 });
	const ended = chartAfter((log) => {
		announce(log, 'X', 100);
		read(log, 30);
		announce(log, 'XX', 1200);
	});
	expect(nextAction(ended, pace)).toMatchObject({ what: 'finish', readyAtS: null });
});
