import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { chainEvent, FIRST_HASH } from '#lib/core/audit/chain.ts';
import { writeEventLines } from '#lib/core/audit/event-lines.ts';
import { buildManifest, type FileEntry } from '#lib/core/audit/manifest.ts';
import type { ProposedEvent, SessionEvent } from '#lib/core/session/event.ts';
import { jingwei } from './command-line.ts';

// each test starts processes, on machines that may be busy
vi.setConfig({ testTimeout: 60_000 });

type Draft = Pick<ProposedEvent, 'type' | 'data'>;

let base = '';
let whole = '';
let folder = '';
let copies = 0;

// larger than a stream's chunk, so that hashing goes on over several
const recording = Buffer.from(Uint8Array.from({ length: 300_000 }, (_, i) => (i * 7) % 256));
const protocol = Buffer.from('title: {zh: 犯罪情节测试, en: concealed information}\n');
const contents: Readonly<Record<string, Buffer>> = {
	'protocols/techniques/cit.yaml': protocol,
	'recordings/chart-01.bdf': recording,
	'recordings/chart-01.clock.jsonl': Buffer.from('{"monotonicS":1,"sample":0,"utcMs":1}\n')
};
const sha256 = (content: Buffer | string): string =>
	createHash('sha256').update(content).digest('hex');

function log(files: readonly FileEntry[], manifest: string): string {
	const drafts: Draft[] = [
		{
			type: 'session-opened',
			data: {
				...{ caseId: 'case-1', subjectCode: 'S-01', technique: 'cit', demonstration: true },
				protocols: [{ name: 'techniques/cit.yaml', sha256: sha256(protocol) }]
			}
		},
		{
			type: 'chart-sealed',
			data: {
				...{ chart: 1, file: 'chart-01.bdf', bytes: recording.length, lost: 0, samples: 100 },
				...{ sha256: sha256(recording), rateHz: 100, effectiveRateHz: 99.98 }
			}
		},
		{ type: 'session-sealed', data: { files: [...files], manifestSha256: sha256(manifest) } }
	];
	const events: SessionEvent[] = [];
	for (const [index, draft] of drafts.entries()) {
		const at = { utc: '2026-03-02T01:00:00.000Z', monotonicS: null };
		const proposed = { ...draft, id: `event-000${String(index)}`, at } as ProposedEvent;
		events.push(
			chainEvent(proposed, {
				...{ sessionId: 'session-0001', seq: index + 1, recordedAt: at.utc },
				actor: { id: 'u1', role: 'tester' },
				previousHash: events.at(-1)?.hash ?? FIRST_HASH
			})
		);
	}
	return writeEventLines(events);
}

beforeAll(async () => {
	base = await mkdtemp(join(tmpdir(), 'jingwei-verify-'));
	whole = join(base, 'whole');
	for (const [path, content] of Object.entries(contents)) {
		await mkdir(dirname(join(whole, path)), { recursive: true });
		await writeFile(join(whole, path), content);
	}
	const files = Object.entries(contents).map(([path, content]) => ({
		...{ path, bytes: content.length, sha256: sha256(content) }
	}));
	const manifest = buildManifest(files);
	await writeFile(join(whole, 'manifest.json'), manifest);
	await writeFile(join(whole, 'events.jsonl'), log(files, manifest));
});
beforeEach(async () => {
	folder = join(base, String(++copies));
	await cp(whole, folder, { recursive: true });
});
afterAll(() => rm(base, { recursive: true, force: true }));

test('an untouched folder is whole, with or without a slash at the end', async () => {
	for (const path of [folder, `${folder}/`]) {
		const { code, stdout, stderr } = await jingwei(['verify', path]);
		expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
		expect(JSON.parse(stdout)).toMatchObject({
			...{ ok: true, sessionId: 'session-0001', events: 3, files: 5, fault: null }
		});
	}
});

test.each([...Object.keys(contents), 'events.jsonl', 'manifest.json'])(
	'one changed byte in %s is found',
	async (path) => {
		const content = await readFile(join(folder, path));
		const middle = content.length >> 1;
		content[middle] = content[middle]! ^ 1;
		await writeFile(join(folder, path), content);
		const { code, stdout, stderr } = await jingwei(['verify', folder]);
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({ ok: false, fault: { path } });
		expect(stderr).toMatch(new RegExp(`^jingwei: ${path}.*\n$`));
	}
);

test.each([...Object.keys(contents), 'events.jsonl', 'manifest.json'])(
	'%s taken away is found',
	async (path) => {
		await rm(join(folder, path));
		const { code, stdout } = await jingwei(['verify', folder]);
		expect(code).toBe(1);
		expect(JSON.parse(stdout)).toMatchObject({ ok: false, fault: { path } });
	}
);

describe('what does not belong there', () => {
	test.each(['recordings/chart-02.bdf', '.hidden', 'protocols/techniques/a/b.yaml'])(
		'%s is found',
		async (path) => {
			await mkdir(dirname(join(folder, path)), { recursive: true });
			await writeFile(join(folder, path), '');
			const { code, stderr } = await jingwei(['verify', folder]);
			expect(code).toBe(1);
			expect(stderr).toBe(`jingwei: ${path}: ${path} is not in the manifest\n`);
		}
	);

	test('a link is refused, even to the same bytes', async () => {
		const path = join(folder, 'recordings/chart-01.bdf');
		await rm(path);
		await symlink(join(whole, 'recordings/chart-01.bdf'), path);
		const { code, stderr } = await jingwei(['verify', folder]);
		expect(code).toBe(1);
		expect(stderr).toContain('expected files only, got recordings/chart-01.bdf');
	});
});

test.each([
	['no folder', [], 2],
	['a folder that is not there', ['/nowhere/at/all'], 1],
	['a file', [import.meta.filename], 1],
	['an unknown option', ['--quick', '.'], 2]
])('%s is refused', async (_, words, expected) => {
	const { code, stdout, stderr } = await jingwei(['verify', ...words]);
	expect({ code, stdout }).toEqual({ code: expected, stdout: '' });
	expect(stderr).toMatch(/^jingwei: .*\n$/);
});
