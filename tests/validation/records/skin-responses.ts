/** Skin conductance responses against those of other programs, and after things that happened. */
import { readFileSync } from 'node:fs';
import { cleanEda } from '#lib/core/signal/eda/clean.ts';
import { skinResponses, type SkinResponse } from '#lib/core/signal/eda/scr.ts';
import { resultOf } from '../../contracts/signals/comparison.ts';
import { allReferences, raw, table, type Reference } from '../../contracts/signals/references.ts';
import { shared } from '../../requirements.ts';
import { paired, shareOf } from './matching.ts';

/** Share of the largest response from which a response counts, as in the peers' settings. */
const LEAST_OF_LARGEST = 0.1;
/** The same for the drivers, which rise and fall faster. */
const LEAST_OF_DRIVER = 0.02;
/** Counts may differ by a fifth. */
const COUNT_TOLERANCE = 0.2;
/** Largest distance of a peak from the peak of the driver. [s] */
const PEAKS_WITHIN_S = 1;
/** When a response to an event begins. [s] */
const ONSET_S = [0.5, 5] as const;

const responsesOf = (of: Reference): SkinResponse[] =>
	skinResponses(cleanEda(raw(of), of.meta.sampling_rate), Number.MIN_VALUE);

/** Responses of at least a share of the largest. */
function atLeast(responses: readonly SkinResponse[], share: number): SkinResponse[] {
	const largest = Math.max(...responses.map(({ amplitude }) => amplitude));
	return responses.filter(({ amplitude }) => amplitude >= share * largest);
}

const counted = (peer: string, ours: number, theirs: number) => {
	const difference = theirs === 0 ? null : ours / theirs - 1;
	return {
		...{ peer, ours, theirs, difference },
		met: difference !== null && Math.abs(difference) <= COUNT_TOLERANCE
	};
};

/** Number of responses of each record and peer, all with the threshold of a tenth of the largest. */
export function responseCounts() {
	return allReferences()
		.filter(({ meta }) => meta.kind === 'eda')
		.map((of) => {
			const ours = atLeast(responsesOf(of), LEAST_OF_LARGEST).length;
			const peers: readonly (readonly [string, string, string])[] = [
				...(['neurokit', 'kim2004', 'gamboa2008', 'nabian2018', 'vanhalem2020'] as const).map(
					(name) => [`NeuroKit2 (${name})`, `scr_${name}`, 'SCR_Peaks'] as const
				),
				['BioSPPy', 'biosppy_eda', 'peaks']
			];
			const counts = peers.flatMap(([peer, op, key]) => {
				if (of.ops[op]?.result === undefined) return [];
				const peaks = resultOf<Record<string, readonly unknown[]>>(of, op)[key];
				return [counted(peer, ours, peaks?.length ?? 0)];
			});
			return { file: of.meta.file, counts };
		});
}

/** Peaks of a driver: maxima that rise from the minimum before by a share of the largest value [sample]. */
function driverPeaks(driver: Float64Array): number[] {
	const least = LEAST_OF_DRIVER * driver.reduce((most, value) => Math.max(most, value), 0);
	const peaks: number[] = [];
	let lowest = driver[0] ?? 0;
	for (let i = 1; i + 1 < driver.length; i++) {
		const [before, here, after] = [driver[i - 1]!, driver[i]!, driver[i + 1]!];
		lowest = Math.min(lowest, here);
		if (here <= before || here < after) continue;
		if (here - lowest >= least) peaks.push(i);
		lowest = here;
	}
	return peaks;
}

/** Continuous decomposition of other programs: bursts of the driver against responses from trough to peak. */
export function driverAgreement() {
	const drivers = [
		{
			peer: 'Ledalab 3.4.6 CDA',
			record: 'ledapy_eda_70s_100hz__EDA',
			driver: () => table('ledapy_eda_70s_100hz.csv').get('LEDALAB_CDA_driver'),
			rateHz: 100
		},
		...['ledapy_eda_70s_100hz__EDA', 'nk_eventrelated_100hz__EDA'].map((record) => ({
			...{ peer: 'Ledapy (CDA)', record, rateHz: 25 },
			driver: () => ledapyDriver(record)
		}))
	];
	return drivers.map(({ peer, record, driver, rateHz }) => {
		const of = allReferences().find(({ name }) => name === record);
		if (of === undefined) throw new Error(`no reference ${record}`);
		const bursts = driverPeaks(driver() ?? new Float64Array(0)).map((at) => at / rateHz);
		const responses = atLeast(responsesOf(of), LEAST_OF_DRIVER);
		const peaks = responses.map(({ peak }) => peak / of.meta.sampling_rate);
		const both = paired(bursts, peaks, PEAKS_WITHIN_S).length;
		return {
			...{ file: of.meta.file, ...counted(peer, peaks.length, bursts.length) },
			burstsWithResponse: shareOf(both, bursts.length),
			responsesWithBurst: shareOf(both, peaks.length)
		};
	});
}

function ledapyDriver(record: string): Float64Array {
	const text = readFileSync(shared(`data/signals/reference/${record}.ledapy.csv`), 'utf8');
	return Float64Array.from(text.trim().split('\n').slice(1), Number);
}

/** How often a response begins after an event, against how often one begins after any moment. */
export function responsesAfterEvents() {
	const records = ['ledapy_eda_long_100hz__EDA', 'nk_eventrelated_100hz__EDA'];
	return allReferences()
		.filter(({ name }) => records.includes(name))
		.map((of) => {
			const onsets = atLeast(responsesOf(of), LEAST_OF_LARGEST).map(
				({ onset }) => onset / of.meta.sampling_rate
			);
			const follows = (time: number): boolean =>
				onsets.some((onset) => onset >= time + ONSET_S[0] && onset <= time + ONSET_S[1]);
			const seconds = raw(of).length / of.meta.sampling_rate - ONSET_S[1];
			const events = of.meta.event_times_s.filter((time) => time <= seconds);
			const moments = Array.from({ length: Math.floor(10 * seconds) }, (_, k) => k / 10);
			return {
				file: of.meta.file,
				responses: onsets.length,
				afterEvents: shareOf(events.filter(follows).length, events.length),
				afterAnyMoment: moments.filter(follows).length / moments.length
			};
		});
}
