/** Two sensors on the same heart: beats of the pulse against beats of the electrocardiogram. */
import { blandAltman } from '#lib/core/agreement/bland-altman.ts';
import { analyseHeart } from '#lib/core/signal/analysis/heart-analysis.ts';
import { beatIntervals } from '#lib/core/signal/heart/heart-rate.ts';
import { paired, shareOf, spreadOf } from './matching.ts';
import { channelOf, recording } from './recordings.ts';

const [RESTING, ICU] = ['nk_resting_5min_100hz.csv', 'physionet_v102s_250hz.csv'];
const [MIXED_ECG, MIXED_PULSE] = [
	'physionet_mixedsignals_ecg_250hz.csv',
	'physionet_mixedsignals_ppg_125hz.csv'
];
/** Pairs of channels worn by one person at the same time: electrocardiogram, pulse. */
const WORN: readonly (readonly [file: string, ecg: string, pulseFile: string, pulse: string])[] = [
	[RESTING, 'ECG', RESTING, 'PPG'],
	[ICU, 'ECG_II', ICU, 'PPG'],
	[ICU, 'ECG_V', ICU, 'PPG'],
	[MIXED_ECG, 'ECG_II', MIXED_PULSE, 'PPG'],
	[MIXED_ECG, 'ECG_II', MIXED_PULSE, 'ABP']
];
/** Largest distance of a pulse from where the usual delay puts it. [s] */
const WITHIN_S = 0.15;
const TRIED_S = { step: 0.01, most: 0.7 };

const beatsOf = (file: string, channel: string, kind: 'ecg' | 'ppg'): readonly number[] =>
	analyseHeart(kind, channelOf(file, channel), recording(file).sampling_rate).beats;

/** The delay with most pairs; of several the middle one. [s] */
function delayOf(ecg: readonly number[], pulse: readonly number[]): number {
	const tried = Array.from({ length: Math.round(TRIED_S.most / TRIED_S.step) + 1 }, (_, k) => {
		const delay = k * TRIED_S.step;
		return { delay, pairs: paired(shifted(ecg, delay), pulse, WITHIN_S / 2) };
	});
	const most = Math.max(...tried.map(({ pairs }) => pairs.length));
	const best = tried.filter(({ pairs }) => pairs.length === most);
	const { delay, pairs } = best[best.length >> 1]!;
	return delay + (spreadOf(pairs.map(([a, b]) => b - a))?.median ?? 0);
}

const shifted = (times: readonly number[], by: number): number[] => times.map((t) => t + by);

/** Intervals of two beats that follow each other in both lists. */
function intervalPairs(ecg: readonly number[], pulse: readonly number[], delay: number) {
	const places = new Map(
		paired(shifted(ecg, delay), pulse, WITHIN_S).map(([a, b]) => [a, pulse.indexOf(b)])
	);
	const [ofEcg, ofPulse] = [beatIntervals(ecg), beatIntervals(pulse)];
	return ofEcg.flatMap((one, k) => {
		const from = places.get(ecg[k]! + delay);
		const to = places.get(ecg[k + 1]! + delay);
		const other = from === undefined ? undefined : ofPulse[from];
		if (from === undefined || to !== from + 1 || other === undefined) return [];
		return [
			{
				lengths: [1000 * (other.to - other.from), 1000 * (one.to - one.from)] as const,
				plausible: one.plausible && other.plausible
			}
		];
	});
}

function agreement(file: string, channel: string, pulseFile: string, pulseChannel: string) {
	const ecg = beatsOf(file, channel, 'ecg');
	const all = beatsOf(pulseFile, pulseChannel, 'ppg');
	const delay = delayOf(ecg, all);
	// beats are compared where both channels were recorded
	const from = Math.max(ecg[0]! + delay, all[0]!) - WITHIN_S;
	const to = Math.min(ecg.at(-1)! + delay, all.at(-1)!) + WITHIN_S;
	const inside = (times: readonly number[]) => times.filter((t) => t >= from && t <= to);
	const [expected, pulse] = [inside(shifted(ecg, delay)), inside(all)];
	const pairs = paired(expected, pulse, WITHIN_S);
	const intervals = intervalPairs(ecg, all, delay);
	const plausible = intervals.filter((one) => one.plausible);
	return {
		...{ file, ecg: channel, pulse: pulseChannel },
		ecgBeats: expected.length,
		pulseBeats: pulse.length,
		delayMs: 1000 * delay,
		delaySpreadMs: spreadOf(pairs.map(([a, b]) => 1000 * (b - a + delay))),
		ecgBeatsWithPulse: shareOf(pairs.length, expected.length),
		pulsesWithEcgBeat: shareOf(pairs.length, pulse.length),
		intervals: { all: intervals.length, plausible: plausible.length },
		/** Pulse interval minus ECG interval, plausible in both [ms]. */
		intervalsMs: blandAltman(plausible.map(({ lengths }) => lengths))
	};
}

/** Every pair of channels. */
export function pulseAgainstEcg() {
	return WORN.map((pair) => agreement(...pair));
}
