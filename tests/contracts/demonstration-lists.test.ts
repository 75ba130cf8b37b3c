/** The demonstration's question lists: in either language nothing in them has to be mended before they can be locked. */
import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { demonstrationList, listQuestions } from '#lib/core/casework/demonstration-list.ts';
import { technique } from '#lib/core/protocols/technique.ts';
import { itemRules } from '#lib/core/technique/item-rule-schema.ts';
import { checkQuestionList } from '#lib/core/technique/item-rules.ts';

const read = (name: string): unknown => parse(readFileSync(`protocols/${name}.yaml`, 'utf8'));
const RULES = {
	recognition: 'cit-items',
	'known-peak': 'peak-items',
	search: 'search-items',
	comparison: 'comparison-items',
	'relevant-irrelevant': 'relevant-irrelevant-items'
} as const;

const lists = readdirSync('protocols/demonstration/lists').map((file) =>
	demonstrationList.parse(read(`demonstration/lists/${file.replace(/[.]yaml$/, '')}`))
);

test.each(
	lists.flatMap((list) =>
		(['zh-CN', 'en'] as const).map((locale) => [list.technique, locale, list] as const)
	)
)('%s in %s can be locked', (_, locale, list) => {
	const used = technique.parse(read(`techniques/${list.technique}`));
	const rules = itemRules.parse(read(`rules/${RULES[used.kind]}`));
	const questions = listQuestions(list, locale);
	const found = checkQuestionList(
		{ questions, facts: [], priorKnowledge: [], technique: used },
		rules
	);
	// the facts of the case are on record in a session only
	const refused = found.filter(
		({ severity, ruleId }) => severity === 'refuse' && ruleId !== 'fact-on-record'
	);
	expect(refused.map(({ ruleId, itemId }) => `${ruleId} ${itemId ?? ''}`)).toEqual([]);
});
