/**
 * Step 4 of a simulated session: the items are read out in the drawn order and marked on the recording.
 *
 * @module
 */
import { isMeant, type DemonstrationList } from '#lib/core/casework/demonstration-list.ts';
import { createRandom } from '#lib/core/random.ts';
import type { RecorderNotice } from '#lib/core/recording/recorder-messages.ts';
import type { EventData, ProposedEvent } from '#lib/core/session/event.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import { chartOrder } from '#lib/core/technique/order.ts';
import type { Technique } from '#lib/core/protocols/technique.ts';
import { annotationOf, type MarkEvent } from '#lib/server/charts/marks.ts';
import { tell } from '#lib/server/instrument/client.ts';
import { chartClosed, columnsOf, type Laboratory } from './laboratory.ts';
import { SYSTEM, type SessionLog } from './session-log.ts';
import type { SubjectChoice } from '#lib/core/virtual/instrument-commands.ts';

type Place = EventData<'chart-started'>['order'][number];

/** What a chart is recorded with. */
export interface ChartPlan {
	readonly chart: number;
	readonly choice: SubjectChoice;
	readonly technique: Technique;
	/** Say which item of a list without a key the subject knows. */
	readonly lists: readonly DemonstrationList[];
	readonly profileSha256: string;
	readonly subjectCode: string;
}

/** The subject sits down this long after being told to [s]: it shall not lie in the past by then. */
const SETTLE_S = 6;
/** Clock pairs become events at most this often [s]; the file beside the recording has them all. */
const PAIR_EVERY_S = 10;
/** How long an answer takes after the end of the question [s]. */
const ANSWER_S = 0.8;
/** The interval varies by up to this much above the minimum [s], as an examiner's does. */
const INTERVAL_SPREAD_S = 2;

/** Records one chart from its start to its seal. */
export async function examine(
	log: SessionLog,
	laboratory: Laboratory,
	plan: ChartPlan
): Promise<void> {
	const { clock, recorder } = laboratory;
	const { chart } = plan;
	const { timing } = plan.technique;
	const order = await startChart(log, laboratory, plan);
	const startS = clock.monotonicS() + SETTLE_S;
	// the subject's own time begins with the first chart, so that the same seed gives the same traces
	if (chart === 1) await tell(laboratory.instrument, { configure: plan.choice, atS: startS });
	await clock.until(startS);
	await announce(log, laboratory, chart, 'X');
	const random = createRandom(plan.choice.seed, 1000 + chart);
	let onsetS = startS + timing.baselineS.value;
	for (const place of order) {
		await ask(log, laboratory, { plan, place, onsetS });
		settleNotices(log, laboratory.takeNotices(), chart);
		onsetS += timing.minimumIntervalS.value + INTERVAL_SPREAD_S * random.uniform();
	}
	await clock.until(onsetS + timing.closingS.value - timing.minimumIntervalS.value);
	await announce(log, laboratory, chart, 'XX');
	await clock.until(clock.monotonicS() + 2);
	await recorder.command('stop-chart', {});
	const { closed, before } = await chartClosed(laboratory);
	settleNotices(log, before, chart);
	log.add('chart-stopped', { chart, reason: 'complete', note: '' });
	const { bytes, sha256, samples, lost, rateHz, effectiveRateHz } = closed;
	const sealed = {
		chart,
		file: closed.file,
		bytes,
		sha256,
		samples,
		lost,
		rateHz,
		effectiveRateHz
	};
	log.append(log.propose('chart-sealed', sealed), SYSTEM);
	await recorder.command('acknowledge-chart', { sessionId: log.state.sessionId, chart });
}

async function startChart(
	log: SessionLog,
	{ recorder, setup }: Laboratory,
	{ chart, choice, technique, profileSha256, subjectCode }: ChartPlan
): Promise<readonly Place[]> {
	const order = chartOrder(technique, {
		questions: listedQuestions(log.state),
		seed: choice.seed,
		chart
	});
	const started = await recorder.command('start-chart', {
		sessionId: log.state.sessionId,
		chart,
		subjectCode,
		technician: 'simulation',
		equipment: setup.profile
	});
	const { profile, rateHz, channels } = setup;
	const data = {
		...{ chart, seed: choice.seed, order, profile, profileSha256, rateHz },
		file: started.file,
		startedUtc: new Date(started.utcMs).toISOString(),
		columns: columnsOf(channels)
	};
	log.append(log.propose('chart-started', data, started.monotonicS));
	return order;
}

/** Marks a moment on the recording and writes its event with the sample. */
async function mark(log: SessionLog, { recorder }: Laboratory, event: MarkEvent): Promise<void> {
	const { id, at, data } = event;
	const { sample } = await recorder.command('mark', {
		...{ id, chart: data.chart ?? 0, monotonicS: at.monotonicS ?? 0, durationS: null },
		text: annotationOf(event, log.state)
	});
	log.append({ ...event, data: { ...data, sample } } as ProposedEvent);
}

async function announce(
	log: SessionLog,
	laboratory: Laboratory,
	chart: number,
	what: 'X' | 'XX'
): Promise<void> {
	await mark(log, laboratory, log.propose('chart-announced', { chart, what, sample: null }));
}

/** One item: the subject hears it, then its moments are marked. */
async function ask(
	log: SessionLog,
	laboratory: Laboratory,
	{ plan, place, onsetS }: { plan: ChartPlan; place: Place; onsetS: number }
): Promise<void> {
	const { chart } = plan;
	const { timing } = plan.technique;
	const { presentation, questionId, itemId } = place;
	const durationS = timing.readingS.value;
	const [endS, answerS] = [onsetS + durationS, onsetS + durationS + ANSWER_S];
	const question = log.state.questions.find((one) => one.questionId === questionId);
	const item = question?.items.find((one) => one.itemId === itemId);
	const meant = isMeant(plan.lists, place) ? { meant: true } : {};
	const heard = { hear: 'item' as const, role: item?.role ?? 'foil', durationS, ...meant };
	await tell(laboratory.instrument, { heard, atS: onsetS });
	await tell(laboratory.instrument, { heard: { hear: 'answer-given' }, atS: answerS });
	await laboratory.clock.until(answerS + 0.5);
	const where = { chart, presentation, sample: null };
	const moments = [
		log.propose('question-asked', { ...where, questionId, itemId }, onsetS),
		log.propose('question-ended', where, endS),
		log.propose('answer-marked', { ...where, answer: item?.expected ?? 'no' }, answerS)
	];
	for (const moment of moments) await mark(log, laboratory, moment);
}

/** What the recorder declared about this chart becomes events. */
function settleNotices(log: SessionLog, notices: readonly RecorderNotice[], chart: number): void {
	for (const notice of notices) {
		if (notice.notice === 'gap' && notice.chart === chart) {
			const { firstSample, samples, cause, monotonicS } = notice;
			const gap = { chart, firstSample, samples, cause };
			log.append(log.propose('gap-declared', gap, monotonicS), SYSTEM);
		}
		if (notice.notice === 'clock' && notice.chart === chart && isPairDue(log, notice)) {
			const { sample, monotonicS, utcMs } = notice;
			const pair = { chart, sample, monotonicS, utcMs };
			log.append(log.propose('clock-paired', pair, monotonicS), SYSTEM);
		}
	}
}

function isPairDue(log: SessionLog, { chart, sample }: { chart: number; sample: number }): boolean {
	const found = log.state.charts.find((one) => one.chart === chart);
	if (found === undefined) return false;
	const last = found.clock.at(-1)?.sample ?? -Infinity;
	return sample - last >= PAIR_EVERY_S * found.started.rateHz;
}
