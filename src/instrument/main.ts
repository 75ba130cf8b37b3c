/**
 * The instrument process: one virtual BITalino on one pseudo-terminal, told what the subject hears on a socket.
 *
 * `node src/instrument/main.ts --subject informed --seed 7 [--data DIR] [--replay FILE] [--crystal-ppm 35]`
 *
 * @module
 */
import { isLabError } from '#lib/core/errors.ts';
import { plugPty } from './cable/pty.ts';
import { readOptions } from './options.ts';
import { runInstrument } from './run.ts';

async function main(): Promise<void> {
	const { path, socket, stop } = await runInstrument(
		readOptions(process.argv.slice(2), process.env),
		plugPty
	);
	const end = (): void => {
		stop();
		process.exit(0);
	};
	process.on('SIGTERM', end);
	process.on('SIGINT', end);
	// the terminal we were started from may close: the instrument goes on
	process.on('SIGHUP', () => undefined);
	process.stdout.on('error', () => undefined);
	process.stdout.write(`${JSON.stringify({ path, socket })}\n`);
}

main().catch((error: unknown) => {
	if (!isLabError(error)) throw error;
	process.stderr.write(`${error.code}: ${error.message}\n`);
	// a socket may be open already; the lock goes with the process
	process.exit(1);
});
