/** A machine without pseudo-terminals: recorder and virtual instrument in one process, everything else as usual. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { jingwei } from '../cli/command-line.ts';

const base = await mkdtemp(join(tmpdir(), 'jingwei-no-pty-'));
afterAll(() => rm(base, { recursive: true, force: true, maxRetries: 5 }));

test(
	'a whole session is recorded over the cable inside the process',
	{ timeout: 120_000 },
	async () => {
		const folder = join(base, 'session');
		const child = spawn(
			process.execPath,
			[
				'src/cli/main.ts',
				'simulate',
				'--subject',
				'informed',
				'--seed',
				'2',
				'--questions',
				'5',
				'--out',
				folder
			],
			{ env: { ...process.env, JINGWEI_NO_PTY: '1' }, stdio: ['ignore', 'ignore', 'pipe'] }
		);
		let said = '';
		child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
		const code = await new Promise((resolve) => child.once('close', resolve));
		expect(code, said).toBe(0);
		expect((await jingwei(['verify', folder])).code).toBe(0);
	}
);
