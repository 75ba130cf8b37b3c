/** Values of protocol files kept between questions: those of the text that is asked for, and not without end. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import { parsedProtocol } from './parsed-protocols.ts';

const NAME = 'rules/rights.yaml';
const text = readFileSync(`protocols/${NAME}`, 'utf8');

test('a text is read once, and another text or place is another file', () => {
	const first = parsedProtocol(NAME, text);
	expect(first).toEqual(parseProtocol(NAME, text));
	expect(parsedProtocol(NAME, text)).toBe(first);
	const longer = `${text}\n`;
	expect(parsedProtocol(NAME, longer)).not.toBe(first);
	expect(parsedProtocol(NAME, `${text}\nversion: [`)).toHaveProperty('problems');
	expect(parsedProtocol('nowhere/rights.yaml', text)).toHaveProperty('problems');
	expect(parsedProtocol(NAME, text)).toBe(first);
});

test('what was asked for longest ago is forgotten when there is too much, what is in use stays', () => {
	const used = parsedProtocol(NAME, text);
	const long = (n: number) => `# ${String(n)}${'#'.repeat(200_000)}\n${text}`;
	const old = parsedProtocol(NAME, long(0));
	for (let n = 1; n < 40; n++) {
		parsedProtocol(NAME, long(n));
		expect(parsedProtocol(NAME, text)).toBe(used);
	}
	expect(parsedProtocol(NAME, long(0))).not.toBe(old);
});
