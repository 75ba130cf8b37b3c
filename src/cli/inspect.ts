/**
 * `inspect FILE`: what an EDF or BDF file holds, read record by record whatever its size.
 *
 * @module
 */
import { type FileHandle, open } from 'node:fs/promises';
import { AnnotationCollector } from '#lib/core/recording/edf/annotation-lists.ts';
import { type EdfProblem, headerLength } from '#lib/core/recording/edf/decode-header.ts';
import { type EdfSlot, HEADER_UNIT, rateOf } from '#lib/core/recording/edf/header.ts';
import { planReading, type ReadingPlan } from '#lib/core/recording/edf/reader.ts';
import { digitalSum, readSamples } from '#lib/core/recording/edf/record.ts';
import { readArguments } from './arguments.ts';

/** Read at once [bytes], or one record when that is larger. */
const CHUNK_BYTES = 4 * 1024 * 1024;

/** Prints the facts of a file as JSON. */
export async function inspect(args: string[]): Promise<number> {
	const [file = ''] = readArguments(args, {}, { names: ['FILE'] }).words;
	const handle = await open(file, 'r');
	try {
		const facts = await factsOf(handle);
		process.stdout.write(`${JSON.stringify({ file, ...facts }, null, '\t')}\n`);
	} finally {
		await handle.close();
	}
	return 0;
}

async function factsOf(handle: FileHandle): Promise<object> {
	const { size } = await handle.stat();
	const first = await readAt(handle, 0, Math.min(size, HEADER_UNIT));
	const header = await readAt(handle, 0, Math.min(size, headerLength(first)));
	const plan = planReading(header, size);
	const problems: EdfProblem[] = [...plan.problems];
	const collector = new AnnotationCollector(plan.header, plan.layout, (code, message) => {
		problems.push({ code, message });
	});
	const sums = new SignalSums(plan);
	for await (const record of recordsOf(handle, plan)) {
		collector.take(record);
		sums.take(record);
	}
	const { format, signals: _, ...fields } = plan.header;
	return {
		format,
		header: {
			...fields,
			...{ records: plan.records, recordsInHeader: plan.header.records },
			durationS: plan.records * fields.recordDurationS,
			startOffsetS: collector.startOffsetS
		},
		signals: sums.facts(),
		annotations: collector.annotations.map(({ onsetS, durationS, text }) => ({
			...{ onset: onsetS, duration: durationS, text }
		})),
		gaps: collector.pauses,
		problems
	};
}

/** Exactly these bytes, fewer only at the end of the file. */
async function readAt(handle: FileHandle, at: number, length: number): Promise<Uint8Array> {
	const bytes = new Uint8Array(length);
	let filled = 0;
	while (filled < length) {
		const { bytesRead } = await handle.read(bytes, filled, length - filled, at + filled);
		if (bytesRead === 0) break;
		filled += bytesRead;
	}
	return bytes.subarray(0, filled);
}

async function* recordsOf(handle: FileHandle, plan: ReadingPlan): AsyncGenerator<Uint8Array> {
	const { headerBytes, recordBytes } = plan.layout;
	const together = Math.max(1, Math.floor(CHUNK_BYTES / recordBytes));
	for (let record = 0; record < plan.records; record += together) {
		const count = Math.min(together, plan.records - record);
		const chunk = await readAt(handle, headerBytes + record * recordBytes, count * recordBytes);
		for (let from = 0; from + recordBytes <= chunk.length; from += recordBytes)
			yield chunk.subarray(from, from + recordBytes);
	}
}

/** Sums of the signals that hold samples, kept up record by record. */
class SignalSums {
	readonly #plan: ReadingPlan;
	readonly #signals: { slot: EdfSlot; samples: Int32Array; sum: number }[];

	constructor(plan: ReadingPlan) {
		this.#plan = plan;
		this.#signals = plan.layout.slots
			.filter((slot) => !slot.isAnnotation)
			.map((slot) => ({
				...{ slot, sum: 0 },
				samples: new Int32Array(plan.records > 0 ? slot.signal.samplesPerRecord : 0)
			}));
	}

	take(record: Uint8Array): void {
		for (const signal of this.#signals) {
			readSamples(record, signal.slot, signal.samples, 0);
			signal.sum += digitalSum(signal.samples);
		}
	}

	facts(): object[] {
		const { header, records } = this.#plan;
		return this.#signals.map(({ slot: { signal }, sum }) => ({
			...{ label: signal.label, dimension: signal.dimension, rateHz: rateOf(header, signal) },
			...{ samples: signal.samplesPerRecord * records, physicalMin: signal.physicalMin },
			...{ physicalMax: signal.physicalMax, digitalMin: signal.digitalMin },
			...{ digitalMax: signal.digitalMax, transducer: signal.transducer },
			...{ prefilter: signal.prefilter, digitalSum: sum }
		}));
	}
}
