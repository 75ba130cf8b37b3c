/**
 * Arguments of `simulate`.
 *
 * @module
 */
import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import type { Locale } from '#lib/core/text.ts';
import { subjectKinds, type SubjectKind } from '#lib/core/virtual/hearing.ts';
import { numberOption, readArguments, usageError } from '../arguments.ts';

/** What is simulated. */
export interface SimulationOptions {
	readonly technique: string;
	readonly subject: SubjectKind;
	/** 0…2³²−1: the person, the presentation orders, the permutations. */
	readonly seed: number;
	/** Folder that is made; it must not exist or be empty. */
	readonly out: string;
	/** Questions asked, from the first of the demonstration case on. */
	readonly questions: number;
	/** null = as many as the technique recommends. */
	readonly charts: number | null;
	readonly rateHz: number;
	/** How many times faster than real time. */
	readonly lapse: number;
	readonly locale: Locale;
}

const options = {
	technique: { type: 'string', default: 'cit' },
	subject: { type: 'string' },
	seed: { type: 'string' },
	out: { type: 'string' },
	questions: { type: 'string', default: '6' },
	charts: { type: 'string' },
	rate: { type: 'string', default: '100' },
	speed: { type: 'string', default: '60' },
	locale: { type: 'string', default: 'zh-CN' }
} as const;

const isKind = (word: string): word is SubjectKind =>
	(subjectKinds as readonly string[]).includes(word);

/**
 * Reads the arguments.
 *
 * @throws {LabError} `cli/usage` when one is missing, unknown or out of range
 */
export function readSimulationOptions(args: string[]): SimulationOptions {
	const { values } = readArguments(args, options, { names: [] });
	const { subject, seed, out, locale } = values;
	if (subject === undefined || !isKind(subject))
		throw usageError(`expected --subject ${subjectKinds.join('|')}, got ${subject ?? 'nothing'}`);
	if (seed === undefined) throw usageError('expected --seed, got nothing');
	if (out === undefined) throw usageError('expected --out, got nothing');
	if (locale !== 'zh-CN' && locale !== 'en')
		throw usageError(`expected --locale zh-CN|en, got ${locale}`);
	const whole = (name: string, text: string, least: number, most: number): number => {
		const value = numberOption(name, text, { least, most });
		if (Number.isInteger(value)) return value;
		throw usageError(`expected a whole number for --${name}, got ${text}`);
	};
	const rateHz = numberOption('rate', values.rate);
	if (rateHz !== 100 && rateHz !== 1000)
		throw usageError(`expected --rate 100|1000, got ${values.rate}`);
	return {
		technique: values.technique,
		subject,
		seed: whole('seed', seed, 0, 0xffffffff),
		out: resolve(out),
		questions: whole('questions', values.questions, 5, 8),
		// the list of details is asked once unless more is wanted; other techniques say how often
		charts:
			values.charts === undefined && values.technique !== 'cit'
				? null
				: whole('charts', values.charts ?? '1', 1, 9),
		rateHz,
		lapse: numberOption('speed', values.speed, { least: 1, most: 200 }),
		locale
	};
}

/** Id of the session: the same arguments give the same one. */
export function simulatedSessionId(options: SimulationOptions): string {
	const { technique, subject, seed, questions, charts, rateHz, locale } = options;
	const what = JSON.stringify([technique, subject, seed, questions, charts, rateHz, locale]);
	return `sim-${createHash('sha256').update(what).digest('hex').slice(0, 16)}`;
}
