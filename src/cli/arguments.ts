/**
 * Arguments of a verb: what is not known is refused, not ignored.
 *
 * @module
 */
import { parseArgs, type ParseArgsOptionsConfig } from 'node:util';
import { LabError } from '#lib/core/errors.ts';

/** How many words a verb takes, and what they are called in messages. */
export interface Words {
	readonly names: readonly string[];
	/** How many of them must be there; all by default. */
	readonly required?: number;
}

/** A refusal of the command line itself: exit code 2. */
export function usageError(message: string, cause?: unknown): LabError {
	return new LabError('cli/usage', message, { cause });
}

/**
 * Options and words of a verb.
 *
 * @throws {LabError} `cli/usage` for an unknown option, a missing value, too few or too many words
 */
export function readArguments<const Options extends ParseArgsOptionsConfig>(
	args: string[],
	options: Options,
	words: Words
) {
	const parsed = parsedStrictly(args, options);
	const { names, required = names.length } = words;
	const missing = names[parsed.positionals.length];
	if (parsed.positionals.length < required && missing !== undefined)
		throw usageError(`expected ${missing}, got nothing`);
	const surplus = parsed.positionals[names.length];
	if (surplus !== undefined)
		throw usageError(`expected ${names.join(' ') || 'no words'}, got also ${surplus}`);
	return { values: parsed.values, words: parsed.positionals };
}

function parsedStrictly<const Options extends ParseArgsOptionsConfig>(
	args: string[],
	options: Options
) {
	try {
		return parseArgs({ args, options, strict: true, allowPositionals: true });
	} catch (error) {
		if (error instanceof TypeError) throw usageError(error.message, error);
		throw error;
	}
}

/**
 * The number an option gives.
 *
 * @throws {LabError} `cli/usage` when it is none or out of range
 */
export function numberOption(
	name: string,
	text: string,
	{ least = -Infinity, most = Infinity }: { least?: number; most?: number } = {}
): number {
	const value = text.trim() === '' ? Number.NaN : Number(text);
	if (value >= least && value <= most) return value;
	throw usageError(`expected a number in ${least}…${most} for --${name}, got ${text}`);
}
