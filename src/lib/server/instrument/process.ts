/**
 * The instrument process of a data folder: adopted when it runs, started when not.
 *
 * @module
 */
import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { isLabError, LabError } from '#lib/core/errors.ts';
import type { InstrumentPlace, SubjectChoice } from '#lib/core/virtual/instrument-commands.ts';
import { readRecorderNote } from '../recorder/process.ts';
import { findInstrument, tell } from './client.ts';

/** Starting takes well under a second; a loaded machine gets more [ms]. */
const PATIENCE_MS = 15_000;

/** Whose instrument, and who sits in the chair. */
export interface InstrumentStart {
	readonly data: string;
	readonly choice: SubjectChoice;
	/** How many times faster than real time; default: as this process (`JINGWEI_TIME_LAPSE`). */
	readonly lapse?: number;
}

/**
 * Gives the running instrument of a data folder, with this subject in the chair; starts one when there is none.
 * It is detached: it goes on when this process ends, until `stopInstrument` or SIGTERM.
 *
 * @throws {LabError} `instrument/not-started` when none runs after a while; see instrument.log in the folder
 */
export async function startInstrument(options: InstrumentStart): Promise<InstrumentPlace> {
	const { data, choice } = options;
	const running = await runningInstrument(data);
	if (running !== null) {
		await tell(running.socket, { configure: choice });
		return running;
	}
	launch(options);
	const deadline = Date.now() + PATIENCE_MS;
	while (Date.now() < deadline) {
		await sleep(50);
		const started = await runningInstrument(data);
		if (started !== null) return started;
	}
	throw new LabError('instrument/not-started', `expected an instrument in ${data}, got none`);
}

/** The instrument of a data folder if it answers; null otherwise. */
export async function runningInstrument(data: string): Promise<InstrumentPlace | null> {
	const place = await findInstrument(data);
	if (place === null) return null;
	try {
		await tell(place.socket, { ask: 'state' });
		return place;
	} catch (error) {
		if (isLabError(error)) return null;
		throw error;
	}
}

/** Ends the instrument of a data folder, if one runs; resolves when its process is gone. */
export async function stopInstrument(data: string): Promise<void> {
	const place = await runningInstrument(data);
	// an instrument inside the recorder's process ends with the recorder
	if (place === null || place.pid === (await readRecorderNote(data))?.pid) return;
	process.kill(place.pid, 'SIGTERM');
	for (const deadline = Date.now() + PATIENCE_MS; Date.now() < deadline; await sleep(20))
		if (!isAlive(place.pid)) return;
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

function launch({ data, choice, lapse }: InstrumentStart): void {
	mkdirSync(data, { recursive: true });
	const log = openSync(join(data, 'instrument.log'), 'a', 0o600);
	const root = resolve(process.env['JINGWEI_ROOT'] ?? process.cwd());
	const child = spawn(
		process.execPath,
		[
			join(root, 'src', 'instrument', 'main.ts'),
			...['--data', resolve(data)],
			...['--subject', choice.subject, '--seed', String(choice.seed)]
		],
		{
			cwd: root,
			detached: true,
			stdio: ['ignore', log, log],
			env: {
				...process.env,
				JINGWEI_ROOT: root,
				...(lapse === undefined ? {} : { JINGWEI_TIME_LAPSE: String(lapse) })
			}
		}
	);
	// what went wrong is in the log; whoever waits for the instrument will notice
	child.on('error', () => undefined);
	child.unref();
	closeSync(log);
}
