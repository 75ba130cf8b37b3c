import { inflateSync } from 'node:zlib';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { reportDocument } from '#lib/core/report/report-document.ts';
import { reportWords } from '#lib/core/report/words.ts';
import { coinClub } from '../../../../../tests/fixtures/coin-club.ts';
import { recording } from '../../../../../tests/fixtures/recorded-session.ts';
import {
	draft,
	reportSource,
	withRecording
} from '../../../../../tests/fixtures/written-report.ts';
import { unzip } from '../../../../../tests/fixtures/unzip.ts';
import { drawnCharts } from '../drawn-charts.ts';
import { reportDocx } from './report-docx.ts';

vi.setConfig({ testTimeout: 60_000 });

test.each(['zh-CN', 'en'] as const)(
	'an editable text with tables and vector charts (%s)',
	async (locale) => {
		const folder = mkdtempSync(join(tmpdir(), 'jingwei-docx-'));
		writeFileSync(join(folder, 'chart-01.bdf'), recording());
		const events = coinClub('s-1', 6, locale, ({ add }) => void add('report-drafted', draft));
		const source = reportSource(withRecording(events));
		const document = reportDocument(source, locale);
		const words = reportWords(source.texts.report, locale);
		const sheets = await drawnCharts(folder, document, words);
		const version = {
			...{ version: 1, sha256: 'd'.repeat(64), software: 'jingwei test', stands: true },
			...{ issuedAt: '2026-11-25T02:00:00.000Z', signatures: [] }
		};
		const file = await reportDocx({ document, words, sheets, version });
		writeFileSync(join(tmpdir(), `jingwei-report-${locale}.docx`), file);
		const parts = unzip(file);
		const xml = parts.get('word/document.xml')?.toString('utf8') ?? '';
		const shown = [...xml.matchAll(/<w:t[^>]*>([^<]*)<\/w:t>/g)].map(([, text]) => text).join('');
		const plain = shown
			.replaceAll('&amp;', '&')
			.replaceAll('&quot;', '"')
			.replaceAll('&apos;', "'");
		for (const { title, blocks } of document.sections) {
			expect(plain.includes(title), title).toBe(true);
			for (const block of blocks)
				if (block.kind === 'paragraph') expect(plain.includes(block.text), block.text).toBe(true);
		}
		expect((xml.match(/<w:tbl>/g) ?? []).length).toBeGreaterThan(10);
		expect(xml).toContain('w:orient="landscape"');
		const names = [...parts.keys()];
		const drawings = names.filter((name) => /^word\/media\/.*[.]svg$/.test(name));
		const pictures = names.filter((name) => /^word\/media\/.*[.]png$/.test(name));
		expect(drawings).toHaveLength(8);
		expect(pictures).toHaveLength(8);
		expect(parts.get(drawings[0]!)?.toString('utf8')).toMatch(/<path d="M[\d. ]+(V[\d.]+)?L/);
		const head = names
			.filter((name) => name.startsWith('word/header'))
			.map((name) => parts.get(name)?.toString());
		expect(head.join()).toContain('d'.repeat(64));

		// the picture shows the same trace: dark dots in every tenth of it
		const png = parts.get(pictures[0]!)!;
		writeFileSync(join(tmpdir(), `jingwei-sheet-${locale}.png`), png);
		const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
		expect([width, height]).toEqual([2216, 1112]);
		const rows = inflateSync(png.subarray(png.indexOf('IDAT') + 4));
		const isDark = (x: number, y: number): boolean => rows[y * (3 * width + 1) + 1 + 3 * x]! < 90;
		for (let tenth = 1; tenth < 9; tenth++) {
			const columns = Array.from({ length: 200 }, (_, i) => 200 + tenth * 200 + i);
			const dark = columns.filter((x) =>
				Array.from({ length: height }, (_, y) => y).some((y) => isDark(x, y))
			);
			expect(dark.length).toBeGreaterThan(150);
		}
	}
);
