/**
 * Another process on the same database.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that appends notes one after the other. */
export interface Appender {
	/** Ids of the events it was told are written. */
	acknowledged(): string[];
	/** Waits until there are so many. */
	hasAcknowledged(count: number): Promise<void>;
	/** SIGKILL. */
	kill(): void;
	readonly ended: Promise<unknown>;
}

/**
 * Starts one.
 *
 * @param log id of the session or interview
 * @param script what it appends
 */
export function startAppender(
	place: string,
	log: string,
	count: number,
	script = 'tests/fixtures/append-notes.ts'
): Appender {
	const child = spawn(process.execPath, [script, place, log, String(count)], {
		stdio: ['ignore', 'pipe', 'inherit']
	});
	let text = '';
	child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
	const acknowledged = (): string[] => text.split('\n').slice(0, -1);
	return {
		acknowledged,
		hasAcknowledged: async (wanted) => {
			while (acknowledged().length < wanted && child.exitCode === null)
				await once(child.stdout, 'data');
		},
		kill: () => child.kill('SIGKILL'),
		ended: once(child, 'close')
	};
}
