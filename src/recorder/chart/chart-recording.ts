/**
 * One chart being recorded: samples, marks and gaps go in at once; files follow at the disk's pace.
 *
 * @module
 */
import { LabError } from '#lib/core/errors.ts';
import type { ClockLine } from '#lib/core/recording/clock-lines.ts';
import { SLOW_DISK } from '#lib/core/recording/recorder-messages.ts';
import type { ChartListener, ChartPlace, EndedChart } from './recording-parts.ts';
import { nodeDisk, type Disk } from '#lib/disk/disk.ts';
import { ChartContent, type ChartGap, type ContentTaker } from './chart-content.ts';
import { createChartFiles, sealChart } from './chart-files.ts';
import { layOut, samplesPerRecord, type ChartPaths, type ChartPlan } from './chart-plan.ts';
import { ChartStore } from './chart-store.ts';
import type { KeptChart } from './continue-chart.ts';
import { ChartJournal } from './journal.ts';
import { JournaledContent } from './journaled-content.ts';
import { EarlyLines } from './line-file.ts';
import { realTime, RecordWriter, type WriterTime } from './record-writer.ts';
import { TileWriter } from './tile-writer.ts';

/** A chart from its start to its seal. */
export class ChartRecording {
	readonly plan: ChartPlan;
	readonly paths: ChartPaths;
	/** Resolves when header and marker are durable, rejects when the chart cannot be. */
	readonly ready: Promise<void>;
	/** The longest wait of a record for the disk, of each write [ms]. */
	readonly delaysMs: number[] = [];
	readonly #stored: Promise<ChartStore>;
	readonly #content: ChartContent;
	readonly #written: JournaledContent;
	readonly #journal: ChartJournal;
	readonly #writer: RecordWriter;
	readonly #tiles: TileWriter;
	readonly #listener: ChartListener;
	readonly #disk: Disk;
	readonly #lines: EarlyLines;
	#store: ChartStore | null = null;
	/** Samples of the finished chart; null while it runs. */
	#taken: number | null = null;
	#problem: string | null = null;

	/** @param kept what another recorder left of this chart; null = it begins */
	constructor(
		paths: ChartPaths,
		plan: ChartPlan,
		listener: ChartListener,
		{ disk, time }: ChartPlace = { disk: nodeDisk, time: realTime },
		kept: KeptChart | null = null
	) {
		this.#disk = disk;
		this.plan = plan;
		this.paths = paths;
		this.#listener = listener;
		const { header, headerBytes } = layOut(plan);
		this.#tiles = new TileWriter(disk, paths.tiles, plan.channels.length, headerBytes);
		const files = kept ? Promise.resolve(kept.files) : createChartFiles(disk, paths, plan);
		this.#lines = new EarlyLines(files);
		this.#journal = new ChartJournal({ disk, paths, time }, this.#lines.ready, kept?.journal);
		// what goes on from records needs the journal up to them
		const more = { stored: kept?.written ?? 0, before: () => this.#journal.kept() };
		this.#stored = files.then(
			(made) => (this.#store = new ChartStore({ disk, paths, plan }, made, more))
		);
		this.ready = this.#stored.then(() => undefined);
		this.ready.catch(() => {
			this.#writer.abandon();
		});
		this.#writer = this.#writerOf(time, kept?.written);
		const taker = {
			line: (line: ClockLine) => {
				this.#lines.add(line);
			},
			record: (bytes: Uint8Array) => {
				this.#writer.push(bytes);
			}
		};
		this.#content = kept?.content ?? new ChartContent(header, plan.rateHz, taker);
		this.#written = new JournaledContent(this.#content, this.#journal, {
			monotonicS: plan.monotonicS,
			// a disk in trouble is left alone
			durable: () => (this.#problem === null ? this.#writer.written : -1)
		});
		if (kept) this.#goOn(kept, taker);
		else {
			this.#written.begin();
			this.mark(0, null, 'recording starts');
		}
	}

	#writerOf(time: WriterTime, written = 0): RecordWriter {
		const { rateHz } = this.plan;
		return new RecordWriter(
			this.#stored,
			{
				written: (count, delayMs) => {
					this.delaysMs.push(delayMs);
					this.#listener.written();
					this.#tiles.durable(count * samplesPerRecord(rateHz));
				},
				trouble: (problem) => {
					this.#troubled(problem);
				}
			},
			time,
			written
		);
	}

	/** Takes up what is not in the files yet. */
	#goOn({ lines, records }: KeptChart, taker: ContentTaker): void {
		this.#content.handTo(taker);
		for (const line of lines) this.#lines.add(line);
		for (const record of records) this.#writer.push(record);
		// made anew from the recording when somebody asks for them
		this.#tiles.giveUp();
		const owed = this.#content.gapEnd - this.#content.samples;
		// it was killed in the middle of filling a gap
		if (owed > 0)
			this.append(this.plan.channels.map((spec) => new Int32Array(owed).fill(spec.digitalMin)));
	}

	/** State for the health lane. */
	get facts() {
		// the filling of the last record is nobody's samples
		const samples = this.#taken ?? this.#content.samples;
		const spilled = this.#store?.spilled ?? null;
		return {
			samples,
			writtenSamples: Math.min(samples, this.#writer.written * samplesPerRecord(this.plan.rateHz)),
			lost: this.#content.lost,
			gaps: this.#content.gaps,
			problem: this.#problem,
			...(spilled && {
				spilled: {
					samples: Math.min(samples, spilled.records * samplesPerRecord(this.plan.rateHz)),
					problem: spilled.problem
				}
			})
		};
	}

	/** Records that wait in memory for the disk. */
	get waiting(): number {
		return this.#writer.waiting;
	}

	/** Takes samples, shape [channels][samples]. */
	append(channels: readonly Int32Array[]): void {
		this.#tiles.push(channels);
		this.#written.append(channels);
	}

	/** Declares samples (appended as digital minima) as lost. */
	declareGap(gap: ChartGap): void {
		this.#tiles.lose({ from: gap.firstSample, to: gap.firstSample + gap.samples });
		this.#written.declareGap(gap);
	}

	/** Keeps a clock pair. */
	pair(sample: number, monotonicS: number, utcMs: number): void {
		this.#written.pair(sample, monotonicS, utcMs);
	}

	/** Where a mark stands; undefined = none has this id. */
	markedAt(id: string): number | undefined {
		return this.#content.markedAt(id);
	}

	/**
	 * Annotates.
	 *
	 * @param id null = nobody asks for it again
	 * @throws {LabError} `edf/annotation` for a text or time that cannot be written
	 */
	mark(sample: number, durationS: number | null, text: string, id: string | null = null): void {
		this.#written.mark(sample, durationS, text, id);
	}

	/** Resolves when what was taken so far outlives this process, or when the disk does not answer. */
	kept(): Promise<void> {
		return this.#journal.kept();
	}

	/** The recorder runs, whatever the device does [s]. */
	alive(monotonicS: number): void {
		this.#journal.add({ type: 'alive', monotonicS });
	}

	/**
	 * Ends the recording: everything onto the disk, hash, notice. While the data folder has no room for what was spilled,
	 * the marker stays, and the chart is sealed from its files later (`recoverCharts`).
	 *
	 * @throws {LabError} `recorder/storage` when the disk refuses even the notice; the marker then stays and the
	 * chart is sealed at the next start
	 */
	async close(effectiveRateHz: number): Promise<EndedChart> {
		const store = await this.#stored;
		const { samples } = this.#content;
		this.#taken = samples;
		await this.#written.ending();
		// at once: the last record is filled up, and only the closing line before it tells how many samples are true
		this.#written.end(effectiveRateHz);
		const { lost } = this.#content;
		this.#lines.add({ type: 'closed', samples, lost, effectiveRateHz, repaired: false });
		await this.#writer.finish();
		try {
			const facts = this.#settle(samples, effectiveRateHz);
			if (facts.samples < samples) this.#lines.add({ type: 'closed', ...facts });
			const isHere = await store.end();
			if (!isHere || facts.samples < samples) this.#tiles.giveUp();
			if (!isHere) return { ...facts, notice: null };
			const [notice] = await Promise.all([
				sealChart(this.#disk, this.paths, this.plan, facts),
				this.#tiles.finish()
			]);
			return { ...facts, notice };
		} catch (cause) {
			this.#tiles.giveUp();
			const message = cause instanceof Error ? cause.message : String(cause);
			throw new LabError('recorder/storage', message, { cause });
		} finally {
			await store.close();
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
		const lost = this.#content.lost + missing;
		return { samples: samples - missing, lost, effectiveRateHz, repaired: false };
	}

	#troubled(problem: string | null): void {
		this.#problem = problem;
		if (problem !== null && problem !== SLOW_DISK) {
			this.#tiles.giveUp();
			this.#journal.giveUp();
		}
		this.#listener.trouble(problem);
	}
}
