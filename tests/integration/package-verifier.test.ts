/** The verifier that goes with an evidence package: run outside the project, without anything of it. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { chromium } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { verifyPackage } from '#lib/core/audit/package.ts';
import { printedCode, type TreeHead } from '#lib/core/integrity/tree-head.ts';
import { readPackage } from '#lib/server/sealed-folder.ts';
import { launchOptions } from '../browser.ts';
import { evidencePackage } from '../fixtures/evidence-package.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

interface Verdict {
	readonly ok: boolean;
	readonly verdict: 'ok' | 'tampered' | 'incomplete' | 'unverifiable';
	readonly lastHash: string | null;
	readonly findings: readonly { readonly ok: boolean; readonly en: string }[];
}
interface Verifier {
	verify(folder: object, sha256: unknown, kept?: readonly object[]): Promise<Verdict>;
	sha256(bytes: Uint8Array): Promise<string>;
	sm3(bytes: Uint8Array): Uint8Array;
	keptHead(text: string): object | null;
}

const outside = mkdtempSync(join(tmpdir(), 'evidence-'));
const folder = join(outside, 'package');
const program = join(outside, 'elsewhere', 'verify.mjs');
let files = new Map<string, Buffer>();
let lastHash = '';
let heads: readonly TreeHead[] = [];
let verifier: Verifier;

/** The same folder in memory: a thousand copies on a disk would take minutes. */
const inMemory = (given: ReadonlyMap<string, Buffer>): object => ({
	paths: [...given.keys()],
	size: async (path: string) => given.get(path)?.length,
	read: async (path: string) => given.get(path),
	head: async (path: string, length: number) => given.get(path)?.subarray(0, length),
	digest: async (path: string) => verifier.sha256(given.get(path)!)
});
const judge = (
	given: ReadonlyMap<string, Buffer>,
	kept: readonly object[] = []
): Promise<Verdict> => verifier.verify(inMemory(given), verifier.sha256.bind(verifier), kept);
const LOG = 'log/log.json';
/** What was sealed, without the log: its proofs are looked at last, and take longest. */
const sealedOnly = (): Map<string, Buffer> => new Map([...files].filter(([path]) => path !== LOG));

async function run(...given: string[]): Promise<{ code: number; output: string }> {
	const { NODE_OPTIONS: _, VITEST: __, ...env } = process.env;
	try {
		const { stdout } = await promisify(execFile)(process.execPath, [program, ...given], {
			...{ cwd: outside, env }
		});
		return { code: 0, output: stdout };
	} catch (error) {
		const { code, stdout } = error as { code: number; stdout: string };
		return { code, output: stdout };
	}
}

beforeAll(async () => {
	({ files, lastHash, heads } = await evidencePackage());
	for (const [path, bytes] of files) {
		mkdirSync(dirname(join(folder, path)), { recursive: true });
		writeFileSync(join(folder, path), bytes);
	}
	mkdirSync(dirname(program));
	cpSync(join(folder, 'verify.mjs'), program);
	verifier = (await import(/* @vite-ignore */ pathToFileURL(program).href)) as Verifier;
});
afterAll(() => rmSync(outside, { recursive: true, force: true }));

test('an unchanged package is found unchanged, by the program alone and by the laboratory itself', async () => {
	const { code, output } = await run(folder);
	expect(output).toContain('no change found');
	expect(output).toContain(lastHash);
	expect(output).toContain('signature: version 1, reviewer 赵复核');
	expect(code).toBe(0);
	expect((await run(folder, '--last-hash', lastHash)).code).toBe(0);
	expect((await run(folder, '--last-hash', '0'.repeat(64))).code).toBe(1);
	expect(verifyPackage(await readPackage(folder))).toMatchObject({ ok: true, lastHash });
});

test('it imports nothing but Node', () => {
	const imports = [...readFileSync(program, 'utf8').matchAll(/^import .* from '([^']+)'/gm)];
	expect(imports.length).toBeGreaterThan(0);
	expect(imports.filter(([, name = '']) => !name.startsWith('node:'))).toEqual([]);
});

test('each of a thousand changes of one byte anywhere is found', async () => {
	const sealed = sealedOnly();
	const paths = [...sealed.keys()];
	await fc.assert(
		fc.asyncProperty(
			fc.constantFrom(...paths),
			fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
			fc.integer({ min: 1, max: 255 }),
			async (path, place, change) => {
				const bytes = Buffer.from(files.get(path)!);
				const at = Math.floor(place * bytes.length);
				bytes[at] = (bytes[at] ?? 0) ^ change;
				const { ok, findings } = await judge(new Map([...sealed, [path, bytes]]));
				expect(ok, `${path} byte ${at}`).toBe(false);
				expect(findings.at(-1)?.en).not.toMatch(/not readable/);
			}
		),
		{ numRuns: 1000 }
	);
});

test('files that are missing, added, shortened or lengthened are found', async () => {
	for (const path of files.keys()) {
		const bytes = files.get(path)!;
		const without = new Map([...files].filter(([name]) => name !== path));
		for (const other of [
			without,
			new Map([...files, [path, bytes.subarray(0, -1)]]),
			new Map([...files, [path, Buffer.concat([bytes, Buffer.from('\n')])]]),
			new Map([...files, [`${path}.copy`, bytes]])
		])
			expect((await judge(other)).verdict, path).toBe(
				other === without && path === LOG ? 'incomplete' : 'tampered'
			);
	}
});

test('lines of the log taken out, doubled or exchanged are found', async () => {
	const lines = files.get('events.jsonl')!.toString('utf8').split('\n').slice(0, -1);
	const change = async (changed: readonly string[]): Promise<boolean> =>
		(
			await judge(
				new Map([...sealedOnly(), ['events.jsonl', Buffer.from(`${changed.join('\n')}\n`)]])
			)
		).ok;
	expect(await change(lines)).toBe(true);
	for (let i = 0; i < lines.length; i += 7) {
		expect(await change(lines.toSpliced(i, 1))).toBe(false);
		expect(await change(lines.toSpliced(i, 0, lines[i]!))).toBe(false);
		if (i > 0)
			expect(await change(lines.with(i, lines[i - 1]!).with(i - 1, lines[i]!))).toBe(false);
	}
	expect(await change(lines.slice(0, -1))).toBe(false);
});

test('its SM3 is that of another library', () => {
	for (let length = 0; length < 200; length += 7) {
		const bytes = Buffer.alloc(length, length);
		const expected = createHash('sm3').update(bytes).digest('hex');
		expect(Buffer.from(verifier.sm3(bytes)).toString('hex')).toBe(expected);
	}
});

test('changes of one byte in the log are found', async () => {
	const text = files.get(LOG)!;
	await fc.assert(
		fc.asyncProperty(
			fc.nat(text.length - 1),
			fc.integer({ min: 1, max: 255 }),
			async (at, change) => {
				const bytes = Buffer.from(text);
				bytes[at] = (bytes[at] ?? 0) ^ change;
				const { verdict, findings } = await judge(new Map([...files, [LOG, bytes]]));
				expect(verdict, `byte ${at} ^ ${change}`).toBe('tampered');
				expect(findings.at(-1)?.en).not.toMatch(/not readable/);
			}
		),
		{
			numRuns: 60,
			examples: [
				[text.indexOf('"salt":"') + 8, 0x20],
				[text.indexOf('=="') - 1, 1]
			]
		}
	);
});

test('a head kept elsewhere is compared: on paper, by a witness, or not in the package at all', async () => {
	const [first, last] = [heads[0]!, heads.at(-1)!];
	const given = async (...texts: string[]): Promise<string> => {
		const kept = texts.map((text) => verifier.keptHead(text)!);
		return (await judge(files, kept)).verdict;
	};
	expect(await given(printedCode(first))).toBe('ok');
	expect(await given(JSON.stringify(last), printedCode(last).toLowerCase())).toBe('ok');
	expect(await given(printedCode({ ...last, sha256: last.sm3 }))).toBe('tampered');
	expect(await given(JSON.stringify({ ...first, at: last.at.replace('25', '26') }))).toBe(
		'tampered'
	);
	expect(await given(printedCode({ ...last, number: 99 }))).toBe('incomplete');
	expect(verifier.keptHead('JW1:1')).toBeNull();
	expect((await judge(sealedOnly())).verdict).toBe('incomplete');
	const witness = join(outside, 'witness.jsonl');
	writeFileSync(witness, heads.map((head) => `${JSON.stringify(head)}\n`).join(''));
	expect((await run(folder, '--witness', witness, '--printed', printedCode(first))).code).toBe(0);
	expect((await run(folder, '--printed', printedCode({ ...first, size: 1 }))).code).toBe(1);
	expect((await run(folder, '--printed', printedCode({ ...first, number: 2 }))).code).toBe(2);
});

test('on disk too, and a folder that is not there is no verdict', async () => {
	const path = join(folder, 'recordings/chart-01.bdf');
	const bytes = Buffer.from(files.get('recordings/chart-01.bdf')!);
	bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
	writeFileSync(path, bytes);
	const { code, output } = await run(folder);
	expect(code).toBe(1);
	expect(output).toContain('不符 FAULT');
	expect(output).toContain('chart-01.bdf');
	writeFileSync(path, files.get('recordings/chart-01.bdf')!);
	expect((await run(folder)).code).toBe(0);
	expect((await run(join(outside, 'nowhere'))).code).toBe(3);
});

test('the page, opened from disk in a browser, says the same', async () => {
	const browser = await chromium.launch(await launchOptions());
	try {
		const page = await browser.newPage();
		const asked: string[] = [];
		page.on('request', (request) => asked.push(request.url()));
		await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
		const verdict = async (): Promise<string> => {
			await page.setInputFiles('#folder', folder);
			const state = page.locator('#state', { hasText: '结论' });
			await state.waitFor();
			return (await state.textContent()) ?? '';
		};
		expect(await verdict()).toContain('no change found');
		expect(await page.locator('#last').textContent()).toBe(lastHash);
		const path = join(folder, 'measurements.csv');
		writeFileSync(path, `${files.get('measurements.csv')!.toString('utf8')} `);
		await page.reload();
		expect(await verdict()).toContain('not as it was sealed');
		writeFileSync(path, files.get('measurements.csv')!);
		expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
	} finally {
		await browser.close();
	}
});
