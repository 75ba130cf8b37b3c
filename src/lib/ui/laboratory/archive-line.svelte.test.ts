import axe from 'axe-core';
import { beforeEach, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import ArchiveLine from './ArchiveLine.svelte';

beforeEach(() => overwriteGetLocale(() => 'zh-CN'));

const none = { archived: 12, waiting: 0, failing: 0, stations: [], oldestMs: null };
const some = { archived: 12, waiting: 3, stations: ['一号测试室', '二号测试室'], oldestMs: 0 };

test('everything archived, some on the way, some that fail: three different sentences', async () => {
	const said: string[] = [];
	for (const archive of [none, { ...some, failing: 0 }, { ...some, failing: 2 }]) {
		const { container, unmount } = await render(ArchiveLine, { archive });
		said.push(container.textContent.trim());
		const { violations } = await axe.run(container, { runOnly: ['wcag2a', 'wcag2aa'] });
		expect(violations.map(({ id }) => id)).toEqual([]);
		await unmount();
	}
	expect(said[0]).toContain('12');
	for (const line of said.slice(1)) {
		expect(line).toContain('3');
		expect(line).toContain('一号测试室、二号测试室');
	}
	expect(new Set(said).size).toBe(3);
	expect(said[2]).toContain('失败');
});
