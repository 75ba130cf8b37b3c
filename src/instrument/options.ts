/**
 * Command line of the instrument process.
 *
 * @module
 */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { LabError } from '#lib/core/errors.ts';
import { subjectChoice, type SubjectChoice } from '#lib/core/virtual/instrument-commands.ts';
import { lapseFrom } from './clock.ts';

/** How the instrument process was started. */
export interface Options {
	readonly data: string;
	/** Folder of the protocol files. */
	readonly protocols: string;
	readonly profile: string;
	readonly choice: SubjectChoice;
	/** A recording to play instead of a subject; null = a subject. */
	readonly replay: string | null;
	readonly crystalPpm: number;
	readonly lapse: number;
}

/**
 * Reads arguments and environment.
 *
 * @throws {LabError} `instrument/arguments` when one is unknown or out of range
 */
export function readOptions(args: readonly string[], environment: NodeJS.ProcessEnv): Options {
	const { values } = parse(args);
	const choice = subjectChoice.safeParse({
		subject: values.subject,
		seed: Number(values.seed)
	});
	if (!choice.success)
		throw new LabError(
			'instrument/arguments',
			`expected a kind of subject and a seed 0…4294967295, got ${values.subject} ${values.seed}`
		);
	const crystalPpm = Number(values['crystal-ppm']);
	if (!(Math.abs(crystalPpm) <= 5000))
		throw new LabError('instrument/arguments', 'expected --crystal-ppm −5000…5000');
	return {
		data: resolve(values.data ?? environment['JINGWEI_DATA'] ?? 'data'),
		protocols: resolve(
			environment['JINGWEI_PROTOCOLS'] ?? join(environment['JINGWEI_ROOT'] ?? '.', 'protocols')
		),
		profile: values.profile,
		choice: choice.data,
		replay: values.replay === undefined ? null : resolve(values.replay),
		crystalPpm,
		lapse: lapseFrom(environment['JINGWEI_TIME_LAPSE'])
	};
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({
			args: [...args],
			options: {
				data: { type: 'string' },
				subject: { type: 'string', default: 'informed' },
				seed: { type: 'string', default: '1' },
				profile: { type: 'string', default: 'virtual-bitalino' },
				replay: { type: 'string' },
				'crystal-ppm': { type: 'string', default: '35' }
			}
		});
	} catch (cause) {
		throw new LabError('instrument/arguments', cause instanceof Error ? cause.message : 'unknown', {
			cause
		});
	}
}
