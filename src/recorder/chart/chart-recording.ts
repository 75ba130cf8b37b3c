/**
 * One chart being recorded: samples, marks and gaps go in at once; files follow at the disk's pace.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import { createChartFiles, sealChart, type ChartClosed, type ChartFiles } from './chart-files.ts';
import { layOut, samplesPerRecord, type ChartPaths, type ChartPlan } from './chart-plan.ts';
import { RecordBuilder } from './record-builder.ts';
import { RecordWriter, writeAll } from './record-writer.ts';
import { TileWriter } from './tile-writer.ts';

/** A declared gap, samples counted from the chart's start. */
export type ChartGap = Omit<Extract<ClockLine, { type: 'gap' }>, 'type'>;

/** What a running chart tells. */
export interface ChartListener {
	/** More samples are safely on disk. */
	written(): void;
	/** The disk refuses (text) or takes again (null). */
	trouble(problem: string | null): void;
	/** Samples that arrived but did not get onto the disk, declared when the chart closes. */
	unwritten(gap: ChartGap): void;
}

/** A chart from its start to its seal. */
export class ChartRecording {
	readonly plan: ChartPlan;
	readonly paths: ChartPaths;
	/** Resolves when header and marker are durable, rejects when the chart cannot be. */
	readonly ready: Promise<void>;
	/** The longest wait of a record for the disk, of each write [ms]. */
	readonly delaysMs: number[] = [];
	readonly #files: Promise<ChartFiles>;
	readonly #builder: RecordBuilder;
	readonly #writer: RecordWriter;
	readonly #tiles: TileWriter;
	readonly #listener: ChartListener;
	#early: ClockLine[] | null = [];
	#lost = 0;
	#gaps = 0;
	#problem: string | null = null;

	constructor(paths: ChartPaths, plan: ChartPlan, listener: ChartListener) {
		this.plan = plan;
		this.paths = paths;
		this.#listener = listener;
		const { header, headerBytes, records } = layOut(plan);
		this.#builder = new RecordBuilder(header);
		this.#builder.annotate(0, null, 'recording starts');
		this.#tiles = new TileWriter(paths.tiles, plan.channels.length, headerBytes);
		this.#files = createChartFiles(paths, plan);
		this.ready = this.#files.then(({ lines }) => {
			for (const line of this.#early ?? []) lines.add(line);
			this.#early = null;
		});
		this.ready.catch(() => {
			this.#writer.abandon();
		});
		this.#writer = new RecordWriter(
			this.#files.then(({ bdf }) => bdf),
			{ ...records, before: async () => (await this.#files).lines.write() },
			{
				written: (count, delayMs) => {
					this.delaysMs.push(delayMs);
					listener.written();
					this.#tiles.durable(count * samplesPerRecord(plan.rateHz));
				},
				trouble: (problem) => {
					this.#problem = problem;
					if (problem !== null) this.#tiles.giveUp();
					listener.trouble(problem);
				}
			}
		);
	}

	/** State for the health lane. */
	get facts() {
		const samples = this.#builder.samples;
		return {
			samples,
			writtenSamples: Math.min(samples, this.#writer.written * samplesPerRecord(this.plan.rateHz)),
			lost: this.#lost,
			gaps: this.#gaps,
			problem: this.#problem
		};
	}

	/** Records that wait in memory for the disk. */
	get waiting(): number {
		return this.#writer.waiting;
	}

	/** Takes samples, shape [channels][samples]. */
	append(channels: readonly Int32Array[]): void {
		this.#tiles.push(channels);
		for (const record of this.#builder.push(channels)) this.#writer.push(record);
	}

	/** Declares samples (appended as digital minima) as lost. */
	declareGap(gap: ChartGap): void {
		this.#lost += gap.samples;
		this.#gaps += 1;
		this.#tiles.lose({ from: gap.firstSample, to: gap.firstSample + gap.samples });
		this.#line({ type: 'gap', ...gap });
		this.#builder.annotate(gap.firstSample, gap.samples / this.plan.rateHz, `gap: ${gap.cause}`);
	}

	/** Keeps a clock pair. */
	pair(sample: number, monotonicS: number, utcMs: number): void {
		this.#line({ type: 'clock', sample, monotonicS, utcMs });
	}

	/**
	 * Annotates.
	 *
	 * @throws {LabError} `edf/annotation` for a text or time that cannot be written
	 */
	mark(sample: number, durationS: number | null, text: string): void {
		this.#builder.annotate(sample, durationS, text);
	}

	/**
	 * Ends the recording: everything onto the disk, hash, notice.
	 *
	 * @throws {LabError} `recorder/storage` when the disk refuses even the notice; the marker then stays and the
	 * chart is sealed at the next start
	 */
	async close(effectiveRateHz: number): Promise<ChartClosed> {
		const { bdf, lines } = await this.#files;
		const { samples } = this.#builder;
		lines.add({ type: 'closed', samples, lost: this.#lost, effectiveRateHz, repaired: false });
		this.#builder.annotate(samples, null, 'recording ends');
		this.#builder.annotate(0, null, `effective rate ${effectiveRateHz.toFixed(4)} Hz`);
		for (const record of this.#builder.end()) this.#writer.push(record);
		await this.#writer.finish();
		try {
			const facts = this.#settle(samples, effectiveRateHz);
			if (facts.samples < samples) lines.add({ type: 'closed', ...facts });
			const { headerBytes, recordBytes, count } = layOut(this.plan).records;
			await bdf.truncate(headerBytes + this.#writer.written * recordBytes);
			const field = count(this.#writer.written);
			await writeAll(bdf, field.bytes, field.offset);
			await bdf.sync();
			await lines.write();
			if (facts.samples < samples) this.#tiles.giveUp();
			const [notice] = await Promise.all([
				sealChart(this.paths, this.plan, facts),
				this.#tiles.finish()
			]);
			return notice;
		} catch (cause) {
			this.#tiles.giveUp();
			const message = cause instanceof Error ? cause.message : String(cause);
			throw new LabError('recorder/storage', message, { cause });
		} finally {
			await Promise.allSettled([bdf.close(), lines.close()]);
		}
	}

	/** What the file really holds; the rest is declared. */
	#settle(samples: number, effectiveRateHz: number) {
		const written = this.#writer.written * samplesPerRecord(this.plan.rateHz);
		const missing = Math.max(0, samples - written);
		if (missing > 0) {
			const since = written / this.plan.rateHz;
			this.#listener.unwritten({
				...{ firstSample: written, samples: missing, cause: 'storage' },
				...{ monotonicS: this.plan.monotonicS + since, utcMs: this.plan.utcMs + 1000 * since }
			});
		}
		const lost = this.#lost + missing;
		return { samples: samples - missing, lost, effectiveRateHz, repaired: false };
	}

	#line(line: ClockLine): void {
		if (this.#early) this.#early.push(line);
		else void this.#files.then(({ lines }) => lines.add(line));
	}
}
