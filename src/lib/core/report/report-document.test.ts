import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coinClub, type Progress } from '../../../../tests/fixtures/coin-club.ts';
import { draft, reportSource } from '../../../../tests/fixtures/written-report.ts';
import type { ReportBlock, ReportDocument } from './blocks.ts';
import { ownWords, reportFindings } from './findings.ts';
import { reportDocument } from './report-document.ts';
import { sectionItems, type SectionId } from './words.ts';

const drafted = (progress: Progress, locale: 'zh-CN' | 'en' = 'zh-CN') =>
	reportSource(coinClub('s-1', progress, locale, ({ add }) => void add('report-drafted', draft)));

/** Everything that stands in a section, quoted or not. */
function said({ sections }: ReportDocument, id: SectionId): string {
	const texts = (block: ReportBlock): readonly string[] => {
		switch (block.kind) {
			case 'paragraph':
			case 'heading':
				return [block.text];
			case 'facts':
				return block.rows.flat();
			case 'list':
				return block.items;
			case 'table':
				return [block.caption, ...block.head, ...block.rows.flat()];
			case 'chart':
				return [block.caption, block.sha256, ...block.questions.map(({ label }) => label)];
			case 'signatures':
				return [block.tester, block.reviewer];
		}
	};
	const found = sections.find((section) => section.id === id);
	return [found?.title ?? '', ...(found?.blocks ?? []).flatMap(texts)].join('\n');
}

/** What must be found in each section, by language: the list of the field (5.3) and of honest reporting (4.6). */
const wanted: Readonly<Record<SectionId, Readonly<Record<'zh-CN' | 'en', readonly string[]>>>> = {
	cover: {
		'zh-CN': ['沪检技心〔2026〕7号', 'DEMO-0001', 'DEMO-S1', '不能作为证据使用', '演示数据'],
		en: ['沪检技心〔2026〕7号', 'DEMO-0001', 'DEMO-S1', 'may not be used as evidence']
	},
	request: {
		'zh-CN': ['某区人民检察院', '2026-11-20', '藏匿地点等细节', '委托事项'],
		en: ['Requesting unit', 'Referral question', 'purpose of the test']
	},
	'case-summary': { 'zh-CN': ['展柜内银币'], en: ['Case summary'] },
	subject: { 'zh-CN': ['身份核实方式', '性别'], en: ['Identity checked by', 'Sex'] },
	consent: { 'zh-CN': ['同意测试', '书面', '随时退出'], en: ['agreed to the test', 'voluntary'] },
	'pre-test-review': { 'zh-CN': ['适宜测试', '用药'], en: ['fit for testing', 'Medication'] },
	instrument: {
		'zh-CN': ['BITalino', 'virtual-bitalino', 'jingwei 0.1.0', '0.97', 'c'.repeat(64)],
		en: ['BITalino', 'Check before the test', 'jingwei 0.1.0']
	},
	conduct: {
		'zh-CN': ['二号测试室', '主测：张测', '2026-11-24 08:00:20', '开始', '结束'],
		en: ['Environment', 'Examiner', 'Begun', '2026-11-24 08:00:20']
	},
	method: { 'zh-CN': ['测量的是', '种子'], en: ['What was measured', 'seed'] },
	questions: { 'zh-CN': ['目标项', '陪衬项', '1/2', '知情范围'], en: ['key', 'foil', 'Known by'] },
	'pre-test-talk': { 'zh-CN': ['逐题说明', '从何得知'], en: ['Talk', 'From where'] },
	quality: {
		'zh-CN': ['999.9871', '序号中断', '记录中有走动声', 'DB', '0.98'],
		en: ['999.9871', 'sequence broken', 'Left out', 'DB']
	},
	scoring: {
		'zh-CN': [
			'零假设',
			'（精确）',
			'赵复核',
			'加权κ',
			'复核评分人',
			'Lykken',
			'结果对部分数据的依赖'
		],
		en: ['Null hypothesis', '(exact)', 'second scorer', 'Weighted kappa', 'Lykken', 'without Q1']
	},
	opinion: { 'zh-CN': ['对细节有特异反应', 'p = '], en: ['Responds to the detail', 'p = '] },
	limits: {
		'zh-CN': ['从别处得知', '不能直接用于实际案件', '高检发研字〔1999〕12号', '只有一张图谱'],
		en: ['learned elsewhere', 'may not transfer', '高检发研字〔1999〕12号']
	},
	'post-test': { 'zh-CN': ['被测人的说明', '是否提供休息'], en: ['What the person explained'] },
	signatures: { 'zh-CN': ['测试人员', '复核人员'], en: ['Tester', 'Reviewer'] },
	attachments: {
		'zh-CN': ['a'.repeat(64), '光盘 3 号', 'rules/wording.yaml', 'Q1·1'],
		en: ['a'.repeat(64), 'SHA-256', 'Chart 1']
	}
};

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
	test('every part of the usual report and of honest reporting is there', () => {
		const document = reportDocument(drafted(6, locale), locale);
		expect(document.sections.map(({ id }) => id)).toEqual(Object.keys(sectionItems));
		for (const [id, texts] of Object.entries(wanted)) {
			const text = said(document, id as SectionId);
			const own = locale === 'zh-CN' ? texts[locale] : texts.en;
			expect(
				own.filter((one) => !text.includes(one)),
				id
			).toEqual([]);
		}
	});

	test('nothing of it is empty or untranslated', () => {
		const { sections } = reportDocument(drafted(6, locale), locale);
		for (const { id, title, blocks } of sections) {
			expect(/^\d+ {2}\S/.test(title), title).toBe(true);
			expect(blocks.length, id).toBeGreaterThan(0);
			for (const block of blocks)
				if (block.kind === 'paragraph') expect(block.text.trim(), id).not.toBe('');
		}
		const text = ownWords(reportDocument(drafted(6, locale), locale)).map((one) => one.text);
		expect(text.filter((one) => one.includes('undefined') || one.includes('NaN'))).toEqual([]);
		expect(text.filter((one) => /\{\w+\}/.test(one))).toEqual([]);
	});

	test.each([0, 1, 2, 3, 4, 5, 6] as const)(
		'no forbidden word, whatever step is done (%i)',
		(progress) => {
			const source = drafted(progress, locale);
			expect(reportFindings(reportDocument(source, locale), source.texts.wording)).toEqual([]);
		}
	);
});

test('what each section answers for covers the eleven points of an honest report', () => {
	const items = Object.values(sectionItems).flat();
	for (let point = 1; point <= 11; point++) expect(items).toContain(String(point));
});

test(
	'words a person typed are found or are none of the forbidden ones, in both languages',
	{ timeout: 30_000 },
	() => {
		const { texts } = drafted(0);
		const forbidden = texts.wording.forbidden.flatMap(({ words }) => [...words.zh, ...words.en]);
		const fields = ['referralQuestion', 'caseSummary', 'environment', 'staff', 'remarks'] as const;
		fc.assert(
			fc.property(
				...[
					fc.constantFrom(...forbidden),
					fc.constantFrom(...fields),
					fc.string({ maxLength: 20 })
				],
				fc.constantFrom('outcome', 'limits', 'alternatives', 'nothing'),
				(word: string, field: (typeof fields)[number], around: string, where: string) => {
					const typed =
						where === 'nothing' ? draft : { ...draft, [field]: `${around} ${word} ${around}。` };
					const source = reportSource(
						coinClub('s-1', 5, 'zh-CN', ({ add }) => void add('report-drafted', typed))
					);
					for (const locale of ['zh-CN', 'en'] as const) {
						const found = reportFindings(reportDocument(source, locale), source.texts.wording);
						expect(found.some((one) => one.word === word)).toBe(where !== 'nothing');
					}
				}
			),
			{ numRuns: 40 }
		);
	}
);

test('what a chart shows is part of the report: marks at their samples, the file by its hash', () => {
	const { sections } = reportDocument(drafted(6), 'zh-CN');
	const chart = sections.flatMap(({ blocks }) => blocks).find((block) => block.kind === 'chart');
	expect(chart).toMatchObject({
		...{ file: 'chart-01.bdf', sha256: 'a'.repeat(64), samples: 1_100_000, rateHz: 999.9871 },
		columns: [{ name: 'EDA', kind: 'eda', unit: 'uS' }],
		missing: [{ from: 500, to: 512 }]
	});
	expect(chart?.questions).toHaveLength(36);
	expect(chart?.questions[1]).toEqual({ label: 'Q1·2', askedSample: 60_000, endedSample: null });
	expect(chart?.marks).toContainEqual({ sample: 61_000, kind: 'artifact', label: 'DB', text: '' });
});
