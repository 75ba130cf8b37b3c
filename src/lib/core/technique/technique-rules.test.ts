/** Each rule of the lists of every technique but the concealed-information test: fires, and does not on a good list. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { technique, type Technique } from '../protocols/technique.ts';
import type { ItemRole } from '../session/question.ts';
import { itemRules } from './item-rule-schema.ts';
import { checkQuestionList, type CheckedList } from './item-rules.ts';

type Question = CheckedList['questions'][number];
type Item = Question['items'][number];

const read = (path: string): unknown => parse(readFileSync(`protocols/${path}.yaml`, 'utf8'));
const techniqueOf = (id: string): Technique => technique.parse(read(`techniques/${id}`));
const rulesOf = (kind: string) => itemRules.parse(read(`rules/${kind}-items`));

/** Findings as `rule item`, and the proposed question of each. */
function look(kind: string, id: string, question: Question, of: Partial<CheckedList> = {}) {
	const list = {
		questions: [question],
		facts: [fact],
		priorKnowledge: [],
		technique: techniqueOf(id)
	};
	return checkQuestionList({ ...list, ...of }, rulesOf(kind));
}
const names = (found: ReturnType<typeof look>): string[] =>
	found.map(({ ruleId, itemId }) => (itemId === null ? ruleId : `${ruleId} ${itemId}`));
const change = (question: Question, itemId: string, of: Partial<Item>): Question => ({
	...question,
	items: question.items.map((item) => (item.itemId === itemId ? { ...item, ...of } : item))
});
const without = (question: Question, ...ids: string[]): Question => ({
	...question,
	items: question.items.filter(({ itemId }) => !ids.includes(itemId))
});
const fact: CheckedList['facts'][number] = {
	...{ factId: 'f', text: '现场勘查：编织袋', elements: ['object'], source: '笔录' },
	...{ confidence: 'established', salience: 'central', knownBy: ['perpetrator', 'investigators'] }
};

describe('known peak', () => {
	const roles: ItemRole[] = [
		'buffer',
		'buffer',
		'foil',
		'foil',
		'key',
		'foil',
		'foil',
		'buffer',
		'buffer'
	];
	const texts = [
		'塑料袋',
		'旅行箱',
		'双肩包',
		'快递盒',
		'编织袋',
		'垃圾桶',
		'手提袋',
		'木头箱',
		'纸板箱'
	];
	const good: Question = {
		...{ questionId: 'q', factId: 'f', stem: '钱是用什么带走的？', category: '容器' },
		items: roles.map((role, i) => ({ itemId: `i${i + 1}`, role, text: texts[i]! }))
	};
	const found = (question: Question, of: Partial<CheckedList> = {}) =>
		look('peak', 'pot-known', question, of);

	test('a good list has no finding', () => {
		expect(names(found(good))).toEqual([]);
	});

	test('a key outside the middle third is proposed in the middle', () => {
		const [first, second, ...rest] = good.items;
		const key = rest.splice(2, 1);
		const moved = { ...good, items: [first!, second!, ...key, ...rest] };
		const [finding] = found(moved);
		expect(finding).toMatchObject({ ruleId: 'key-in-middle', itemId: 'i5', severity: 'warn' });
		expect(finding!.message.zh).toContain('排在第 3 位（共 9 位）');
		expect(finding!.fix!.items.map(({ itemId }) => itemId).indexOf('i5')).toBe(4);
		expect(names(found(finding!.fix!))).toEqual([]);
	});

	test('buffers that do not stand at both ends are proposed there', () => {
		const moved = { ...good, items: [...good.items.slice(7), ...good.items.slice(0, 7)] };
		const finding = found(moved).find(({ ruleId }) => ruleId === 'buffers-around')!;
		expect(finding.severity).toBe('refuse');
		expect(names(found(finding.fix!))).toEqual([]);
	});

	test('the number of lists, a form that is not the same, punctuation at the end', () => {
		expect(names(found(good, { questions: [] }))).toEqual(['question-count']);
		expect(names(found(change(good, 'i3', { text: '3号箱' })))).toEqual(['same-form']);
		const [finding] = found(change(good, 'i3', { text: '双肩包。' }));
		expect(finding).toMatchObject({ ruleId: 'no-end-punctuation', itemId: 'i3' });
		expect(names(found(finding!.fix!))).toEqual([]);
	});

	test('a word of the key in another list', () => {
		const other = { ...good, questionId: 'r', stem: '编织用的绳子是什么颜色？' };
		const items = good.items.map((item, i) => ({
			...item,
			itemId: `r${i}`,
			text: `${'红黄蓝绿青紫黑白灰'[i]}颜色`
		}));
		const facts = [fact];
		const list = [change(good, 'i5', { text: '编织口袋' }), { ...other, items }];
		expect(names(found(good, { questions: list, facts }))).toContain('independent-words i5');
		expect(
			names(found(good, { questions: [good, { ...other, stem: '绳子是什么？', items }], facts }))
		).not.toContain('independent-words i5');
	});

	test.each([
		// P(X ≥ 8) of 20 with chance 1/5 = .0321, P(X ≥ 7) = .0867
		[8, ['panel-choice i5']],
		[7, []]
	])('%i of 20 who know nothing chose the key', (count, expected) => {
		const choices = [
			{ itemId: 'i5', count },
			{ itemId: 'i3', count: 20 - count }
		];
		const result = found(good, { panels: [{ questionId: 'q', choices }] });
		expect(names(result)).toEqual(expected);
		if (result[0]) expect(result[0].message.en).toContain('probability 0.032');
	});
});

describe('search', () => {
	const texts = ['北边菜地', '东边树林', '南边河沟', '西边水塘', '屋后院子', '其他地方'];
	const good: Question = {
		...{ questionId: 'q', factId: null, stem: '东西放在哪里？', category: '地点' },
		items: ['门前空地', ...texts].map((text, i) => ({
			...{ itemId: `i${i + 1}`, text, role: i === 0 ? ('buffer' as const) : ('item' as const) }
		}))
	};
	const found = (question: Question) => look('search', 'pot-searching', question);

	test('a good list has no finding, and a key none of its business', () => {
		expect(names(found(good))).toEqual([]);
		expect(names(found(change(good, 'i3', { role: 'key' })))).toEqual(['no-key']);
	});

	test('“anything else” is moved to the end, or added', () => {
		const moved = { ...good, items: good.items.toReversed() };
		expect(found(moved)[0]!.fix!.items.at(-1)!.itemId).toBe('i7');
		const finding = found(without(good, 'i7'))[0]!;
		expect(finding).toMatchObject({ ruleId: 'anything-else', severity: 'refuse' });
		expect(finding.fix!.items.at(-1)).toMatchObject({ itemId: 'i7', role: 'item' });
		expect(finding.fix!.items).toHaveLength(7);
	});

	test('too few possibilities, no buffer', () => {
		expect(names(found(without(good, 'i1', 'i2', 'i3')))).toEqual(['buffer-count', 'item-count']);
	});
});

const utah: readonly [string, ItemRole, string][] = [
	['I1', 'neutral', '您今天穿鞋了吗？'],
	['SR2', 'sacrifice', '关于那笔钱，您是否打算如实回答？'],
	['N3', 'neutral', '这个房间里开着灯吗？'],
	['C4', 'comparison', '二十岁以前，您是否拿过别人的东西？'],
	['R5', 'relevant', '您是否从柜子里拿了那笔钱？'],
	['N6', 'neutral', '您现在是坐着吗？'],
	['C7', 'comparison', '工作以前，您是否骗过信任您的人？'],
	['R8', 'relevant', '您是否动过柜子里的那笔钱？'],
	['N9', 'neutral', '您现在是在室内吗？'],
	['C10', 'comparison', '上学时，您是否瞒过老师一件事？'],
	['R11', 'relevant', '那笔钱是不是您拿走的？']
];
function series(rows: readonly [string, ItemRole, string][]): Question {
	const yes: ItemRole[] = ['neutral', 'sacrifice'];
	return {
		...{ questionId: 'q', factId: null, stem: '柜子里的钱', category: '柜子里的钱' },
		items: rows.map(([label, role, text]) => ({
			...{
				itemId: label,
				label,
				role,
				text,
				expected: yes.includes(role) ? ('yes' as const) : ('no' as const)
			}
		}))
	};
}

describe('comparison', () => {
	const good = series(utah);
	const found = (question: Question, of: Partial<CheckedList> = {}, id = 'utah-zct') =>
		look('comparison', id, question, of);

	test('a good series has no finding; two of them are too many', () => {
		expect(names(found(good))).toEqual([]);
		expect(names(found(good, { questions: [good, { ...good, questionId: 'r' }] }))).toEqual([
			'question-count'
		]);
	});

	test('a missing neutral is proposed in the words of the rule, with the label of its place', () => {
		const finding = found(without(good, 'N6')).find(({ ruleId }) => ruleId === 'sequence-fit')!;
		expect(finding.message.zh).toContain('需要 4 至 4 个，现有 3 个');
		const added = finding.fix!.items.at(-1)!;
		expect(added).toMatchObject({ role: 'neutral', label: 'N6', text: '现在您是坐着吗？' });
		const [order] = found(finding.fix!).filter(({ ruleId }) => ruleId === 'sequence-order');
		expect(names(found(order!.fix!)).filter((name) => /sequence|label/.test(name))).toEqual([]);
	});

	test('a missing relevant question has no proposal; a question the sequence has no place for is found', () => {
		expect(found(without(good, 'R5'))[0]).toMatchObject({ ruleId: 'sequence-fit', fix: null });
		expect(names(found(change(good, 'N6', { role: 'symptomatic' })))).toContain('sequence-fit');
	});

	test('a list in another order is proposed in that of the sequence', () => {
		const [finding] = found({ ...good, items: good.items.toReversed() });
		expect(finding!.ruleId).toBe('sequence-order');
		expect(finding!.fix!.items.map(({ role }) => role)).toEqual(utah.map(([, role]) => role));
	});

	test('a relevant question without a comparison question within two places', () => {
		const far = series([
			['N1', 'neutral', '您今天穿鞋了吗？'],
			['SR2', 'sacrifice', '关于那笔钱，您是否打算如实回答？'],
			['C3', 'comparison', '二十岁以前，您是否拿过别人的东西？'],
			['R4', 'relevant', '您是否从柜子里拿了那笔钱？'],
			['C5', 'comparison', '工作以前，您是否骗过信任您的人？'],
			['R6', 'relevant', '您是否动过柜子里的那笔钱？'],
			['R8', 'relevant', '您是否看见别人拿那笔钱？'],
			['R10', 'relevant', '您是否知道钱在什么地方吗？']
		]);
		expect(names(found(far, {}, 'afmgqt'))).toContain('pairing R10');
		expect(names(found(far, {}, 'afmgqt'))).not.toContain('pairing R8');
	});

	test('labels: missing, used twice, of another role, with a letter for a zero', () => {
		const twice = found(change(good, 'R8', { label: 'R5' }))[0]!;
		expect(twice).toMatchObject({ ruleId: 'label-unique', itemId: 'R8', severity: 'refuse' });
		expect(twice.fix!.items.find(({ itemId }) => itemId === 'R8')!.label).toBe('R8');
		const wrong = found(change(good, 'C7', { label: 'R7' }))[0]!;
		expect(wrong).toMatchObject({ ruleId: 'label-role', itemId: 'C7' });
		expect(names(found(wrong.fix!))).toEqual([]);
		const letter = found(change(good, 'C10', { label: 'C1O' }))[0]!;
		expect(letter).toMatchObject({ ruleId: 'letter-for-zero', itemId: 'C10' });
		expect(names(found(letter.fix!))).toEqual([]);
	});

	test.each([
		['R5', '是谁拿了那笔钱？', 'yes-or-no R5'],
		['R5', '说说那笔钱。', 'yes-or-no R5'],
		['R5', '您是否拿钱并且锁门？', 'one-act R5'],
		['R5', '您是否故意拿那笔钱？', 'no-intent R5'],
		['R5', '您是否盗窃了那笔钱？', 'no-legal-terms R5'],
		['R5', '您是否在赃款旁边？', 'no-loaded-words R5'],
		['R5', '您是否在去年十一月二十九日晚上九点半前后从单位柜子里拿了钱？', 'short-questions R5'],
		['C4', '您是否拿过别人的东西？', 'time-frame C4'],
		['R5', '您是否动过柜子里的那笔钱？', 'no-duplicates R8']
	])('%s “%s” → %s', (itemId, text, expected) => {
		expect(names(found(change(good, itemId, { text })))).toEqual([expected]);
	});

	test.each([
		['Who took that money?', true],
		['That evening, why did you open the cabinet?', true],
		['Before the age of 30, did you ever deceive someone who trusted you?', false],
		['Did you know which drawer it was in?', false]
	])('“%s” is open: %s', (text, isOpen) => {
		const said = names(found(change(good, 'R5', { text })));
		expect(said.includes('yes-or-no R5')).toBe(isOpen);
	});

	test('a comparison question may name what is bad, of another time', () => {
		expect(names(found(change(good, 'C4', { text: '上学时，您是否撒谎骗过老师？' })))).toEqual([]);
	});

	test('an answer that is not agreed is proposed for its type', () => {
		const { expected: _, ...item } = good.items[4]!;
		const [finding] = found({ ...good, items: good.items.with(4, item) });
		expect(finding).toMatchObject({ ruleId: 'answer-stated', itemId: 'R5' });
		expect(finding!.fix!.items[4]!.expected).toBe('no');
	});

	test('directed questions ask about a trifle of a whole life, and the technique says how to answer', () => {
		const directed = series([
			['N1', 'neutral', '您今天穿鞋了吗？'],
			['N2', 'neutral', '您现在是坐着吗？'],
			['SR', 'sacrifice', '关于那笔钱，您是否打算如实回答？'],
			['C1', 'comparison', '您这一生中是否闯过红灯？'],
			['R1', 'relevant', '您是否从柜子里拿了那笔钱？'],
			['R2', 'relevant', '您是否动过柜子里的那笔钱？'],
			['C2', 'comparison', '您是否曾经迟到过？']
		]);
		expect(names(found(directed, {}, 'directed-lie'))).toEqual([]);
		const narrow = change(directed, 'C1', { text: '昨天您是否闯过红灯？' });
		expect(names(found(narrow, {}, 'directed-lie'))).toEqual(['universal-trifle C1']);
		const rule = techniqueOf('directed-lie');
		const silent = {
			...rule,
			instructions: rule.instructions.filter(({ id }) => id !== 'directed')
		};
		expect(names(found(directed, { technique: silent }))).toEqual(['directed-instruction']);
	});
});

test('relevant-irrelevant: a good series, and a question of another technique', () => {
	const texts = utah.filter(([, role]) => role === 'neutral').map(([, , text]) => text);
	const relevants = utah.filter(([, role]) => role === 'relevant').map(([, , text]) => text);
	const good = series(
		[1, 3, 5].flatMap((n, i): [string, ItemRole, string][] => [
			[`I${n}`, 'neutral', texts[i]!],
			[`R${n + 1}`, 'relevant', relevants[i]!]
		])
	);
	expect(names(look('relevant-irrelevant', 'relevant-irrelevant', good))).toEqual([]);
	const wrong = change(good, 'I3', { role: 'comparison' });
	expect(names(look('relevant-irrelevant', 'relevant-irrelevant', wrong))).toEqual([
		...['sequence-fit', 'sequence-fit']
	]);
});
