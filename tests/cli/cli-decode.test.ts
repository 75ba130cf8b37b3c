/** `jingwei decode` as a process: bytes in, CSV and facts out. */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import bitalino from '#lib/devices/bitalino.ts';
import { requires, shared } from '../requirements.ts';

const NODE = resolve('node_modules/.bin/node');
const folder = mkdtempSync(join(tmpdir(), 'decode-'));
afterAll(() => rmSync(folder, { recursive: true }));

function run(args: readonly string[], input: Uint8Array | string = '') {
	const ran = spawnSync(NODE, ['src/cli/main.ts', 'decode', ...args], {
		...{ input, encoding: 'utf8', timeout: 60_000 },
		maxBuffer: 256 * 1024 * 1024
	});
	return { status: ran.status, lines: ran.stdout.trimEnd().split('\n'), errors: ran.stderr };
}
const factsOf = (errors: string) => JSON.parse(errors.split('\n')[0] ?? '') as object;

const options = { channels: ['A1', 'A2'], rateHz: 1000, settings: {} };
const frame = (n: number) => bitalino.encode([n % 1024, 7], n, options);
const frames = (count: number) =>
	Uint8Array.from(Array.from({ length: count }, (_, n) => [...frame(n)]).flat());

describe.skipIf(!requires('shared'))('captured sessions', () => {
	const path = (file: string) => shared(`data/devices/${file}`);
	const rowsOf = (file: string) => readFileSync(path(file), 'utf8').trim().split(/\r?\n/);
	const sessions = requires('shared')
		? readdirSync(shared('data/devices')).filter((file) => /^bitalino.*[.]bin$/.test(file))
		: [];

	test.each(sessions)('%s: the rows are exactly the frames', { timeout: 60_000 }, (file) => {
		const [header = '', ...rows] = rowsOf(file.replace('.session.bin', '.csv'));
		const channels = header.split(',').slice(5);
		const args = ['--device', 'bitalino', '--channels', channels.join(',')];
		const { status, lines, errors } = run(args, readFileSync(path(file)));
		expect(status).toBe(0);
		expect(lines[0]).toBe(['sample', ...channels].join(','));
		const given = lines.slice(1).map((line) => line.slice(line.indexOf(',') + 1));
		expect(given).toEqual(rows.map((row) => row.split(',').slice(5).join(',')));
		const lost = file.includes('ctsdrop') ? 9 : 0;
		expect(factsOf(errors)).toEqual({
			...{ device: 'bitalino', frames: rows.length, lost, lostModulus: 16 },
			...{ badBytes: 48, rateHz: 1000 }
		});
		expect(lines.at(-1)?.split(',')[0]).toBe(String(rows.length + lost - 1));
	});

	test('cyton_sim: eight channels of counts', { timeout: 60_000 }, () => {
		const rows = rowsOf('cyton_sim.decoded.csv').slice(1);
		const { status, lines } = run(
			['--device', 'cyton'],
			readFileSync(path('cyton_sim.session.bin'))
		);
		expect(status).toBe(0);
		expect(lines[0]).toBe('sample,ch1,ch2,ch3,ch4,ch5,ch6,ch7,ch8');
		const expected = rows.map((row, i) => [i, ...row.split(',').slice(2, 10)].join(','));
		expect(lines.slice(1)).toEqual(expected);
	});

	test('arduino_ps_raw50: a column per number', { timeout: 60_000 }, () => {
		const rows = rowsOf('arduino_ps_raw50.csv').slice(1);
		const { lines, errors } = run(['--device', 'text'], readFileSync(path('arduino_ps_raw50.bin')));
		expect(lines).toEqual(['sample,c1', ...rows]);
		expect(factsOf(errors)).toMatchObject({ frames: rows.length, lostModulus: null, rateHz: null });
	});

	test('with arrival times the loss of the blocked stream is 777', { timeout: 60_000 }, () => {
		const bytes = readFileSync(path('bitalino_ctsdrop_1000hz_4ch.session.bin'));
		// handshake 31 bytes, frames of 7; device clock of commands.txt: start, blocked, free
		const [startS, blockedS, freeS, frameS] = [1.96225, 3.811272, 4.800542, 70 / 115_200];
		let lastS = 0;
		const lines = Array.from({ length: 6096 }, (_, n) => {
			const takenS = startS + (n < 2061 ? n : n + 777) / 1000;
			lastS = Math.max(takenS, lastS + frameS, takenS > blockedS && takenS < freeS ? freeS : 0);
			return `${31 + 7 * n} ${lastS.toFixed(6)}`;
		});
		const file = join(folder, 'arrivals.txt');
		writeFileSync(file, ['# offset seconds', '0 1.7', ...lines].join('\n'));
		const args = ['--device', 'bitalino', '--channels', 'A2,A3,A4,A5', '--arrivals', file];
		const { lines: rows, errors } = run(args, bytes);
		expect(factsOf(errors)).toMatchObject({ frames: 6096, lost: 777, lostModulus: null });
		expect(rows.slice(2061, 2064).map((row) => Number(row.split(',')[0]))).toEqual([
			...[2060, 2838, 2839]
		]);
	});
});

test.each([
	[[], 'expected --device bitalino, cyton, text, got nothing'],
	[['--device', 'toaster'], 'got toaster'],
	[['--device', 'bitalino', '--channels', 'A9'], 'expected inputs A1, A2'],
	[['--device', 'bitalino', '--rate', 'fast'], 'got fast'],
	[['--device', 'text', '--setting', 'separator'], 'expected NAME=VALUE'],
	[['--device', 'text', '--setting', 'separator=|'], 'expected separator'],
	[['--device', 'bitalino', '--colour', 'red'], '--colour'],
	[['--device', 'bitalino', 'file.bin'], 'file.bin']
])('%j is refused with one line and exit code 2', { timeout: 60_000 }, (args, message) => {
	const { status, errors } = run(args);
	expect(status).toBe(2);
	expect(errors.trimEnd().split('\n')).toHaveLength(1);
	expect(errors).toContain(message);
});

test(
	'input without a frame, or no arrivals file, ends with exit code 1',
	{ timeout: 60_000 },
	() => {
		const { status, errors } = run(['--device', 'cyton'], 'nothing of the kind');
		expect(status).toBe(1);
		expect(errors).toContain('expected frames of cyton');
		const args = ['--device', 'bitalino', '--arrivals', join(folder, 'absent.txt')];
		expect(run(args, frames(10)).status).toBe(1);
	}
);

test('settings reach the driver', { timeout: 60_000 }, () => {
	const args = ['--device', 'text', '--setting', 'sequenceColumn=1', '--channels', 'EDA'];
	const { lines, errors } = run(args, '0,5\n1,6\n9,7\n');
	expect(lines).toEqual(['sample,EDA', '0,5', '1,6', '9,7']);
	expect(factsOf(errors)).toMatchObject({ frames: 3, lost: 7 });
});

test('a reader that has seen enough is no error', { timeout: 60_000 }, () => {
	const file = join(folder, 'long.bin');
	writeFileSync(file, frames(100_000));
	const command = `"${NODE}" src/cli/main.ts decode --device bitalino --channels A1,A2 < "${file}" 2> "${file}.err" | head -n 2`;
	expect(execFileSync('sh', ['-c', command], { encoding: 'utf8' })).toBe('sample,A1,A2\n0,0,7\n');
	expect(readFileSync(`${file}.err`, 'utf8')).not.toContain('EPIPE');
});

test('rows come while the input is still open', { timeout: 60_000 }, async () => {
	const child = spawn(NODE, [
		'src/cli/main.ts',
		'decode',
		'--device',
		'bitalino',
		'--channels',
		'A1,A2'
	]);
	child.stdin.write(frames(100));
	const first = await new Promise<string>((done) =>
		child.stdout.once('data', (data) => done(String(data)))
	);
	expect(first.split('\n')[1]).toBe('0,0,7');
	child.stdin.end();
	const code = await new Promise((done) => child.once('close', done));
	expect(code).toBe(0);
});
