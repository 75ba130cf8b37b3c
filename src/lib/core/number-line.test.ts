import { expect, test } from 'vitest';
import { chooseColumns, LineClock, parseNumberLine, writeNumberLine } from './number-line.ts';

test.each([
	['516', [516]],
	['102,522,516', [102, 522, 516]],
	['102;522', [102, 522]],
	['1\t2\t3', [1, 2, 3]],
	['1  2 3', [1, 2, 3]],
	['-1.5, .25,3e2', [-1.5, 0.25, 300]],
	['1,2,', [1, 2]]
])('%j is the numbers %j', (line, values) => {
	expect(parseNumberLine(line, null)).toMatchObject({ values, labels: null });
});

test('labels come with their numbers', () => {
	const expected = { values: [516, 60], labels: ['Signal', 'BPM'] };
	expect(parseNumberLine('Signal:516,BPM:60', null)).toMatchObject(expected);
	expect(parseNumberLine('Signal: 516 BPM: 60', null)).toMatchObject(expected);
});

test.each(['StartUp!', 'nan,1', '1,,2', 'inf', '0x10', 'a:1,2', '{"x":1}', '1,two'])(
	'%j is no sample and no header',
	(line) => {
		expect(parseNumberLine(line, null)).toBeNull();
	}
);

test('words are a header', () => {
	expect(parseNumberLine('time,EDA,呼吸', null)).toEqual(['time', 'EDA', '呼吸']);
});

const line = { values: [7, 1000, 5, 6], labels: null, shape: '' };
test.each([
	[[], [], [], ['c1', 'c2', 'c3', 'c4'], [0, 1, 2, 3]],
	[[], [0, 1], [], ['c1', 'c2'], [2, 3]],
	[['n', 't', 'EDA', 'PPG'], [0, 1], [], ['EDA', 'PPG'], [2, 3]],
	[['n', 't', 'EDA', 'PPG'], [0, 1], ['PPG'], ['PPG'], [3]],
	[[], [0, 1], ['c2'], ['c2'], [3]],
	[[], [0, 1], ['GSR', 'Pulse'], ['GSR', 'Pulse'], [2, 3]]
])(
	'header %j without places %j, asked %j: columns %j at %j',
	(header, skipped, asked, columns, places) => {
		expect(chooseColumns(line, header, skipped, asked)).toEqual({ columns, places });
	}
);

test('more names than numbers are refused', () => {
	expect(chooseColumns(line, [], [0, 1], ['a', 'b', 'c'])).toBeNull();
});

test('number and device time are read where the settings say, and written there', () => {
	const timing = { separator: ',', sequencePlace: 0, timePlace: 1, ticksPerSecond: 1e6 };
	expect(writeNumberLine(['5', '6'], 2, 100, timing)).toBe('2,20000,5,6\r\n');
	const clock = new LineClock(timing);
	expect([3, 4, 9, 0].map((number) => clock.lostBefore([number]))).toEqual([0, 0, 4, 0]);
	expect(clock.time([0, 4_294_000_000])).toBe(4294);
	expect(clock.time([0, 32_704])).toBeCloseTo(4295, 9);
});
