/**
 * The instrument process: one virtual BITalino on one pseudo-terminal, told what the subject hears on a socket.
 *
 * `node src/instrument/main.ts --subject informed --seed 7 [--data DIR] [--replay FILE] [--crystal-ppm 35]`
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isLabError, LabError } from '#lib/core/errors.ts';
import type { InstrumentCommand, InstrumentReply } from '#lib/core/virtual/instrument-commands.ts';
import { parseSubjectModel } from '#lib/core/virtual/model.ts';
import { createClock, type Clock } from './clock.ts';
import { listen } from './control.ts';
import { VirtualInstrument } from './instrument.ts';
import { readOptions, type Options } from './options.ts';
import { claim } from './place.ts';
import { plugPty } from './cable/pty.ts';
import { replaySource } from './board/replay-source.ts';
import { SubjectSource } from './board/subject-source.ts';
import { readWiring } from './wiring.ts';

function subjectSource(options: Options, startS: number): SubjectSource {
	const profile = `devices/${options.profile}.yaml`;
	const read = (path: string): string => readFileSync(join(options.protocols, path), 'utf8');
	return new SubjectSource(
		parseSubjectModel(read('virtual/subject.yaml')),
		readWiring(profile, read(profile)),
		options.choice,
		startS
	);
}

/** Carries out what comes on the control socket. */
function obedience(instrument: VirtualInstrument, subject: SubjectSource | null, clock: Clock) {
	return (command: InstrumentCommand): InstrumentReply => {
		const nowS = clock();
		if ('hear' in command) instrument.hear(command, nowS);
		else if ('heard' in command) instrument.hear(command.heard, command.atS);
		else if ('configure' in command) {
			if (subject === null)
				throw new LabError('instrument/replaying', 'expected a subject, a recording is playing');
			subject.configure(command.configure, command.atS ?? nowS);
		}
		return {
			ok: true,
			atS: nowS,
			subject: subject?.choice.subject ?? 'recording',
			seed: subject?.choice.seed ?? 0,
			mode: instrument.mode,
			path: instrument.path
		};
	};
}

async function main(): Promise<void> {
	const options = readOptions(process.argv.slice(2), process.env);
	const clock = createClock(options.lapse);
	const place = claim(options.data);
	const subject = options.replay === null ? subjectSource(options, clock()) : null;
	const instrument = new VirtualInstrument({
		source: subject ?? replaySource(readFileSync(options.replay ?? ''), clock()),
		plug: plugPty,
		clock,
		crystalPpm: options.crystalPpm,
		lapse: options.lapse,
		onPath: (path) => {
			place.publish(path);
		}
	});
	const server = await listen(place.socket, obedience(instrument, subject, clock));
	instrument.start();
	const end = (): void => {
		instrument.stop();
		server.close();
		place.release();
		process.exit(0);
	};
	process.on('SIGTERM', end);
	process.on('SIGINT', end);
	// the terminal we were started from may close: the instrument goes on
	process.on('SIGHUP', () => undefined);
	process.stdout.on('error', () => undefined);
	process.stdout.write(`${JSON.stringify({ path: instrument.path, socket: place.socket })}\n`);
}

main().catch((error: unknown) => {
	if (!isLabError(error)) throw error;
	process.stderr.write(`${error.code}: ${error.message}\n`);
	// a socket may be open already; the lock goes with the process
	process.exit(1);
});
