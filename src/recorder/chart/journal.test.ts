import { afterEach, beforeEach, expect, test, vi, type MockInstance } from 'vitest';
import type { Disk, DiskFile } from '#lib/disk/disk.ts';
import { chartPaths } from './chart-plan.ts';
import { ChartJournal } from './journal.ts';
import type { JournalLine, JournalStart } from './journal-lines.ts';
import type { WriterTime } from './record-writer.ts';

const paths = chartPaths('/data', 'session', 1);
const [first, second] = paths.journals;

/** A disk of two files that refuses or does not answer when told so. */
class Trouble {
	readonly files = new Map<string, string>();
	refusal: string | null = null;
	hang: Promise<void> | null = null;
	opened = 0;

	readonly disk = {
		open: async (path: string) => {
			this.opened += 1;
			await this.#take();
			this.files.set(path, '');
			return { write: this.#writer(path), close: () => Promise.resolve() } as unknown as DiskFile;
		},
		remove: async (path: string) => {
			await this.hang;
			this.files.delete(path);
			if (this.refusal === 'EIO') throw new Error('EIO');
		}
	} as unknown as Disk;

	#writer(path: string): DiskFile['write'] {
		return async (bytes, offset, length) => {
			await this.#take();
			const text = Buffer.from(bytes).toString('utf8', offset, offset + length);
			this.files.set(path, (this.files.get(path) ?? '') + text);
			return { bytesWritten: length };
		};
	}

	async #take(): Promise<void> {
		await this.hang;
		if (this.refusal !== null) throw new Error(this.refusal);
	}
}

const time: WriterTime = {
	nowMs: () => performance.now(),
	sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
	after(ms, call) {
		const timer = setTimeout(call, ms);
		return () => clearTimeout(timer);
	}
};
const start = (records: number): JournalStart => ({
	...{ type: 'start', monotonicS: 1, records, annotations: [], marks: [] },
	...{ lost: 0, gaps: 0, gapEnd: 0 }
});
const alive = (monotonicS: number): JournalLine => ({ type: 'alive', monotonicS });

function begun(trouble: Trouble): ChartJournal {
	const journal = new ChartJournal({ disk: trouble.disk, paths, time }, Promise.resolve());
	journal.begin(start(0));
	return journal;
}

/** How long a promise takes [ms]. */
async function waited(work: Promise<void>): Promise<number> {
	const began = performance.now();
	let endMs = NaN;
	void work.then(() => (endMs = performance.now()));
	for (let step = 0; step < 1000 && Number.isNaN(endMs); step++)
		await vi.advanceTimersByTimeAsync(1);
	return Math.round(endMs - began);
}

let said: MockInstance<typeof console.error>;
beforeEach(() => {
	vi.useFakeTimers();
	said = vi.spyOn(console, 'error').mockImplementation(() => undefined);
});
afterEach(() => {
	vi.restoreAllMocks();
	vi.useRealTimers();
});

test('lines are there when they are said to be, and nothing is left of an ended journal', async () => {
	const trouble = new Trouble();
	const journal = begun(trouble);
	journal.add(alive(2));
	expect(await waited(journal.kept())).toBeLessThanOrEqual(1);
	expect(trouble.files.get(first)?.split('\n').slice(1)).toEqual([JSON.stringify(alive(2)), '']);
	for (let records = 1; records <= 10; records++)
		journal.recordEnded(records, records, () => start(records));
	await waited(journal.kept());
	expect([...trouble.files.keys()]).toEqual([first, second]);
	await waited(journal.end());
	journal.add(alive(3));
	await waited(journal.kept());
	expect([...trouble.files.keys()]).toEqual([]);
	expect(said).not.toHaveBeenCalled();
});

test.each(['ENOSPC', 'EIO'])(
	'a disk that says %s costs nothing, and is tried again seldom',
	async (code) => {
		const trouble = new Trouble();
		const journal = begun(trouble);
		await waited(journal.kept());
		trouble.refusal = code;
		journal.add(alive(2));
		expect(await waited(journal.kept())).toBeLessThanOrEqual(1);
		expect([...trouble.files.keys()]).toEqual([]);
		const before = trouble.opened;
		for (let records = 1; records <= 30; records++) {
			// records fit, the journal does not
			journal.recordEnded(records, records, () => start(records));
			journal.add(alive(records));
			expect(await waited(journal.kept())).toBeLessThanOrEqual(1);
		}
		expect(trouble.opened - before).toBe(3);
		expect(said.mock.calls.filter(([text]) => String(text).includes('no journal'))).toHaveLength(1);
		trouble.refusal = null;
		// a disk that refuses records is left alone
		for (let records = 31; records <= 50; records++)
			journal.recordEnded(records, -1, () => start(records));
		await waited(journal.kept());
		expect([...trouble.files.keys()]).toEqual([]);
		journal.recordEnded(51, 51, () => start(51));
		await waited(journal.kept());
		expect([...trouble.files.values()]).toEqual([`${JSON.stringify(start(51))}\n`]);
		expect(await waited(journal.end())).toBeLessThanOrEqual(1);
	}
);

test('a disk that does not answer is waited for once', async () => {
	const trouble = new Trouble();
	const journal = begun(trouble);
	await waited(journal.kept());
	let answer = (): void => undefined;
	trouble.hang = new Promise((resolve) => (answer = resolve));
	journal.add(alive(2));
	expect(await waited(journal.kept())).toBe(200);
	journal.add(alive(3));
	expect(await waited(journal.kept())).toBeLessThanOrEqual(1);
	for (let records = 1; records <= 30; records++)
		journal.recordEnded(records, records, () => start(records));
	expect(await waited(journal.kept())).toBeLessThanOrEqual(1);
	trouble.hang = null;
	answer();
	await vi.advanceTimersByTimeAsync(100);
	expect([...trouble.files.keys()]).toEqual([]);
	journal.recordEnded(31, 31, () => start(31));
	await waited(journal.kept());
	expect([...trouble.files.values()]).toEqual([`${JSON.stringify(start(31))}\n`]);
});

test('a chart is closed although its journal hangs, and nothing is left when the disk answers', async () => {
	const trouble = new Trouble();
	const journal = begun(trouble);
	await waited(journal.kept());
	let answer = (): void => undefined;
	trouble.hang = new Promise((resolve) => (answer = resolve));
	journal.add(alive(2));
	await vi.advanceTimersByTimeAsync(50);
	expect(await waited(journal.end())).toBe(200);
	trouble.hang = null;
	answer();
	await vi.advanceTimersByTimeAsync(100);
	expect([...trouble.files.keys()]).toEqual([]);
});
