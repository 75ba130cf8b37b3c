/** The protocol files: each right in itself, right together, and faults named by file and line. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import { openProtocols, protocolOf, protocolsOf, readProtocols } from '#lib/server/protocols.ts';

const catalogue = readProtocols('protocols');
const rightsText = readFileSync('protocols/rules/rights.yaml', 'utf8');

const faultOf = (name: string, text: string) => {
	const parsed = parseProtocol(name, text);
	return 'problems' in parsed ? parsed.problems : [];
};

test('the files of the project have no problem', () => {
	expect(catalogue.problems).toEqual([]);
	expect(catalogue.files.length).toBeGreaterThan(8);
});

test('no text of a protocol says what no result may say', () => {
	const { forbidden } = protocolOf(catalogue, 'wording');
	const words = forbidden.flatMap(({ words: { zh, en } }) => [...zh, ...en]);
	// rule lists, the law and the explanation of what a test cannot decide name the words
	const speaking = ['procedure', 'technique', 'elements', 'fitness', 'artifacts', 'measurement'];
	const files = catalogue.files.filter(({ kind }) => speaking.includes(kind));
	for (const { name, value } of files) {
		const text = JSON.stringify(value).toLowerCase();
		expect(
			words.filter((word) => text.includes(word.toLowerCase())),
			name
		).toEqual([]);
	}
});

test('every technique waits at least 20 s from item to item and names its limits', () => {
	for (const technique of protocolsOf(catalogue, 'technique')) {
		expect(technique.timing.minimumIntervalS.value).toBeGreaterThanOrEqual(20);
		if (technique.kind === 'recognition')
			expect(technique.questions.foilsAtLeast.value).toBeGreaterThanOrEqual(4);
		expect(technique.limits.length).toBeGreaterThan(2);
	}
});

describe('a faulty file', () => {
	test('with a missing translation is named by line', () => {
		const lines = rightsText.split('\n');
		const line = lines.findIndex((text) => text.includes('en: This test is entirely voluntary'));
		lines.splice(line, 1);
		expect(faultOf('rules/rights.yaml', lines.join('\n'))).toMatchObject([
			{ path: 'points.0.text.en', line }
		]);
	});

	test('with a repeated key, id or unknown field is refused', () => {
		expect(faultOf('rules/rights.yaml', `${rightsText}id: again\n`)).toMatchObject([
			{ line: rightsText.split('\n').length, message: expect.stringContaining('unique') as string }
		]);
		const twice = rightsText.replace('id: withdraw', 'id: voluntary');
		expect(faultOf('rules/rights.yaml', twice)).toMatchObject([{ path: 'points.2.id' }]);
		const unknown = faultOf(
			'rules/rights.yaml',
			rightsText.replace('required: true', 'requred: true')
		);
		expect(unknown.map(({ message }) => message).join()).toContain('requred');
	});

	test('that would grow to gigabytes is refused', () => {
		const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
		for (const [from, to] of ['ab', 'bc', 'cd', 'de', 'ef', 'fg', 'gh', 'hi'])
			bomb.push(`${to}: &${to} [${Array(9).fill(`*${from}`).join(', ')}]`);
		expect(faultOf('rules/rights.yaml', bomb.join('\n'))).toMatchObject([
			{ message: expect.stringMatching(/alias/i) as string }
		]);
	});

	test('in no known place is refused', () => {
		expect(faultOf('elsewhere/x.yaml', 'a: 1')).toMatchObject([{ line: 1 }]);
	});

	test('naming a condition that does not exist is refused', () => {
		const text = readFileSync('protocols/procedure/six-step.yaml', 'utf8');
		const wrong = text.replace('condition: consent-given', 'condition: consent-presumed');
		expect(faultOf('procedure/six-step.yaml', wrong)).toMatchObject([
			{ path: 'steps.2.gates.2.condition' }
		]);
		const swapped = text.replace('- id: formal-test', '- id: chart-analysis');
		expect(faultOf('procedure/six-step.yaml', swapped).length).toBeGreaterThan(0);
	});
});

describe('a folder', () => {
	let folder = '';
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'protocols-'));
		cpSync('protocols', folder, { recursive: true });
	});
	afterEach(() => rmSync(folder, { recursive: true }));

	test('with a gate that asks for a point nobody explains does not start', () => {
		const file = join(folder, 'rules/rights.yaml');
		writeFileSync(file, rightsText.replace('id: complaint', 'id: complaints'));
		expect(() => openProtocols(folder)).toThrow(/six-step[.]yaml:.*points/);
	});

	test('with a table that takes an event nowhere does not start, though a session keeps an older table', () => {
		const file = join(folder, 'procedure/six-step.yaml');
		const older = readFileSync(file, 'utf8')
			.replaceAll(/, session-abandoned\b/g, '')
			.replaceAll(/\[session-abandoned\]/g, '[note-added]');
		writeFileSync(file, older);
		expect(faultOf('procedure/six-step.yaml', older)).toEqual([]);
		expect(() => openProtocols(folder)).toThrow(
			/six-step[.]yaml:.*no step takes session-abandoned/
		);
	});

	test('with a fault says file and line', () => {
		writeFileSync(join(folder, 'elements.yaml'), 'id: elements\ntitle: [\n');
		expect(() => openProtocols(folder)).toThrow(/elements[.]yaml:\d+:/);
		expect(readProtocols(folder).files.some(({ name }) => name === 'elements.yaml')).toBe(false);
	});
});
