import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { itemRules, type ItemRules } from './item-rule-schema.ts';
import { checkQuestionList, type CheckedList } from './item-rules.ts';

const rules: ItemRules = itemRules.parse(
	parse(readFileSync('protocols/rules/cit-items.yaml', 'utf8'))
);

type Question = CheckedList['questions'][number];
type Fact = CheckedList['facts'][number];

const details: [string, string, string[]][] = [
	['打开保险柜用的是什么？', '角磨机', ['液压钳', '电焊枪', '千斤顶', '开锁器', '冲击钻']],
	['钱放在哪里带走的？', '编织袋', ['旅行箱', '双肩包', '快递盒', '垃圾桶', '手提袋']],
	['车停在什么旁边？', '加油站', ['邮政局', '小学校', '体育馆', '洗车行', '农贸市']],
	['门上贴着什么？', '日历纸', ['年画图', '课程表', '电费单', '红对联', '警示牌']],
	['打电话前做了什么？', '关电闸', ['锁车门', '倒垃圾', '换衣服', '买香烟', '浇花草']]
];

const question = (i: number, of: Partial<Question> = {}): Question => {
	const [stem, key, foils] = details[i]!;
	const items = [
		{ itemId: `q${i}-0`, text: foils[0]!, role: 'buffer' as const },
		{ itemId: `q${i}-1`, text: key, role: 'key' as const },
		...foils.slice(1).map((text, f) => ({ itemId: `q${i}-${f + 2}`, text, role: 'foil' as const }))
	];
	return { questionId: `q${i}`, factId: `f${i}`, stem, category: '细节', items, ...of };
};
const fact = (i: number, of: Partial<Fact> = {}): Fact => ({
	factId: `f${i}`,
	text: `现场勘查记录：${details[i]![1]}`,
	elements: ['object'],
	source: '现场勘查笔录',
	confidence: 'established',
	salience: 'central',
	knownBy: ['perpetrator', 'investigators'],
	...of
});
const good: CheckedList = {
	questions: details.map((_, i) => question(i)),
	facts: details.map((_, i) => fact(i)),
	priorKnowledge: []
};

/** The good list with its first question (and fact) changed. */
const withFirst = (q: Partial<Question>, f: Partial<Fact> = {}): CheckedList => ({
	...good,
	questions: [question(0, q), ...good.questions.slice(1)],
	facts: [fact(0, f), ...good.facts.slice(1)]
});
/** The first question with one text replaced. */
const withText = (itemId: string, text: string): CheckedList =>
	withFirst({
		items: question(0).items.map((item) => (item.itemId === itemId ? { ...item, text } : item))
	});
const found = (list: CheckedList): string[] =>
	checkQuestionList(list, rules).map((f) => `${f.ruleId} ${f.questionId} ${f.itemId}`);

test('a good list has no finding', () => {
	expect(found(good)).toEqual([]);
});

describe('numbers', () => {
	test('a list that is too short is warned of with the chance of a perfect score', () => {
		const [finding] = checkQuestionList({ ...good, questions: good.questions.slice(0, 3) }, rules);
		expect(finding).toMatchObject({ ruleId: 'question-count', severity: 'warn', questionId: null });
		expect(finding!.message.en).toContain('probability 0.008');
	});

	test.each([
		['buffer-count', (role: string) => role !== 'buffer'],
		['key-count', (role: string) => role !== 'key'],
		['foil-count', (role: string, i: number) => role !== 'foil' || i > 3]
	])('%s refuses a question without', (ruleId, keep) => {
		const items = question(0).items.filter(({ role }, i) => keep(role, i));
		expect(found(withFirst({ items }))).toContain(`${ruleId} q0 null`);
	});
});

describe('knowledge', () => {
	test.each([
		['known-to-perpetrator', { knownBy: ['investigators'] }],
		['not-told-to-subject', { knownBy: ['perpetrator', 'subject-told'] }],
		['not-public', { knownBy: ['perpetrator', 'press'] }],
		['not-known-to-others', { knownBy: ['perpetrator', 'victim'] }],
		['central-and-established', { salience: 'peripheral' }],
		['central-and-established', { confidence: 'probable' }]
	] as [string, Partial<Fact>][])('%s looks at the fact behind the key', (ruleId, of) => {
		expect(found(withFirst({}, of))).toEqual([`${ruleId} q0 q0-1`]);
	});

	test('a key without a fact on record is refused', () => {
		expect(found(withFirst({ factId: 'gone' }))).toEqual(['fact-on-record q0 q0-1']);
	});

	test('what the subject said before the test counts', () => {
		const entries = [
			{ questionId: 'q1', knows: 'yes' as const, fromWhom: '邻居' },
			{ questionId: 'q2', knows: 'unclear' as const, fromWhom: '' },
			{ questionId: 'q3', knows: 'no' as const, fromWhom: '' }
		];
		expect(found({ ...good, priorKnowledge: entries })).toEqual([
			'prior-knowledge-stated q1 q1-1',
			'prior-knowledge-unclear q2 q2-1'
		]);
	});
});

describe('form', () => {
	test('items that differ too much in length are warned of', () => {
		expect(found(withText('q0-2', '一台旧的液压剪切机'))).toEqual(['equal-length q0 null']);
	});

	test('a key that alone is longest is warned of, a foil that is longest is not', () => {
		expect(found(withText('q0-1', '小角磨机'))).toEqual(['key-not-outlier q0 q0-1']);
		expect(found(withText('q0-2', '小液压钳'))).toEqual([]);
	});

	test('items that read the same are refused', () => {
		expect(found(withText('q0-2', '开锁器 '))).toEqual(['no-duplicates q0 q0-4']);
	});

	test('a Latin item among Chinese ones is warned of', () => {
		expect(found(withText('q0-2', 'big red saw'))).toEqual(['one-script q0 null']);
	});

	test('English items are measured in words', () => {
		const english = ['a saw', 'the drill', 'some rope', 'an axe', 'a very long iron bar', 'a pin'];
		const items = question(0).items.map((item, i) => ({ ...item, text: english[i]! }));
		expect(found(withFirst({ items }))).toEqual(['equal-length q0 null']);
	});
});

describe('content', () => {
	test('a foil that a fact mentions is warned of, wherever the fact belongs', () => {
		const broken = ['foil-not-true q0 q0-3'];
		expect(found(withFirst({}, { text: '角磨机；墙边另有千斤顶一台' }))).toEqual(broken);
		const elsewhere = {
			...good,
			facts: [...good.facts, fact(0, { factId: 'x', text: '千斤 顶' })]
		};
		expect(found(elsewhere)).toEqual(broken);
	});

	test('a key that another question gives away is refused', () => {
		expect(found(withText('q0-3', '编织袋'))).toEqual([
			'foil-not-true q0 q0-3',
			'independent q1 q1-1'
		]);
		expect(found(withFirst({ stem: '在加油站旁用什么打开？' }))).toEqual(['independent q2 q2-1']);
	});

	test('a stem that says its key is refused', () => {
		expect(found(withFirst({ stem: '角磨机放在哪里？' }))).toEqual(['stem-neutral q0 q0-1']);
	});

	test('legal terms are refused, loaded words warned of, in stems and items', () => {
		expect(found(withFirst({ stem: '盗窃用的是什么？' }))).toEqual(['no-legal-terms q0 null']);
		expect(found(withFirst({ stem: '作案用的是什么？' }))).toEqual(['no-loaded-words q0 null']);
		expect(found(withFirst({ stem: 'What was stolen?' }))).toEqual(['no-legal-terms q0 null']);
	});
});

test('every message is filled in, in both languages, with a source', () => {
	const items = [
		{ itemId: 'a', text: '角磨机', role: 'key' as const },
		{ itemId: 'b', text: '角磨机', role: 'foil' as const },
		{ itemId: 'c', text: 'x y z w 盗窃凶器', role: 'foil' as const }
	];
	const list = withFirst({ items, stem: '角磨机' }, { knownBy: ['press'], text: '角磨机' });
	const findings = checkQuestionList({ ...list, questions: list.questions.slice(0, 2) }, rules);
	expect(findings.length).toBeGreaterThan(8);
	for (const { message, source } of findings) {
		expect(message.zh + message.en).not.toMatch(/[{}]/);
		expect(source).not.toBe('');
	}
});

test('a file with an unknown check or a missing language is refused', () => {
	const bad = { ...rules, rules: [{ ...rules.rules[0], check: 'moon-phase' }] };
	expect(itemRules.safeParse(bad).success).toBe(false);
	const oneLanguage = { ...rules, title: { zh: '只有中文' } };
	expect(itemRules.safeParse(oneLanguage).success).toBe(false);
});
