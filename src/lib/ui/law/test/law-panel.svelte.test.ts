import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { testAnswers, testLaw, testTimes } from '../../../../../tests/fixtures/test-law.ts';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import CasePsychology from '../../steps/CasePsychology.svelte';
import PostTestInterview from '../../steps/PostTestInterview.svelte';
import PreTestInterview from '../../steps/PreTestInterview.svelte';
import TypedWording from '../TypedWording.svelte';

beforeEach(() => {
	vi.spyOn(globalThis, 'fetch').mockImplementation(async () => Response.json([]));
});
afterEach(() => {
	vi.restoreAllMocks();
});

const law = testLaw;
const looks = '../../../../../test-results/looks';
const answer = (fact: string, value: boolean) => ({ facts: [{ fact, value }], unknown: [] });

/** Opens the panel of the page by keyboard. */
async function openPanel(): Promise<void> {
	const summary = document.querySelector<HTMLElement>('[data-law] summary')!;
	summary.focus();
	await userEvent.keyboard('{Enter}');
	await expect
		.poll(() => document.querySelector<HTMLDetailsElement>('[data-law]')!.open)
		.toBe(true);
}

test('questions are answered by keyboard, and what they rest on shows', async () => {
	await page.viewport(1366, 768);
	const shown = { progress: 0, locale: 'zh-CN', law } as const;
	const { log, screen } = await showPage(CasePsychology, shown);
	await openPanel();
	await expect.element(screen.getByText(/条限制还缺少事实/)).toBeVisible();
	const group = screen.getByRole('group', { name: '案件已立案' });
	(group.getByRole('radio', { name: '否' }).element() as HTMLElement).focus();
	await userEvent.keyboard(' ');
	await screen
		.getByRole('group', { name: '办案部门已书面委托，委托事项明确' })
		.getByRole('radio', { name: '否' })
		.click();
	await screen.getByRole('button', { name: '保存回答' }).click();
	await expect.poll(() => log.at(-1)?.type).toBe('law-answered');
	await expect.element(screen.getByText('没有办案部门的书面委托', { exact: false })).toBeVisible();
	await expect.element(screen.getByText('尚未立案', { exact: false })).toBeVisible();
	expect(await violations()).toEqual([]);
	await page.screenshot({ path: `${looks}/test-law-accept-zh.png` });
	// a warning is noted with a reason
	const warning = screen.getByRole('listitem').filter({ hasText: 'TA-02' });
	await warning.getByRole('textbox').fill('检察长已批准');
	await warning.getByRole('button', { name: '记录理由' }).click();
	await expect.poll(() => log.at(-1)?.data).toEqual({ ruleId: 'TA-02', reason: '检察长已批准' });
});

describe('before and in the test', () => {
	const rested = (log: Parameters<NonNullable<Parameters<typeof showPage>[1]['then']>>[0]) => {
		log.add('law-answered', testAnswers);
		log.add('law-times-recorded', testTimes);
		log.add('rights-explained', { points: ['withdraw', 'recording'], language: '汉语' });
	};

	test('the clock line says rest and the next limit; a rest begins and ends', async () => {
		await page.viewport(1366, 768);
		const shown = { progress: 2, locale: 'en', law, then: rested } as const;
		const { log, screen } = await showPage(PreTestInterview, shown);
		const clocks = screen.getByRole('group', { name: 'Clocks of the test' });
		await expect
			.element(clocks.getByText('longest rest in 24 h 9 h', { exact: false }))
			.toBeVisible();
		await openPanel();
		expect(await violations()).toEqual([]);
		await page.screenshot({ path: `${looks}/test-law-pre-en.png` });
		await clocks.getByRole('button', { name: 'Begin a break' }).click();
		await expect.poll(() => log.at(-1)?.type).toBe('rest-begun');
		await clocks.getByRole('button', { name: 'End the break' }).click();
		await expect.poll(() => log.at(-1)?.type).toBe('rest-ended');
	});

	test('a supervisor sets a block aside with reason and basis; a tester cannot', async () => {
		await page.viewport(1366, 768);
		const alone = (log: Parameters<typeof rested>[0]) => {
			rested(log);
			log.add('law-answered', answer('session.recusal_declared', false));
		};
		const shown = { progress: 2, locale: 'zh-CN', law, then: alone } as const;
		const first = await showPage(PreTestInterview, shown);
		await openPanel();
		await expect.element(first.screen.getByText('AU-04')).toBeVisible();
		await expect
			.element(first.screen.getByText('负责人解除（记录并报告）'))
			.not.toBeInTheDocument();
		await first.screen.unmount();
		// the same person as supervisor is not a second one
		const same = await showPage(PreTestInterview, { ...shown, role: 'supervisor' });
		await openPanel();
		await expect.element(same.screen.getByText('AU-04')).toBeVisible();
		await expect.element(same.screen.getByText('负责人解除（记录并报告）')).not.toBeInTheDocument();
		await same.screen.unmount();
		const other = { ...shown, role: 'supervisor', userId: 'supervisor-1' } as const;
		const { log, screen } = await showPage(PreTestInterview, other);
		await openPanel();
		const block = screen.getByRole('listitem').filter({ hasText: 'AU-04' });
		await block.getByText('负责人解除（记录并报告）').click();
		await block.getByLabelText('解除理由', { exact: false }).fill('已口头告知，补签');
		await block.getByLabelText('依据', { exact: false }).fill('批准书1号');
		await page.screenshot({ path: `${looks}/test-law-override-zh.png` });
		await block.getByRole('button', { name: '解除', exact: true }).click();
		await expect.poll(() => log.at(-1)?.type).toBe('law-overridden');
		await expect.element(screen.getByText('负责人解除，依据：批准书1号')).toBeVisible();
		expect(document.querySelector('[data-rule="AU-04"]')).toBeNull();
	});
});

test('words no result may contain show while they are typed', async () => {
	await page.viewport(1366, 768);
	const typed = (text: string) => ({
		...({ progress: 4, locale: 'zh-CN', law } as const),
		props: { text, voice: 'laboratory' }
	});
	const { screen } = await showPage(TypedWording, typed('只有一张图谱，图谱证明其说谎。'));
	await expect.element(screen.getByText('TX-01')).toBeVisible();
	await expect.element(screen.getByText('说谎', { exact: true })).toBeVisible();
	await page.screenshot({ path: `${looks}/test-law-typed-zh.png` });
	await screen.unmount();
	const { screen: clear } = await showPage(TypedWording, typed('不能判断其是否说谎。'));
	await expect.element(clear.getByText('TX-01')).not.toBeInTheDocument();
});

test('all that leaves is looked at, with its place; the words of the person only shown', async () => {
	await page.viewport(1366, 900);
	const { screen } = await showPage(PostTestInterview, {
		...{ progress: 6, locale: 'en', law },
		then: (log) => {
			log.add('note-added', { text: 'The colleague said he is a liar and failed the test.' });
		}
	});
	await openPanel();
	await expect.element(screen.getByText('Note added', { exact: false }).first()).toBeVisible();
	await expect.element(screen.getByText('failed the test', { exact: true }).first()).toBeVisible();
	expect(await violations()).toEqual([]);
	await page.screenshot({ path: `${looks}/test-law-texts-en.png` });
});
