/**
 * A recorder at work until it is told to end, with what ends a process handled.
 *
 * @module
 */
import { flushCompileCache } from 'node:module';
import { resolve } from 'node:path';
import { isLabError } from '#lib/core/errors.ts';
import { lapseFrom } from './clock.ts';
import type { PortBinding } from './port/connection.ts';
import { Recorder } from './recorder.ts';

/** A faulty recorder gets this long to close its chart. */
const LONGEST_END_MS = 10_000;
/** Compiled code is kept when the start is over: a killed process keeps nothing at its end [ms]. */
const KEEP_CODE_MS = 1000;

/**
 * Runs the recorder of this process. Environment: `JINGWEI_DATA`, `JINGWEI_SPILL`, `JINGWEI_TIME_LAPSE`.
 *
 * @param binding ports besides or instead of the system's; null = the system's
 */
export async function runRecorder(binding: PortBinding | null = null): Promise<void> {
	const root = resolve(process.env['JINGWEI_DATA'] ?? 'data');
	const spill = process.env['JINGWEI_SPILL'] ?? '';
	const recorder = new Recorder({
		root,
		spill: spill === '' ? null : resolve(spill),
		lapse: lapseFrom(process.env['JINGWEI_TIME_LAPSE']),
		binding,
		ended: () => {
			process.exit(0);
		}
	});

	async function end(code: number): Promise<void> {
		await recorder.stop();
		process.exit(code);
	}

	for (const signal of ['SIGTERM', 'SIGINT'] as const)
		process.on(signal, () => {
			void end(0);
		});
	// a closed terminal is no reason to stop recording
	process.on('SIGHUP', () => undefined);
	// what is said goes to a file on a disk that may be full: without a listener the second line without room is a fault
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	for (const fault of ['uncaughtException', 'unhandledRejection'] as const)
		process.on(fault, (error: unknown) => {
			console.error('recorder: fault, closing the chart:', error);
			setTimeout(() => process.exit(1), LONGEST_END_MS).unref();
			void end(1);
		});

	try {
		await recorder.start();
		console.log(`recorder ${recorder.bootId} ready in ${root}`);
		setTimeout(flushCompileCache, KEEP_CODE_MS).unref();
	} catch (error) {
		console.error(isLabError(error) ? `${error.code}: ${error.message}` : error);
		process.exit(isLabError(error) && error.code === 'recorder/already-running' ? 3 : 1);
	}
}
