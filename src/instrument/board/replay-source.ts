/**
 * A recording attached to the board instead of a person: it plays from its beginning, and again.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { readEdf, type EdfChannel } from '#lib/core/recording/edf/reader.ts';
import { INPUTS, type SampleSource } from './source.ts';

/** Largest count of the board's converter. */
const LARGEST = 1023;

/**
 * Plays the first six channels of an EDF or BDF file on A1…A6.
 *
 * Counts of a 10-bit recording come out as they were; others are scaled from their digital range. Declared gaps
 * (digital minimum) are played as such. Hearing does nothing: what happened has happened.
 *
 * @param bytes the file
 * @param startS time of the first sample [s]
 * @throws {LabError} `instrument/replay` when the file holds no samples; `edf/…` when it is not such a file
 */
export function replaySource(bytes: Uint8Array, startS: number): SampleSource {
	const channels = readEdf(bytes).channels.filter(
		({ rateHz, samples }) => rateHz !== null && samples.length > 0
	);
	if (channels.length === 0)
		throw new LabError('instrument/replay', 'expected a recording with samples, got none');
	const players = channels.slice(0, INPUTS).map(playerOf);
	const counts = new Array<number>(INPUTS).fill(0);
	return {
		counts(timeS) {
			players.forEach((play, i) => {
				counts[i] = play(timeS - startS);
			});
			return counts;
		},
		hear: () => undefined
	};
}

function playerOf({ signal, rateHz, samples }: EdfChannel): (t: number) => number {
	const { digitalMin, digitalMax } = signal;
	const isTenBit = digitalMin >= 0 && digitalMax <= LARGEST;
	const scale = isTenBit ? 1 : LARGEST / (digitalMax - digitalMin);
	const offset = isTenBit ? 0 : digitalMin;
	return (t) => {
		const index = Math.floor(Math.max(0, t) * (rateHz ?? 1) + 1e-6) % samples.length;
		const count = Math.round(((samples[index] ?? offset) - offset) * scale);
		return Math.min(LARGEST, Math.max(0, count));
	};
}
