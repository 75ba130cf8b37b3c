/** R waves of a noisy electrocardiogram whose beats experts have annotated. */
import { rPeaks } from '#lib/core/signal/heart/ecg.ts';
import { beatIntervals } from '#lib/core/signal/heart/heart-rate.ts';
import { slopeBeats } from '#lib/core/signal/heart/pan-tompkins.ts';
import { resultOf } from '../../contracts/signals/comparison.ts';
import { detection, paired, shareOf, type Detection, type Share } from './matching.ts';
import { channelOf, recording, referenceOf } from './recordings.ts';

const FILE = 'nstdb_ecg_118e12_360hz.csv';
const TOLERANCES_MS = [50, 100, 150];
const LARGEST_S = 0.15;

/** One detector at several tolerances. */
export interface DetectorOnRecord {
	readonly detector: string;
	/** Whether the application uses it. */
	readonly isOurs: boolean;
	readonly byTolerance: readonly (Detection & { readonly withinMs: number })[];
}

/** Intervals between found beats, by whether the application's gate takes them out. */
export interface GateOnRecord {
	/** Of the intervals with a wrong beat at either end, or a missed one between: taken out. */
	readonly wrongTakenOut: Share;
	/** Of the other intervals: taken out. */
	readonly rightTakenOut: Share;
}

function gateOf(known: readonly number[], found: readonly number[]): GateOnRecord {
	const partner = new Map(paired(known, found, LARGEST_S).map(([k, f]) => [f, known.indexOf(k)]));
	const intervals = beatIntervals(found).map(({ from, to, plausible }) => {
		const [a, b] = [partner.get(from), partner.get(to)];
		return { isRight: a !== undefined && b === a + 1, plausible };
	});
	const takenOut = (isRight: boolean): Share => {
		const own = intervals.filter((one) => one.isRight === isRight);
		return shareOf(own.filter(({ plausible }) => !plausible).length, own.length);
	};
	return { wrongTakenOut: takenOut(false), rightTakenOut: takenOut(true) };
}

/** Every detector against the annotation. */
export function annotatedBeats() {
	const { sampling_rate: rateHz, annotations, duration_s: durationS } = recording(FILE);
	const seconds = (places: readonly number[]): number[] => places.map((place) => place / rateHz);
	const known = seconds(annotations?.beats ?? []);
	const ecg = channelOf(FILE, 'ECG');
	const ours = seconds(rPeaks(ecg, rateHz));
	const reference = referenceOf(FILE, 'ECG');
	const peers: readonly (readonly [string, string])[] = [
		['NeuroKit2 (neurokit)', 'r_peaks_neurokit'],
		['NeuroKit2 (pantompkins1985)', 'r_peaks_pantompkins'],
		['NeuroKit2 (hamilton2002)', 'r_peaks_hamilton2002'],
		['NeuroKit2 (elgendi2010)', 'r_peaks_elgendi2010'],
		['BioSPPy (hamilton)', 'biosppy_hamilton']
	];
	const all: readonly { detector: string; isOurs: boolean; beats: readonly number[] }[] = [
		{ detector: 'Jingwei, R waves', isOurs: true, beats: ours },
		{
			detector: 'Jingwei, slope only (live, unrefined)',
			isOurs: true,
			beats: seconds(slopeBeats(ecg, rateHz, { isLearning: true }))
		},
		...peers.map(([detector, op]) => ({
			...{ detector, isOurs: false },
			beats: seconds(resultOf<readonly number[]>(reference, op))
		}))
	];
	return {
		file: FILE,
		durationS,
		beats: known.length,
		detectors: all.map(({ detector, isOurs, beats }): DetectorOnRecord => ({
			...{ detector, isOurs },
			byTolerance: TOLERANCES_MS.map((withinMs) => ({
				withinMs,
				...detection(known, beats, withinMs / 1000)
			}))
		})),
		gate: gateOf(known, ours)
	};
}
