/**
 * Writes a chart's journal (journal-lines.ts). It is not synced: it is for a recorder that is killed, and the system's
 * memory of a file survives that. It costs the recording nothing: at the first refusal there is no journal until the
 * disk takes records again, a disk that does not answer is waited for once, and a chart without a journal ends with its
 * recorder.
 *
 * Two files take turns: a new one begins where a record ends, and the other is needed until that record is on the disk.
 *
 * @module
 */
import type { Disk, DiskFile } from '#lib/disk/disk.ts';
import { writeAll } from '#lib/disk/write-whole.ts';
import type { ChartPaths } from './chart-plan.ts';
import type { JournalLine, JournalStart } from './journal-lines.ts';
import type { WriterTime } from './record-writer.ts';

/** Lines wait this long for others to go with them [ms]: what is lost of a recorder that is killed. */
const FLUSH_MS = 40;
/** A file holds at least this many records before the other one is begun, and one that failed is begun anew. */
const LEAST_RECORDS = 10;
/** Whoever waits for a line waits no longer for a disk that does not answer [ms]. */
const LONGEST_WAIT_MS = 200;

/** Which of the two files, how much of it [bytes], and the record it begins at. */
export interface JournalPlace {
	readonly slot: 0 | 1;
	readonly bytes: number;
	readonly records: number;
}

interface Portion {
	readonly begins: boolean;
	text: string;
}

/** The journal of a running chart. */
export class ChartJournal {
	readonly #disk: Disk;
	readonly #paths: ChartPaths;
	readonly #time: WriterTime;
	#portions: Portion[] = [];
	#file: DiskFile | null = null;
	#slot: 0 | 1;
	#bytes: number;
	/** Records before the running file. */
	#from: number;
	#isBroken = false;
	#isEnded = false;
	#isFlushing = false;
	/** The disk has not answered for so long that nobody waits any more until it does. */
	#isSlow = false;
	#hasComplained = false;
	/** Never rejects: nobody but the log hears of a journal's trouble. */
	#turn: Promise<void>;

	/**
	 * @param ready there is a folder to write to
	 * @param place where a journal is gone on with; null = a new one
	 */
	constructor(
		{ disk, paths, time }: { disk: Disk; paths: ChartPaths; time: WriterTime },
		ready: Promise<unknown>,
		place: JournalPlace | null = null
	) {
		this.#disk = disk;
		this.#paths = paths;
		this.#time = time;
		// the first file to begin is the other one
		this.#slot = place?.slot ?? 1;
		this.#bytes = place?.bytes ?? 0;
		this.#from = place?.records ?? 0;
		this.#turn = ready.then(
			async () => (place === null ? undefined : this.#guarded(() => this.#reopen())),
			() => void (this.#isEnded = true)
		);
	}

	/** Begins the first file. */
	begin(start: JournalStart): void {
		this.#from = start.records;
		this.#isBroken = false;
		this.#portions.push({ begins: true, text: `${JSON.stringify(start)}\n` });
		this.#soon();
	}

	/** Takes a line. Returns at once. */
	add(line: JournalLine): void {
		if (this.#isBroken || this.#isEnded) return;
		const text = `${JSON.stringify(line)}\n`;
		const last = this.#portions.at(-1);
		if (last) last.text += text;
		else this.#portions.push({ begins: false, text });
		this.#soon();
	}

	/**
	 * A record has just ended: begins another file when it is time.
	 *
	 * @param records that have ended; @param durable those on the disk
	 */
	recordEnded(records: number, durable: number, start: () => JournalStart): void {
		if (this.#isEnded || records - this.#from < LEAST_RECORDS) return;
		// what a disk that does not answer has not taken would pile up in memory
		if (this.#isSlow) this.giveUp();
		// a disk that refuses records is left alone
		else if (durable >= (this.#isBroken ? records - 1 : this.#from)) this.begin(start());
	}

	/** Resolves when the lines so far are written, or not worth waiting for. */
	async kept(): Promise<void> {
		if (this.#isBroken || this.#isEnded || this.#isSlow) return;
		await this.#answered(this.#flush());
	}

	/** The disk refuses: no journal, and its room is given back. */
	giveUp(): void {
		if (this.#isBroken || this.#isEnded) return;
		this.#isBroken = true;
		this.#portions = [];
		void this.#next(() => this.#remove());
	}

	/** The chart is being closed and does not go on with anybody: takes the journal away. */
	async end(): Promise<void> {
		this.#isEnded = true;
		this.#portions = [];
		const removed = this.#next(() => this.#remove());
		if (!this.#isSlow) await this.#answered(removed);
	}

	/** Resolves with the work or, when that lasts too long, before; then nobody waits until it is done. */
	#answered(work: Promise<void>): Promise<void> {
		return new Promise((resolve) => {
			const cancel = this.#time.after(LONGEST_WAIT_MS, () => {
				this.#isSlow = true;
				resolve();
			});
			void work.then(() => {
				this.#isSlow = false;
				cancel();
				resolve();
			});
		});
	}

	#soon(): void {
		if (this.#isFlushing) return;
		this.#isFlushing = true;
		this.#time.after(FLUSH_MS, () => {
			this.#isFlushing = false;
			void this.#flush();
		});
	}

	#flush(): Promise<void> {
		return this.#next(() => this.#guarded(() => this.#write()));
	}

	#next(work: () => Promise<void>): Promise<void> {
		this.#turn = this.#turn.then(work).catch(complain);
		return this.#turn;
	}

	async #guarded(work: () => Promise<void>): Promise<void> {
		if (this.#isEnded || this.#isBroken) return;
		try {
			await work();
		} catch (error) {
			if (!this.#hasComplained)
				console.error(`recorder: no journal of ${this.#paths.name}, the recording goes on:`, error);
			this.#hasComplained = true;
			this.#isBroken = true;
			this.#portions = [];
			await this.#remove();
		}
	}

	async #write(): Promise<void> {
		for (const { begins, text } of this.#portions.splice(0)) {
			// it may have been given up while the disk took its time
			if (this.#isEnded || this.#isBroken) return;
			if (begins) await this.#another();
			if (!this.#file) continue;
			const bytes = Buffer.from(text);
			await writeAll(this.#file, bytes, this.#bytes);
			this.#bytes += bytes.length;
		}
	}

	async #another(): Promise<void> {
		await this.#file?.close();
		this.#file = null;
		this.#slot = this.#slot === 0 ? 1 : 0;
		this.#file = await this.#disk.open(this.#paths.journals[this.#slot], 'w', 0o600);
		this.#bytes = 0;
	}

	async #reopen(): Promise<void> {
		this.#file = await this.#disk.open(this.#paths.journals[this.#slot], 'r+');
		await this.#file.truncate(this.#bytes);
	}

	async #remove(): Promise<void> {
		const file = this.#file;
		this.#file = null;
		await file?.close().catch(complain);
		for (const path of this.#paths.journals) await this.#disk.remove(path).catch(complain);
	}
}

function complain(reason: unknown): void {
	console.error('recorder: a journal is left behind:', reason);
}
