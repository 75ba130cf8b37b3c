/** No page of the interview side rewards speed to admission: no figure, word or field for it exists. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { figureNames } from '#lib/core/interview/document/ending.ts';
import { interviewFigures } from '#lib/core/interview/record-figures.ts';
import { interviewPayloads } from '#lib/core/interview/interview-event.ts';

/** Interview reference §0.8: outcome metrics that reward speed to admission are forbidden. */
const rewarding = [
	/(time|minutes|hours|speed|sessions|days)\s+(un)?(to|till|until|before)\s+(the\s+)?(first\s+)?(admission|confession)/i,
	/(admission|confession)s?[\s_-]*(rate|count|share|ratio|per\b|quota|target|ranking)/i,
	/(rate|number|count|share|percentage)[\s_]+of[\s_]+(admission|confession)s?\b/i,
	/(breakthrough|success)[\s_-]*rate/i,
	/(首次)?(供述|认罪|承认|招供|交代|突破)(用时|耗时|时长|所需时间|速度|率|数量|人数|次数|比例|指标|排名|排行)/,
	/(审讯|讯问)(成功率|突破|攻坚率)/,
	/破案率|审破|最快|供述越快/
];
const found = (text: string): string[] => rewarding.flatMap((one) => one.exec(text)?.[0] ?? []);

/** Areas of messages that speak of interviews, as far as they are there. */
const areas = ['grid', 'record', 'plan', 'coding', 'board', 'law', 'calibration', 'instrument'];
const present = readdirSync('src/messages').filter((area) => areas.includes(area));

const filesIn = (folder: string, ending: RegExp): string[] =>
	readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.filter((name) => ending.test(name))
		.map((name) => join(folder, name));

describe('the words that are looked for', () => {
	test.each([
		...['time to first admission', 'Minutes until the confession', 'confession rate'],
		...['number of admissions', 'admissions_count', '突破率', '供述用时', '认罪率', '承认人数'],
		...['讯问成功率', 'success rate']
	])('%s is found', (text) => {
		expect(found(text)).not.toEqual([]);
	});

	test.each(['自愿认罪认罚', 'Check an admission', 'interview minutes', '撤回的陈述', '供述笔录'])(
		'%s is not',
		(text) => {
			expect(found(text)).toEqual([]);
		}
	);
});

test.each(present)('messages of %s have none, neither in keys nor in words', (area) => {
	for (const locale of ['zh-CN', 'en']) {
		const path = `src/messages/${area}/${locale}.json`;
		const words = JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
		for (const [key, text] of Object.entries(words))
			expect([key, ...found(key.replaceAll('_', ' ')), ...found(text)], path).toEqual([key]);
	}
});

test('files of the grid and pages of interviews have none', () => {
	const paths = [
		...filesIn('protocols/grid', /[.]yaml$/),
		...filesIn('src/lib/ui/grid', /[.](svelte|ts)$/),
		...filesIn('src/routes/interviews', /[.](svelte|ts)$/),
		...filesIn('src/lib/core/interview', /^(?!.*[.]test[.]).*[.]ts$/)
	];
	expect(paths.length).toBeGreaterThan(60);
	for (const path of paths) expect([path, ...found(readFileSync(path, 'utf8'))]).toEqual([path]);
});

test('the figures of an interview are those of its process, and no event counts admissions', () => {
	const figures = interviewFigures({ slices: [], statements: [], details: [] }, null);
	expect(Object.keys(figures).sort()).toEqual([...figureNames].sort());
	expect(Object.keys(figures).sort()).toEqual([
		...['complaints', 'corroborated', 'defences', 'freeFirst', 'intervieweeTalk', 'leading'],
		...['newDetails', 'openQuestions']
	]);
	const { shape } = interviewPayloads['interview-evaluated'];
	expect(Object.keys(shape).sort()).toEqual([
		...['complaints', 'defences', 'leading', 'notes', 'questions', 'rights', 'rightsNote', 'talk']
	]);
});
