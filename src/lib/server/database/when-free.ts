/**
 * Waiting for a database that another process writes to.
 *
 * @module
 */
import { setTimeout as delay } from 'node:timers/promises';
import { isLabError } from '#lib/core/errors.ts';
import { asRefusal } from './errors.ts';

/** How often a transaction is tried while another process is in the way, and the pause before the next try [ms]. */
const MOST_TRIES = 8;
const RETRY_MS = 25;

/**
 * Runs a transaction; once more when another process was in the way, for nothing of it stayed.
 *
 * @throws {LabError} `database/busy` when it still is
 */
export async function whenFree<T>(run: () => Promise<T>): Promise<T> {
	for (let tries = 1; ; tries++)
		try {
			return await asRefusal(run);
		} catch (error) {
			const isBusy = isLabError(error) && error.code === 'database/busy';
			if (!isBusy || tries === MOST_TRIES) throw error;
			await delay(RETRY_MS * tries);
		}
}
