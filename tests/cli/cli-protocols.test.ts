/** The verb `protocols` as a process. */
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { jingwei } from './command-line.ts';

interface Answer {
	readonly ok: boolean;
	readonly files: readonly {
		readonly name: string;
		readonly kind: string;
		readonly sha256: string;
	}[];
	readonly problems: readonly { readonly file: string; readonly line: number }[];
}

test('lists the project’s files with their hashes and ends with 0', async () => {
	const { code, stdout } = await jingwei(['protocols', 'protocols']);
	const { ok, files, problems } = JSON.parse(stdout) as Answer;
	expect({ code, ok, problems }).toEqual({ code: 0, ok: true, problems: [] });
	expect(files.find(({ kind }) => kind === 'procedure')).toMatchObject({
		name: 'procedure/six-step.yaml',
		sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string
	});
});

test('names file and line of a fault and ends with 1', async () => {
	const folder = mkdtempSync(join(tmpdir(), 'protocols-'));
	try {
		cpSync('protocols', folder, { recursive: true });
		writeFileSync(join(folder, 'elements.yaml'), 'id: elements\nid: again\n');
		const { code, stdout } = await jingwei(['protocols', folder]);
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({
			ok: false,
			problems: [{ file: 'elements.yaml', line: 2 }]
		});
	} finally {
		rmSync(folder, { recursive: true });
	}
});

test('a folder that is not there is refused on one line', async () => {
	const { code, stderr } = await jingwei(['protocols', '/nowhere/at/all']);
	expect(code).toBe(1);
	expect(stderr.trim().split('\n')).toHaveLength(1);
});
