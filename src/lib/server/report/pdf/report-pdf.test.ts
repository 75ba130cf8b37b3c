import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { ChartBlock } from '#lib/core/report/blocks.ts';
import { printedCode, type TreeHead } from '#lib/core/integrity/tree-head.ts';
import { reportDocument } from '#lib/core/report/report-document.ts';
import type { ReportVersion } from '#lib/core/report/versions.ts';
import { reportWords } from '#lib/core/report/words.ts';
import { coinClub } from '../../../../../tests/fixtures/coin-club.ts';
import { readPdf } from '../../../../../tests/fixtures/pdf-text.ts';
import { recording } from '../../../../../tests/fixtures/recorded-session.ts';
import {
	draft,
	reportSource,
	withRecording
} from '../../../../../tests/fixtures/written-report.ts';
import { drawnCharts } from '../drawn-charts.ts';
import { reportPdf, type PrintedReport } from './report-pdf.ts';

vi.setConfig({ testTimeout: 60_000 });

const folder = mkdtempSync(join(tmpdir(), 'jingwei-pdf-'));
const version: ReportVersion = {
	...{ version: 2, sha256: 'd'.repeat(64), software: 'jingwei test', stands: true },
	issuedAt: '2026-11-25T02:00:00.000Z',
	signatures: [{ as: 'tester', name: '张测', at: '2026-11-25T03:00:00.000Z', secondFactor: true }]
};

const head: TreeHead = {
	...{ number: 7, size: 912, at: '2026-11-25T02:01:00.000Z', keyId: 'c'.repeat(32), signature: '' },
	...{ sha256: 'a1'.repeat(32), sm3: 'b'.repeat(64), previous: 'e'.repeat(64) }
};

async function printed(
	locale: 'zh-CN' | 'en',
	{ remarks = '', ...more }: Partial<ReportVersion> & { remarks?: string } = {}
): Promise<PrintedReport> {
	const events = coinClub(
		's-1',
		6,
		locale,
		({ add }) => void add('report-drafted', { ...draft, remarks })
	);
	const source = reportSource(withRecording(events));
	const document = reportDocument(source, locale);
	const words = reportWords(source.texts.report, locale);
	const sheets = await drawnCharts(folder, document, words);
	return { document, words, sheets, version: { ...version, ...more }, head };
}

beforeAll(() => writeFileSync(join(folder, 'chart-01.bdf'), recording()));

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
	test('every text of the document stands in the file, with number and hash on each page', async () => {
		const report = await printed(locale);
		const pages = readPdf(await reportPdf(report));
		writeFileSync(join(tmpdir(), `jingwei-report-${locale}.pdf`), await reportPdf(report));
		const bare = (text: string): string => text.replaceAll(/\s/g, '');
		const all = bare(pages.map(({ text }) => text).join(''));
		expect(all).toContain(printedCode(head));
		for (const { title, blocks } of report.document.sections) {
			expect(all.includes(bare(title)), title).toBe(true);
			for (const block of blocks)
				if (block.kind === 'paragraph')
					expect(all.includes(bare(block.text).slice(0, 12)), block.text).toBe(true);
		}
		pages.forEach(({ text }, index) => {
			expect(text).toContain('d'.repeat(64));
			expect(text).toContain('沪检技心〔2026〕7号');
			const foot = report.words.say('page', { page: index + 1, pages: pages.length });
			expect(text.split('\n')).toContain(foot);
		});
		expect(all.includes('\ufffd')).toBe(false);
		expect(all.includes(bare(report.words.say('not-signed')))).toBe(true);
		expect(all.includes('2026-11-2511:00:00')).toBe(true);
	});
});

test('the same version is the same file, another signature another file', async () => {
	const once = await reportPdf(await printed('zh-CN'));
	expect((await reportPdf(await printed('zh-CN'))).equals(once)).toBe(true);
	const signed = [...version.signatures, { ...version.signatures[0]!, as: 'reviewer' as const }];
	expect((await reportPdf(await printed('zh-CN', { signatures: signed }))).equals(once)).toBe(
		false
	);
});

test('a void version says so on its first page', async () => {
	const [first] = readPdf(await reportPdf(await printed('zh-CN', { stands: false })));
	expect(first?.text.replaceAll('\n', '')).toContain('签名失效');
});

test('charts are vectors: the line goes through the extremes of every column of the recording', async () => {
	const report = await printed('zh-CN');
	const chart = report.document.sections
		.flatMap(({ blocks }) => blocks)
		.find((block): block is ChartBlock => block.kind === 'chart');
	const sheets = report.sheets.get(1) ?? [];
	// 785 s at 4 s/cm on 25 cm
	expect(sheets).toHaveLength(Math.ceil(chart!.samples / chart!.rateHz / 100));
	const pages = readPdf(await reportPdf(report));
	const drawings = pages.slice(-sheets.length);
	for (const { operators, text } of drawings) {
		expect(operators.includes('/Subtype /Image')).toBe(false);
		expect((operators.match(/ l\n/g) ?? []).length).toBeGreaterThan(1000);
		expect(text.includes('EDA')).toBe(true);
	}
	expect(drawings.some(({ text }) => text.includes('Q1·2'))).toBe(true);
	expect(drawings.some(({ text }) => text.includes('缺失 100'))).toBe(true);
});

test('a sign the typeface lacks is told by its number, a long remark goes over pages', async () => {
	const remarks = `${'记录。'.repeat(2500)}😀`;
	const pages = readPdf(await reportPdf(await printed('zh-CN', { remarks })));
	const text = pages
		.map((page) => page.text)
		.join('')
		.replaceAll('\n', '');
	expect(text.includes('[U+1F600]')).toBe(true);
	expect(text.split('记录。').length).toBeGreaterThan(2450);
});

test('a recording that is not the one of the report is refused', async () => {
	const other = mkdtempSync(join(tmpdir(), 'jingwei-pdf-'));
	const bytes = recording();
	bytes[5000] = (bytes[5000] ?? 0) ^ 1;
	writeFileSync(join(other, 'chart-01.bdf'), bytes);
	const { document, words } = await printed('zh-CN');
	await expect(drawnCharts(other, document, words)).rejects.toMatchObject({
		code: 'report/recording'
	});
});
