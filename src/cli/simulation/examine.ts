/**
 * Step 4 of a simulated session: the items are read out in the drawn order and marked on the recording.
 *
 * @module
 */
import { createRandom } from '#lib/core/random.ts';
import type { RecorderNotice } from '#lib/core/recording/recorder-messages.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import { presentationOrder } from '#lib/core/technique/order.ts';
import type { Technique } from '#lib/core/protocols/technique.ts';
import { tell } from '#lib/server/instrument/client.ts';
import { chartClosed, columnsOf, type Laboratory } from './laboratory.ts';
import type { SessionLog } from './session-log.ts';
import type { SubjectChoice } from '#lib/core/virtual/instrument-commands.ts';

type Place = EventData<'chart-started'>['order'][number];

/** What a chart is recorded with. */
export interface ChartPlan {
	readonly chart: number;
	readonly choice: SubjectChoice;
	readonly timing: Technique['timing'];
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
	const { chart, timing } = plan;
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
	log.add('chart-sealed', sealed, { bySystem: true });
	await recorder.command('acknowledge-chart', { sessionId: log.state.sessionId, chart });
}

async function startChart(
	log: SessionLog,
	{ recorder, setup }: Laboratory,
	{ chart, choice, profileSha256, subjectCode }: ChartPlan
): Promise<readonly Place[]> {
	const order = presentationOrder({
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
	log.add(
		'chart-started',
		{
			...{ chart, seed: choice.seed, order, profile, profileSha256, rateHz },
			file: started.file,
			startedUtc: new Date(started.utcMs).toISOString(),
			columns: columnsOf(channels)
		},
		{ monotonicS: started.monotonicS }
	);
	return order;
}

/** Marks a moment on the recording; gives back the sample. */
async function mark(
	{ recorder }: Laboratory,
	chart: number,
	{ id, monotonicS, text }: { id: string; monotonicS: number; text: string }
): Promise<number> {
	const asked = { id, chart, monotonicS, durationS: null, text };
	return (await recorder.command('mark', asked)).sample;
}

async function announce(
	log: SessionLog,
	laboratory: Laboratory,
	chart: number,
	what: 'X' | 'XX'
): Promise<void> {
	const id = log.nextId();
	const monotonicS = laboratory.clock.monotonicS();
	const sample = await mark(laboratory, chart, { id, monotonicS, text: what });
	log.add('chart-announced', { chart, what, sample }, { id, monotonicS });
}

/** One item: the subject hears it, then its moments are marked. */
async function ask(
	log: SessionLog,
	laboratory: Laboratory,
	{ plan, place, onsetS }: { plan: ChartPlan; place: Place; onsetS: number }
): Promise<void> {
	const { chart, timing } = plan;
	const { presentation, questionId, itemId } = place;
	const durationS = timing.readingS.value;
	const [endS, answerS] = [onsetS + durationS, onsetS + durationS + ANSWER_S];
	const question = log.state.questions.find((one) => one.questionId === questionId);
	const role = question?.items.find((item) => item.itemId === itemId)?.role ?? 'foil';
	await tell(laboratory.instrument, { heard: { hear: 'item', role, durationS }, atS: onsetS });
	await tell(laboratory.instrument, { heard: { hear: 'answer-given' }, atS: answerS });
	await laboratory.clock.until(answerS + 0.5);
	const put = async (monotonicS: number, text: string) => {
		const id = log.nextId();
		const sample = await mark(laboratory, chart, { id, monotonicS, text });
		return { sample, when: { id, monotonicS } };
	};
	const asked = await put(onsetS, `Q ${presentation} ${itemId}`);
	log.add('question-asked', { ...{ chart, ...place }, sample: asked.sample }, asked.when);
	const ended = await put(endS, `E ${presentation}`);
	log.add('question-ended', { chart, presentation, sample: ended.sample }, ended.when);
	const answered = await put(answerS, `A ${presentation} no`);
	const answer = { chart, presentation, answer: 'no', sample: answered.sample } as const;
	log.add('answer-marked', answer, answered.when);
}

/** What the recorder declared about this chart becomes events. */
function settleNotices(log: SessionLog, notices: readonly RecorderNotice[], chart: number): void {
	for (const notice of notices) {
		if (notice.notice === 'gap' && notice.chart === chart) {
			const { firstSample, samples, cause, monotonicS } = notice;
			log.add(
				'gap-declared',
				{ chart, firstSample, samples, cause },
				{ monotonicS, bySystem: true }
			);
		}
		if (notice.notice === 'clock' && notice.chart === chart && isPairDue(log, notice)) {
			const { sample, monotonicS, utcMs } = notice;
			log.add('clock-paired', { chart, sample, monotonicS, utcMs }, { monotonicS, bySystem: true });
		}
	}
}

function isPairDue(log: SessionLog, { chart, sample }: { chart: number; sample: number }): boolean {
	const found = log.state.charts.find((one) => one.chart === chart);
	if (found === undefined) return false;
	const last = found.clock.at(-1)?.sample ?? -Infinity;
	return sample - last >= PAIR_EVERY_S * found.started.rateHz;
}
