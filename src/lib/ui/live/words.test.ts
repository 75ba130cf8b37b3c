import { afterEach, expect, test } from 'vitest';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { warningText } from './words.ts';

afterEach(() => overwriteGetLocale(() => 'zh-CN'));

test.each([
	['zh-CN', 'EDA、PPG和RSP'],
	['en', 'EDA, PPG, and RSP']
] as const)('channels of a poor signal stand apart in %s', (locale, list) => {
	overwriteGetLocale(() => locale);
	expect(warningText({ kind: 'quality', channels: ['EDA', 'PPG', 'RSP'] })).toContain(list);
});
