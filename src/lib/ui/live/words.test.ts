import { afterEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { healthExplanation, healthText, warningText } from './words.ts';

afterEach(() => overwriteGetLocale(() => 'zh-CN'));

test.each([
	['zh-CN', 'EDA、PPG和RSP'],
	['en', 'EDA, PPG, and RSP']
] as const)('channels of a poor signal stand apart in %s', (locale, list) => {
	overwriteGetLocale(() => locale);
	expect(warningText({ kind: 'quality', channels: ['EDA', 'PPG', 'RSP'] })).toContain(list);
});

test.each([
	['zh-CN', '写入备用盘', /数据盘已满/, /1\.5 MB 等待写回/, /同一块磁盘/, /不能写入/],
	['en', 'ON THE SPARE DISK', /data disk is full/, /1\.5 MB/, /same disk/, /cannot be written/]
] as const)('the spill folder is told of in %s', (locale, word, why, waiting, same, unwritable) => {
	overwriteGetLocale(() => locale);
	expect(healthText('spilled')).toBe(word);
	expect(healthExplanation('spilled')).toMatch(why);
	expect(warningText({ kind: 'spilled', bytes: 1.5e6 })).toMatch(waiting);
	expect(warningText({ kind: 'spill-folder', state: 'same-disk' })).toMatch(same);
	expect(warningText({ kind: 'spill-folder', state: 'unwritable' })).toMatch(unwritable);
});
