/** EDF, EDF+, BDF, BDF+: whatever the bytes, a reading bounded by them or a refusal. */
import { isLabError } from '#lib/core/errors.ts';
import { readEdf, type EdfReading } from '#lib/core/recording/edf/reader.ts';
import { planRepair } from '#lib/core/recording/edf/repair.ts';
import { expected } from '../oracle.ts';

function attempted(bytes: Uint8Array): EdfReading | null {
	try {
		return readEdf(bytes);
	} catch (error) {
		if (isLabError(error) && /^edf\/(not-edf|header)$/.test(error.code)) return null;
		throw error;
	}
}

/** @throws when a promise of the reader is broken */
export function fuzz(bytes: Uint8Array): void {
	const reading = attempted(bytes);
	const repair = planRepair(bytes, bytes.length);
	expected(repair.kind === 'refusal' || repair.truncateTo <= bytes.length, 'repair never grows');
	if (reading === null) return;
	const samples = reading.channels.reduce((sum, channel) => sum + channel.samples.length, 0);
	expected(2 * samples <= bytes.length, 'no more samples than bytes hold');
	expected(reading.annotations.length <= bytes.length / 3, 'no more annotations than bytes hold');
	const times = [
		...reading.recordStartsS,
		...reading.annotations.flatMap(({ onsetS, durationS }) => [onsetS, durationS ?? 0])
	];
	expected(times.every(Number.isFinite), 'times are numbers');
	prefixes(bytes, reading);
}

/** A file cut inside its records begins like the whole one. */
function prefixes(bytes: Uint8Array, whole: EdfReading): void {
	const headerBytes = 256 * (whole.header.signals.length + 1);
	const cut = attempted(bytes.subarray(0, headerBytes + ((bytes.length - headerBytes) >> 1)));
	expected(cut !== null, 'a whole header is read');
	cut?.channels.forEach(({ samples }, i) => {
		const full = whole.channels[i]?.samples;
		expected(
			samples.every((count, at) => full?.[at] === count),
			'a cut file begins the same'
		);
	});
	expected(
		(cut?.annotations ?? []).every((one, i) => one.text === whole.annotations[i]?.text),
		'annotations of a cut file begin the same'
	);
}
