/** What a build keeps of the protocols is what reading them gives, and stands for nothing else. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import { keepBuiltProtocols, recallBuiltProtocols } from './built-protocols.ts';
import { digestOf, parsedProtocol, useBuilt } from './parsed-protocols.ts';
import { readProtocols } from './protocols.ts';

const NAME = 'rules/rights.yaml';
let root = '';
const kept = () =>
	JSON.parse(readFileSync(join(root, 'build/protocols.json'), 'utf8')) as Record<string, unknown>;

beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), 'jingwei-built-'));
	mkdirSync(join(root, 'build'));
	cpSync('protocols', join(root, 'protocols'), { recursive: true });
});
afterEach(() => {
	useBuilt({});
	rmSync(root, { recursive: true, force: true });
});

test('every file of the program is kept as it is read, to the last field', () => {
	keepBuiltProtocols(root);
	const { files } = readProtocols('protocols');
	expect(files.length).toBeGreaterThan(50);
	expect(Object.keys(kept())).toHaveLength(files.length);
	for (const { name, bytes } of files) {
		const text = bytes.toString();
		expect(kept()[digestOf(name, text)], name).toStrictEqual(parseProtocol(name, text));
	}
});

test('what was kept stands for the same text in the same place, and for no other', () => {
	const text = `# never read before: ${root}\n${readFileSync(join('protocols', NAME), 'utf8')}`;
	const value = { kept: true };
	const entries = { [digestOf(NAME, text)]: value };
	writeFileSync(join(root, 'build/protocols.json'), JSON.stringify(entries));
	recallBuiltProtocols(root);
	expect(parsedProtocol(NAME, text)).toEqual(value);
	expect(parsedProtocol(NAME, `${text}\n`)).toEqual(parseProtocol(NAME, `${text}\n`));
	expect(parsedProtocol('nowhere/rights.yaml', text)).toHaveProperty('problems');
});

test('a faulty file is left to the start, and without a build everything is read', () => {
	const faulty = 'version: [';
	writeFileSync(join(root, 'protocols', NAME), faulty);
	keepBuiltProtocols(root);
	expect(kept()).not.toHaveProperty(digestOf(NAME, faulty));
	recallBuiltProtocols(root);
	expect(readProtocols(join(root, 'protocols')).problems[0]).toMatchObject({ file: NAME });
	recallBuiltProtocols(join(root, 'nowhere'));
});
