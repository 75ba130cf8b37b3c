/**
 * A virtual instrument at work: subject, board, control socket and its note in the data folder, on whatever cable.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import type { InstrumentCommand, InstrumentReply } from '#lib/core/virtual/instrument-commands.ts';
import { parseSubjectModel } from '#lib/core/virtual/model.ts';
import { replaySource } from './board/replay-source.ts';
import { SubjectSource } from './board/subject-source.ts';
import type { Plug } from './cable/link.ts';
import { createClock, type Clock } from './clock.ts';
import { listen } from './control.ts';
import { VirtualInstrument } from './instrument.ts';
import type { Options } from './options.ts';
import { claim } from './place.ts';
import { readWiring } from './wiring.ts';

/** An instrument that runs until it is stopped. */
export interface RunningInstrument {
	/** Where the host opens it now; null = unplugged. */
	readonly path: string | null;
	readonly socket: string;
	readonly stop: () => void;
}

/**
 * Starts an instrument.
 *
 * @param plug a pseudo-terminal, or a cable inside this process
 * @throws {LabError} `instrument/…` when one runs for this data folder already
 */
export async function runInstrument(options: Options, plug: Plug): Promise<RunningInstrument> {
	const clock = createClock(options.lapse);
	const place = claim(options.data);
	const subject = options.replay === null ? subjectSource(options, clock()) : null;
	const instrument = new VirtualInstrument({
		source: subject ?? replaySource(readFileSync(options.replay ?? ''), clock()),
		plug,
		clock,
		crystalPpm: options.crystalPpm,
		lapse: options.lapse,
		onPath: (path) => {
			place.publish(path);
		}
	});
	const server = await listen(place.socket, obedience(instrument, subject, clock));
	instrument.start();
	const stop = (): void => {
		instrument.stop();
		server.close();
		place.release();
	};
	return { path: instrument.path, socket: place.socket, stop };
}

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
