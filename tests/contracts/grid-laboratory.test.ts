/** Indicators a laboratory adds: checked when the folder is read, named by file, shown as uncalibrated. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { calibrationBasis } from '#lib/server/grid/calibration-basis.ts';
import { protocolsOf, readProtocols } from '#lib/server/protocols.ts';
import { jingwei } from '../cli/command-line.ts';

const good = `id: grid-indicators-lab
version: 1
cell: S2C
source: 本实验室观察记录 2026
caveats: { zh: 也可能是记忆不清。, en: It may also be an unclear memory. }
indicators:
  - id: S2C-L1
    channel: verbal
    scale: frequency
    text: { zh: 先后给出两个不同的时间, en: Gives two different times for the same event }
`;

describe('an indicator of a laboratory', { timeout: 60_000 }, () => {
	let folder: string;
	beforeEach(() => {
		folder = mkdtempSync(join(tmpdir(), 'jingwei-lab-'));
		cpSync('protocols', folder, { recursive: true });
		mkdirSync(join(folder, 'grid/indicators'));
	});
	afterEach(() => rmSync(folder, { recursive: true }));
	const write = (text: string, name = 'lab.yaml') =>
		writeFileSync(join(folder, 'grid/indicators', name), text);
	const problems = () =>
		readProtocols(folder).problems.map(({ file, message }) => ({ file, message }));

	test('stands after those of its cell, is coded from the recording only, and is not calibrated', () => {
		write(good);
		expect(problems()).toEqual([]);
		const catalogue = readProtocols(folder);
		const { cells } = calibrationBasis(catalogue);
		const cell = cells.find(({ stage, dimension }) => stage === 'S2' && dimension === 'C');
		expect(cell?.indicators.at(-1)).toMatchObject({
			...{ id: 'S2C-L1', live: false, laboratory: 'uncalibrated' }
		});
		const own = protocolsOf(catalogue, 'grid-cell').flatMap(({ indicators }) => indicators);
		expect(cells.flatMap(({ indicators }) => indicators)).toHaveLength(own.length + 1);
	});

	test.each([
		['a judgement', good.replace('先后给出两个不同的时间', '说谎时眨眼'), '说谎'],
		['use of rights', good.replace('Gives two different times', 'Asks for a lawyer'), 'lawyer'],
		['a person', good.replace('Gives two different times', 'Strong accent'), 'accent'],
		['a test', good.replace('Gives two different times', 'Heart rate goes up'), 'heart rate'],
		['an id of another cell', good.replace('id: S2C-L1', 'id: S1C-L1'), 'begin with the cell'],
		['an id of the grid', good.replace('id: S2C-L1', 'id: S2C-1'), 'expected the cell'],
		['one language', good.replace(/, en: Gives[^}]*/, ''), 'expected string'],
		['no source', good.replace(/source:.*\n/, ''), 'expected string'],
		['another channel', good.replace('verbal', 'gaze'), 'verbal'],
		['the live form', good.replace('scale: frequency', 'scale: frequency\n    live: true'), 'live']
	])('with %s is refused by name of the file', (_, text, why) => {
		write(text);
		const found = problems();
		expect(found.map(({ file }) => file)).toContain('grid/indicators/lab.yaml');
		expect(found.map(({ message }) => message).join()).toContain(why);
	});

	test('is there once', () => {
		write(good);
		write(good.replace('grid-indicators-lab', 'grid-indicators-more'), 'more.yaml');
		expect(problems()).toMatchObject([{ file: 'grid/indicators/more.yaml' }]);
	});

	test('is checked by the command line', async () => {
		write(good.replace('先后给出两个不同的时间', '态度顽固'));
		const { code, stdout } = await jingwei(['protocols', folder]);
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({
			ok: false,
			problems: [{ file: 'grid/indicators/lab.yaml', path: 'indicators.0.text' }]
		});
		write(good);
		const mended = await jingwei(['protocols', folder]);
		expect(JSON.parse(mended.stdout)).toMatchObject({ ok: true, problems: [] });
		expect(mended.stdout).toContain('"kind":"grid-indicators"');
	});
});
