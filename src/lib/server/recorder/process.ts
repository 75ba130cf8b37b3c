/**
 * Finds the recorder of a data folder or starts one. A recorder outlives whoever started it.
 *
 * @module
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync, openSync, closeSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { isLabError, LabError } from '#lib/core/errors.ts';
import { RecorderClient, type RecorderListener } from './client.ts';

/** What `recorder.json` in the data folder holds. */
const recorderNote = z.object({
	pid: z.number().int(),
	bootId: z.string(),
	socket: z.string(),
	startedUtc: z.string()
});
export type RecorderNote = z.infer<typeof recorderNote>;

/** Where a recorder is wanted. */
export interface RecorderPlace {
	/** The data folder. */
	readonly root: string;
	/** The project's folder; default `JINGWEI_ROOT` or the working directory. */
	readonly project?: string;
	/** Recorded seconds per real second, for a recorder that has to be started; default 1. */
	readonly lapse?: number;
}

/** A new recorder must answer within this time [ms]: it may have charts to repair. */
const LONGEST_START_MS = 20_000;
const LOOK_EVERY_MS = 50;
/** File operations at once; with Node's 4 a few that hang would hold up the reading of the serial port. */
const THREADS = '16';
const MOST_STARTS = 5;
/** Compiled code in the data folder: a recorder that replaces another is there in half the time. */
const COMPILED = 'compiled';

/** Reads the note of the recorder that runs or ran last; null when there is none. */
export async function readRecorderNote(root: string): Promise<RecorderNote | null> {
	const text = await readFile(join(root, 'recorder.json'), 'utf8').catch(() => null);
	if (text === null) return null;
	const note = recorderNote.safeParse(JSON.parse(text));
	return note.success ? note.data : null;
}

/** A client of the recorder of a data folder, not yet connected. */
export function recorderClient(root: string): RecorderClient {
	return new RecorderClient(async () => (await readRecorderNote(root))?.socket ?? null);
}

/**
 * Connects to the running recorder, or starts one first. When several programs do so at once, one recorder
 * wins the lock and all find it.
 *
 * @param listener hears everything from the greeting on, closed charts that nobody has acknowledged included
 * @throws {LabError} `recorder/not-started` when no recorder answers in time
 */
export async function ensureRecorder(
	place: RecorderPlace,
	listener: RecorderListener = {}
): Promise<RecorderClient> {
	const root = resolve(place.root);
	const client = recorderClient(root);
	client.listen(listener);
	const deadline = performance.now() + LONGEST_START_MS;
	let child: ChildProcess | null = null;
	for (let starts = 0; performance.now() < deadline; await sleep(LOOK_EVERY_MS)) {
		if (await isConnected(client)) return client;
		const isOver = child === null || child.exitCode !== null || child.signalCode !== null;
		// a recorder that was just dying may still have held the lock: the next start succeeds
		if (isOver && starts++ < MOST_STARTS) child = startRecorder({ ...place, root });
	}
	throw new LabError(
		'recorder/not-started',
		`expected an answer in ${LONGEST_START_MS} ms; see ${join(root, 'recorder.log')}`
	);
}

async function isConnected(client: RecorderClient): Promise<boolean> {
	try {
		await client.connect();
		return true;
	} catch (error) {
		if (isLabError(error)) return false;
		throw error;
	}
}

/** The note of a recorder that answers now; null when none does. */
export async function findRecorder(root: string): Promise<RecorderNote | null> {
	const note = await readRecorderNote(root);
	return note && (await answers(note.socket)) ? note : null;
}

function answers(socketPath: string): Promise<boolean> {
	return new Promise((resolveAnswer) => {
		const socket = createConnection(socketPath);
		const answer = (isThere: boolean) => () => {
			socket.destroy();
			resolveAnswer(isThere);
		};
		socket.once('connect', answer(true));
		socket.once('error', answer(false));
	});
}

/**
 * Whether a virtual instrument can hang on a pseudo-terminal here; where it cannot, the recorder's process carries
 * it. `JINGWEI_NO_PTY=1` says no.
 */
function hasPty(): boolean {
	return process.platform !== 'win32' && process.env['JINGWEI_NO_PTY'] !== '1';
}

/** Starts a recorder as its own process, its words going to `recorder.log` in the data folder. */
function startRecorder({ root, project, lapse = 1 }: RecorderPlace): ChildProcess {
	const folder = resolve(project ?? process.env['JINGWEI_ROOT'] ?? process.cwd());
	const main = join(folder, hasPty() ? 'src/recorder/main.ts' : 'src/cli/station.ts');
	if (!existsSync(main))
		throw new LabError('recorder/not-started', `expected ${main}; set JINGWEI_ROOT to the project`);
	mkdirSync(root, { recursive: true });
	const log = openSync(join(root, 'recorder.log'), 'a', 0o600);
	// options of this process (a test runner's, a debugger's) are not the recorder's
	const { NODE_OPTIONS: _options, ...environment } = process.env;
	const child = spawn(process.execPath, [main], {
		cwd: folder,
		detached: true,
		stdio: ['ignore', log, log],
		windowsHide: true,
		env: {
			UV_THREADPOOL_SIZE: THREADS,
			NODE_COMPILE_CACHE: join(root, COMPILED),
			...environment,
			...{ JINGWEI_DATA: root, JINGWEI_TIME_LAPSE: String(lapse) }
		}
	});
	child.on('error', (error) => {
		console.error('recorder: not started:', error.message);
	});
	child.unref();
	closeSync(log);
	return child;
}
