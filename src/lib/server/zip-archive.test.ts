import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { requires } from '../../../tests/requirements.ts';
import { zipArchive } from './zip-archive.ts';

const place = mkdtempSync(join(tmpdir(), 'jingwei-zip-'));
afterAll(() => rmSync(place, { recursive: true }));

const entries = [
	{ path: 'events.jsonl', content: new TextEncoder().encode('{"a":"讯问"}\n') },
	{
		path: 'protocols/网格/一.yaml',
		content: Uint8Array.from({ length: 70_000 }, (_, i) => (i * 37) % 256)
	},
	{ path: 'empty', content: new Uint8Array(0) }
];

/** Python’s zipfile, which shares no code with ours, names and unpacks every entry and checks its sum. */
test.skipIf(!requires('python'))(
	'is unpacked by another program to the same bytes and names',
	() => {
		const file = join(place, 'a.zip');
		writeFileSync(file, zipArchive(entries, new Date('2026-11-29T08:30:42Z')));
		const script = `
import sys, zipfile
with zipfile.ZipFile(sys.argv[1]) as z:
    assert z.testzip() is None
    z.extractall(sys.argv[2])
    print([(i.filename, i.date_time) for i in z.infolist()])
`;
		const out = execFileSync('python3', ['-c', script, file, join(place, 'out')], {
			encoding: 'utf8'
		});
		expect(out).toContain("('events.jsonl', (2026, 11, 29, 8, 30, 42))");
		for (const { path, content } of entries)
			expect(readFileSync(join(place, 'out', path)).equals(content)).toBe(true);
		expect(statSync(file).size).toBeLessThan(71_000);
	}
);
