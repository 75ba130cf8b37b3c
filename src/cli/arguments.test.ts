import { describe, expect, test } from 'vitest';
import { numberOption, readArguments } from './arguments.ts';

const options = { out: { type: 'string' }, fast: { type: 'boolean' } } as const;
const words = { names: ['DEVICE', 'FILE'], required: 1 };
const usage = expect.objectContaining({ code: 'cli/usage' }) as Error;

test('gives options and words in any order', () => {
	const found = readArguments(['a', '--out', 'b', '--fast', 'c'], options, words);
	expect({ ...found.values }).toEqual({ out: 'b', fast: true });
	expect(found.words).toEqual(['a', 'c']);
	expect(readArguments(['--', '--fast'], options, words).words).toEqual(['--fast']);
});

test.each([
	['an unknown option', ['a', '--slow']],
	['an option without its value', ['a', '--out']],
	['a value for a switch', ['a', '--fast=1']],
	['too few words', ['--fast']],
	['too many words', ['a', 'b', 'c']]
])('%s is refused', (_, args) => {
	expect(() => readArguments(args, options, words)).toThrow(usage);
});

describe('a number option', () => {
	test('is read with its limits included', () => {
		expect(numberOption('seed', '0', { least: 0 })).toBe(0);
		expect(numberOption('rate', '1e3', { least: 0, most: 1000 })).toBe(1000);
	});

	test.each(['', ' ', 'x', 'NaN', '-1', '11'])('%j is refused', (text) => {
		expect(() => numberOption('seed', text, { least: 0, most: 10 })).toThrow(usage);
	});
});
