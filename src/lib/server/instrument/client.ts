/**
 * Talking to the virtual instrument: one line, one line back.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { LabError, type ErrorCode } from '#lib/core/errors.ts';
import {
	instrumentPlace,
	instrumentReply,
	type InstrumentCommand,
	type InstrumentPlace,
	type InstrumentReply
} from '#lib/core/virtual/instrument-commands.ts';

/** How the instrument stands after a command. */
export type InstrumentState = Extract<InstrumentReply, { ok: true }>;

/** A local process answers at once or not at all [ms]. */
const PATIENCE_MS = 3000;

/** Where the instrument of a data folder is; null when there is none or it is unplugged. */
export async function findInstrument(data: string): Promise<InstrumentPlace | null> {
	const text = await readFile(join(data, 'instrument.json'), 'utf8').catch(() => '');
	if (text === '') return null;
	const place = instrumentPlace.safeParse(JSON.parse(text));
	return place.success ? place.data : null;
}

/**
 * Tells the instrument something: what the subject hears, a fault of the cable, another subject.
 *
 * @param socket of the instrument's place
 * @throws {LabError} `instrument/unreachable` when nobody answers, else the instrument's refusal
 */
export async function tell(socket: string, command: InstrumentCommand): Promise<InstrumentState> {
	const line = await exchange(socket, JSON.stringify(command));
	const reply = instrumentReply.parse(JSON.parse(line));
	if ('ok' in reply) return reply;
	throw new LabError(reply.error.code as ErrorCode, reply.error.message);
}

function exchange(socket: string, line: string): Promise<string> {
	return new Promise((resolve, reject) => {
		const connection = createConnection(socket);
		const fail = (reason: string): void => {
			connection.destroy();
			reject(new LabError('instrument/unreachable', `expected an instrument, got: ${reason}`));
		};
		connection.setTimeout(PATIENCE_MS, () => {
			fail('no answer');
		});
		connection.on('error', (error) => {
			fail(error.message);
		});
		connection.on('close', () => {
			fail('closed');
		});
		const lines = createInterface({ input: connection });
		// it says the connection's errors once more, and would end the process if nobody heard them
		lines.on('error', (error: Error) => {
			fail(error.message);
		});
		lines.once('line', (answer) => {
			resolve(answer);
			connection.destroy();
		});
		connection.write(`${line}\n`);
	});
}
