import { expect, test } from 'vitest';
import text from './text.ts';
import type { DriverOptions } from './types.ts';

type Settings = DriverOptions['settings'];
const options = (channels: readonly string[] = [], settings: Settings = {}): DriverOptions => ({
	channels,
	rateHz: 50,
	settings
});
function read(stream: string, channels: readonly string[] = [], settings: Settings = {}) {
	const decoder = text.decoder(options(channels, settings));
	const frames = [...decoder.push(new TextEncoder().encode(stream)), ...decoder.end()];
	return {
		frames,
		values: frames.map(({ values }) => values),
		columns: decoder.columns,
		facts: decoder.facts
	};
}

test('bare numbers are column c1', () => {
	expect(read('641\r\n629\r\n603\r\n')).toMatchObject({
		columns: ['c1'],
		values: [[641], [629], [603]],
		facts: { frames: 3, badBytes: 0 }
	});
});

test.each([',', ';', '\t', ' '])('separator %j is found by itself', (mark) => {
	const stream = [`1${mark}2`, `3${mark}4`, ''].join('\n');
	expect(read(stream)).toMatchObject({
		columns: ['c1', 'c2'],
		values: [
			[1, 2],
			[3, 4]
		]
	});
});

test('a separator may be fixed', () => {
	expect(read('1 ; 2\n3;4\n', [], { separator: ';' }).values).toEqual([
		[1, 2],
		[3, 4]
	]);
	expect(read('1,2\n3,4\n', [], { separator: 'tab' }).values).toEqual([]);
});

test('a header line after a banner names the columns', () => {
	expect(read('StartUp!\r\nEDA,PPG\r\n5,6\r\n7,8\r\n')).toMatchObject({
		columns: ['EDA', 'PPG'],
		values: [
			[5, 6],
			[7, 8]
		],
		facts: { badBytes: 2 }
	});
});

test('labels name the columns, asked ones are picked by name', () => {
	const stream = 'BPM:60,Signal:516\nBPM:61,Signal:517\n';
	expect(read(stream).columns).toEqual(['BPM', 'Signal']);
	expect(read(stream, ['Signal']).values).toEqual([[516], [517]]);
	expect(read('60,516\n61,517\n', ['BPM', 'Signal']).values).toEqual([
		[60, 516],
		[61, 517]
	]);
	expect(read('60,516\n61,517\n', ['c2']).values).toEqual([[516], [517]]);
});

test('the half of a first line is dropped when the second has another shape', () => {
	expect(read('22,516\n102,522,517\n103,523,518\n')).toMatchObject({
		values: [
			[102, 522, 517],
			[103, 523, 518]
		],
		facts: { frames: 2, badBytes: 1 }
	});
});

test('a stream joined in the middle loses its first line when the settings say so', () => {
	expect(read('41\n629\n603\n', [], { joined: 'middle' }).values).toEqual([[629], [603]]);
});

test('a last line without its end is dropped: it may be half a number', () => {
	expect(read('641\n629\n60')).toMatchObject({ values: [[641], [629]], facts: { badBytes: 1 } });
});

test('lines that are no sample are counted and nothing is thrown', () => {
	const long = '9'.repeat(513);
	const stream = `1,2\n3,4\n\nnan,1\n5\n${long}\n{"a":1}\n\u0000\u0001\n6,7\n`;
	expect(read(stream)).toMatchObject({
		values: [
			[1, 2],
			[3, 4],
			[6, 7]
		],
		facts: { frames: 3, badBytes: 5 }
	});
});

test('sequence and device time are taken out of the values', () => {
	const stream = '0,1000,5\n1,21000,6\n5,101000,7\n';
	const { frames, columns, facts } = read(stream, [], { sequenceColumn: 1, timeColumn: 2 });
	expect(columns).toEqual(['c1']);
	expect(frames).toEqual([
		{ values: [5], lostBefore: 0, deviceTime: 0.001, digital: null },
		{ values: [6], lostBefore: 0, deviceTime: 0.021, digital: null },
		{ values: [7], lostBefore: 3, deviceTime: 0.101, digital: null }
	]);
	expect(facts.lost).toBe(3);
});

test('PulseSensor lines: a sample per S, rate and interval keep their last value', () => {
	const stream = 'S516\r\nB102\r\nQ522\r\nS517\r\n';
	expect(read(stream)).toMatchObject({
		columns: ['S', 'B', 'Q'],
		values: [
			[516, 0, 0],
			[517, 102, 522]
		],
		facts: { badBytes: 0 }
	});
	expect(read(stream, ['S']).values).toEqual([[516], [517]]);
	expect(read(`16\r\n${stream}`)).toMatchObject({ facts: { frames: 2, badBytes: 1 } });
});

test('decimals are given as written, or as counts by the scale', () => {
	expect(read('1.25,-3\n2.5,4\n').values).toEqual([
		[1.25, -3],
		[2.5, 4]
	]);
	expect(read('1.25,-3\n2.5,4\n', [], { scale: 100 }).values).toEqual([
		[125, -300],
		[250, 400]
	]);
});

test('limits follow the settings', () => {
	expect(text.limits(options(['a', 'b'], { min: 0, max: 1023 }))).toEqual([
		{ min: 0, max: 1023 },
		{ min: 0, max: 1023 }
	]);
	expect(text.limits(options(['a']))).toEqual([{ min: -8_388_608, max: 8_388_607 }]);
});

test('the conversation waits for the end of a line, and leaves a header where it is', () => {
	const reply = text.start()[0]!.reply;
	const bytes = (line: string) => new TextEncoder().encode(line);
	expect(reply(bytes('51'))).toBeNull();
	expect(reply(bytes('6\n517\n'))).toBe(2);
	expect(reply(bytes('EDA,PPG\n'))).toBe(0);
});

test('unknown settings are refused', () => {
	expect(() => text.decoder(options([], { separator: '|' }))).toThrow('expected separator');
	expect(() => text.decoder(options([], { timeUnit: 'h' }))).toThrow('expected timeUnit');
});
