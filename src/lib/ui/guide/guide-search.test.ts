import { describe, expect, test } from 'vitest';
import { chapters } from './guide-text.ts';
import { guideSearch } from './guide-search.ts';

const zh = guideSearch(chapters, 'zh-CN');
const en = guideSearch(chapters, 'en');

describe('somebody who looks for a word of the page', () => {
	test.each(['封存', '伪迹', '盲评', '撤回', '校准'])('finds %s in Chinese', (question) => {
		const [first] = zh(question);
		expect(`${first?.text ?? ''}${first?.chapter.title.zh ?? ''}`).toContain(question);
	});

	test('finds English words in part and with a slip', () => {
		expect(en('artif').length).toBeGreaterThan(0);
		expect(
			en('hypothesys')
				.map(({ text }) => text)
				.join(' ')
		).toMatch(/hypothes/i);
	});

	test('finds a key by its name', () => {
		expect(zh('Esc').length).toBeGreaterThan(0);
	});

	test('gets nothing for nothing, and nothing for what is not there', () => {
		expect(zh('  ')).toEqual([]);
		expect(en('zzzzqqqq')).toEqual([]);
	});
});

test('every chapter is found by its own title, in both languages', () => {
	for (const chapter of chapters) {
		expect(zh(chapter.title.zh).map((hit) => hit.chapter.id)).toContain(chapter.id);
		expect(en(chapter.title.en).map((hit) => hit.chapter.id)).toContain(chapter.id);
	}
});
