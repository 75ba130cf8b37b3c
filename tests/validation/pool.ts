/** Shares jobs out over the processors; which thread runs a job changes nothing in its result. */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { JobOf, ResultOf, StudyName } from './studies.ts';

interface Task {
	readonly id: number;
	readonly name: StudyName;
	readonly job: unknown;
	readonly resolve: (result: unknown) => void;
	readonly reject: (error: Error) => void;
}

/** Threads that take the next job when they are free. */
export class Pool {
	readonly #workers: Worker[] = [];
	readonly #waiting: Task[] = [];
	readonly #running = new Map<Worker, Task>();
	#nextId = 0;

	/** Runs one job of a study. */
	run<Name extends StudyName>(name: Name, job: JobOf<Name>): Promise<ResultOf<Name>> {
		const promise = new Promise<unknown>((resolve, reject) => {
			this.#waiting.push({ id: this.#nextId++, name, job, resolve, reject });
		});
		this.#fill();
		return promise as Promise<ResultOf<Name>>;
	}

	/** Ends the threads; no job may be waiting. */
	async close(): Promise<void> {
		await Promise.all(this.#workers.map((worker) => worker.terminate()));
	}

	#fill(): void {
		while (this.#waiting.length > 0) {
			const free = this.#workers.find((worker) => !this.#running.has(worker)) ?? this.#another();
			if (free === null) return;
			const task = this.#waiting.shift()!;
			this.#running.set(free, task);
			free.postMessage({ id: task.id, name: task.name, job: task.job });
		}
	}

	#another(): Worker | null {
		if (this.#workers.length >= availableParallelism()) return null;
		const worker = new Worker(new URL('./worker.ts', import.meta.url));
		worker.on('message', ({ result }: { readonly result: unknown }) => {
			this.#running.get(worker)?.resolve(result);
			this.#running.delete(worker);
			this.#fill();
		});
		worker.on('error', (error) => {
			this.#running.get(worker)?.reject(error as Error);
		});
		this.#workers.push(worker);
		return worker;
	}
}
