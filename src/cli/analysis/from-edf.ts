/**
 * A recording from an EDF or BDF file.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import { physicalValue } from '#lib/core/recording/edf/header.ts';
import { readEdf, type EdfChannel, type EdfReading } from '#lib/core/recording/edf/reader.ts';
import { chosen, type Asked, type Column, type Recording } from './columns.ts';

/** A signal that stays at the digital minimum for so long was not recorded (our files say so of lost samples). [s] */
const LOST_S = 0.5;
/** More samples than this, pauses included, do not fit into memory. */
const MOST_SAMPLES = 2 ** 27;

/**
 * Reads a file that is in memory. Pauses between records are missing samples, so that times count from the first one.
 *
 * @throws {LabError} `edf/…`; `analyse/too-long` when pauses make it longer than memory holds
 */
export function fromEdf(bytes: Uint8Array, asked: Asked): Recording {
	const reading = readEdf(bytes);
	const columns = reading.channels.flatMap((channel): Column[] => {
		const { signal } = channel;
		const rateHz = asked.rateHz ?? channel.rateHz;
		if (rateHz === null) return [];
		const ends = [signal.physicalMin, signal.physicalMax];
		const { label, dimension } = signal;
		return [
			{
				...{ name: label, heading: label, unit: dimension, rateHz },
				values: () => {
					const values = withoutLost(channel, rateHz);
					return asked.rateHz === null ? inTime(values, reading, channel) : values;
				},
				limits: [Math.min(...ends), Math.max(...ends)]
			}
		];
	});
	return { ...chosen(columns, asked), events: [] };
}

function withoutLost({ signal, samples }: EdfChannel, rateHz: number): Float64Array {
	const values = Float64Array.from(samples, (count) => physicalValue(signal, count));
	let run = 0;
	for (let i = 0; i <= samples.length; i++) {
		if (i < samples.length && samples[i] === signal.digitalMin) {
			run++;
			continue;
		}
		if (run >= LOST_S * rateHz) values.fill(Number.NaN, i - run, i);
		run = 0;
	}
	return values;
}

/** Each record where it belongs, NaN in the pauses. */
function inTime(
	values: Float64Array,
	{ recordStartsS, pauses }: EdfReading,
	{ signal, rateHz }: EdfChannel
): Float64Array {
	if (pauses.length === 0 || rateHz === null) return values;
	const starts = recordStartsS.map((start) => Math.max(0, Math.round(start * rateHz)));
	const size = signal.samplesPerRecord;
	const length = Math.max(...starts) + size;
	if (!(length <= MOST_SAMPLES))
		throw new LabError(
			'analyse/too-long',
			`expected up to ${MOST_SAMPLES} samples with pauses, got ${length}`
		);
	const placed = new Float64Array(length).fill(Number.NaN);
	starts.forEach((start, record) => {
		placed.set(values.subarray(record * size, (record + 1) * size), start);
	});
	return placed;
}
