/** A test at a workstation whose browser keeps nothing: its store is forbidden, or never answers. */
import { expect, test } from '@playwright/test';
import { rmSync } from 'node:fs';
import { WebProcess } from '../fixtures/web-process.ts';
import { Examiner } from './examiner.ts';
import { shortTests } from './quick-protocols.ts';
import { TechniqueWay } from './technique-way.ts';

// a recorded trace takes pictures all the time, which stalls a page that draws all the time
test.use({ trace: 'off', locale: 'zh-CN', viewport: { width: 1366, height: 768 } });

for (const how of ['forbidden', 'silent'] as const)
	test(`${how}: a chart is recorded with every mark, and measured`, async ({ browser }) => {
		test.setTimeout(600_000);
		const protocols = shortTests();
		const web = new WebProcess({ JINGWEI_TIME_LAPSE: '60', JINGWEI_PROTOCOLS: protocols });
		await web.start();
		try {
			const page = await browser.newPage({ baseURL: web.origin });
			const problems: string[] = [];
			page.on('pageerror', (error) => problems.push(error.message));
			await page.addInitScript((kind) => {
				IDBFactory.prototype.open = () => {
					if (kind === 'silent') return new EventTarget() as IDBOpenDBRequest;
					throw new DOMException('access is denied', 'SecurityError');
				};
			}, how);
			await new Examiner(page, 'zh-CN').enter();
			const caseUrl = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
			const way = new TechniqueWay(page, 'pot-known', 'zh-CN');
			await way.open(caseUrl, 'T-1');
			await way.draft();
			await way.interview();
			await way.test();
			await way.tester.measure();
			const session = page.url().split('/').at(-2) ?? '';
			const answer = await page.request.get(`/api/sessions/${session}/state`);
			const { charts } = (await answer.json()) as {
				charts: { presentations: { asked: unknown; ended: unknown; answer: unknown }[] }[];
			};
			for (const { asked, ended, answer: said } of charts[0]?.presentations ?? [])
				expect([asked, ended, said]).not.toContain(null);
			expect(charts[0]?.presentations.length).toBeGreaterThan(4);
			expect(problems).toEqual([]);
		} finally {
			await web.remove();
			rmSync(protocols, { recursive: true });
		}
	});
