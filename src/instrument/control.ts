/**
 * The control socket: JSON lines in, one JSON line back for each.
 *
 * @module
 */
import { createServer, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { isLabError, LabError } from '#lib/core/errors.ts';
import {
	instrumentCommand,
	type InstrumentCommand,
	type InstrumentReply
} from '#lib/core/virtual/instrument-commands.ts';

/** What carries a command out. */
export type Obey = (command: InstrumentCommand) => InstrumentReply;

/** Listens on a unix socket (Windows: a named pipe) until closed. */
export async function listen(socket: string, obey: Obey): Promise<Server> {
	const server = createServer((connection) => {
		// a client that goes away while being answered is no fault of ours
		connection.on('error', () => connection.destroy());
		const lines = createInterface({ input: connection });
		// it says the connection's errors once more, and would end the process if nobody heard them
		lines.on('error', () => connection.destroy());
		lines.on('line', (line) => {
			connection.write(`${JSON.stringify(answer(line, obey))}\n`);
		});
	});
	await new Promise<void>((resolve, reject) => {
		server.once('error', reject);
		server.listen(socket, resolve);
	});
	return server;
}

function answer(line: string, obey: Obey): InstrumentReply {
	try {
		return obey(read(line));
	} catch (error) {
		if (!isLabError(error)) throw error;
		return { error: { code: error.code, message: error.message } };
	}
}

function read(line: string): InstrumentCommand {
	let content: unknown;
	try {
		content = JSON.parse(line);
	} catch (cause) {
		throw new LabError('instrument/command', 'expected a line of JSON', { cause });
	}
	const command = instrumentCommand.safeParse(content);
	if (command.success) return command.data;
	throw new LabError('instrument/command', `expected a command, got ${line.slice(0, 200)}`);
}
