import { afterEach, expect, test, vi } from 'vitest';
import type { EventData } from '#lib/core/session/event.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import type { Then } from '../../../../tests/fixtures/coin-club.ts';
import {
	agreement,
	committed,
	keysStrong,
	revealed,
	sheetOf
} from '../../../../tests/fixtures/score-sheets.ts';
import { showPage, violations } from '../../../../tests/fixtures/session-lab.ts';
import SecondScore from './SecondScore.svelte';

const system = { id: 'server', role: 'system' } as const;
const reviewer = { id: 'reviewer-1', role: 'reviewer' } as const;
const people = {
	candidates: [
		{ id: 'reviewer-1', name: 'Wang Fu', role: 'reviewer' },
		{ id: 'tester-2', name: 'Li Ce', role: 'tester' }
	],
	named: [{ id: 'reviewer-1', name: 'Wang Fu' }]
};

afterEach(() => {
	vi.restoreAllMocks();
});

/** The panel after these events; orders to the laboratory are carried out as its tester. */
async function show(then: Then, locale: 'zh-CN' | 'en' = 'en') {
	const given: { name?: (order: unknown) => Promise<Response> } = {};
	vi.spyOn(globalThis, 'fetch').mockImplementation(async (path, init) => {
		if (init?.method !== 'POST') return Response.json(people);
		return given.name?.(await new Request(path, init).json()) ?? Response.json({}, { status: 404 });
	});
	const shown = await showPage(SecondScore, { progress: 4, locale, then });
	given.name = async (order) => {
		const { seat, scorerId } = order as EventData<'scorer-named'>;
		const task = crypto.randomUUID();
		const answer = await shown.view.propose('scorer-named', { seat, scorerId, task });
		return answer.ok
			? Response.json({ seq: answer.seq, task })
			: Response.json(answer, { status: 409 });
	};
	return shown;
}

const stateOf = (log: Parameters<Then>[0]) => reduce(log.events, 'x');
const named: Then = ({ add }) =>
	void add('scorer-named', { seat: 'second', scorerId: 'reviewer-1', task: 'task-1' });

/** Both sealed and shown; what they come to is said by the caller. */
const compared =
	(said: Partial<EventData<'sheets-compared'>>): Then =>
	(log) => {
		const own = keysStrong(stateOf(log));
		const other = sheetOf(stateOf(log), () => 0);
		log.add('sheet-committed', committed('first', own));
		named(log);
		log.add('sheet-committed', committed('second', other), undefined, reviewer);
		log.add('sheet-revealed', revealed('first', own), undefined, system);
		log.add('sheet-revealed', revealed('second', other), undefined, system);
		log.add('sheets-compared', { ...agreement(own, 'responds'), ...said }, undefined, system);
	};
const low = { value: 0.12, low: -0.05, high: 0.29 };
const none = { value: -0.001, low: -0.32, high: 0.32 };
const disagreement: Partial<EventData<'sheets-compared'>> = {
	agreedOutcome: null,
	outcomes: [
		{ seat: 'first', method: 'lykken', statistic: 12, p: 0.0003, outcome: 'responds' },
		{ seat: 'second', method: 'lykken', statistic: 4, p: 0.61, outcome: 'does-not-respond' }
	],
	pairs: [
		{
			...{ seats: ['first', 'second'], cells: 30 },
			...{ percent: { value: 0.8, low: 0.63, high: 0.91 }, weightedKappa: low, intraclass: none }
		}
	]
};

test.each([
	['nobody named', () => undefined],
	['somebody named', named],
	['agreed', compared({})],
	['disputed', compared(disagreement)]
] as const)('without barriers, in both languages: %s', async (_, then) => {
	for (const locale of ['zh-CN', 'en'] as const) {
		const { screen } = await show(then, locale);
		expect(await violations()).toEqual([]);
		await screen.unmount();
	}
});

test('somebody is named, waited for and withdrawn with a reason', async () => {
	const { screen, log } = await show(() => undefined);
	await expect.element(screen.getByText('No second scorer has been named')).toBeVisible();
	await screen.getByRole('combobox').selectOptions('Wang Fu · Reviewer');
	await screen.getByRole('button', { name: 'Name', exact: true }).click();
	await expect
		.element(screen.getByText('Waiting for the second scorer', { exact: false }))
		.toBeVisible();
	await expect.element(screen.getByText('second scorer: Wang Fu', { exact: false })).toBeVisible();
	await screen.getByRole('button', { name: 'Withdraw' }).click();
	const dialog = screen.getByRole('dialog');
	await dialog.getByRole('textbox').fill('on leave');
	await dialog.getByRole('button', { name: 'Withdraw' }).click();
	await expect.element(screen.getByText('No second scorer has been named')).toBeVisible();
	expect(log.at(-1)).toMatchObject({ type: 'scorer-withdrawn', data: { reason: 'on leave' } });
});

test('a sealed sheet is a fingerprint and nothing else', async () => {
	const { screen } = await show((log) => {
		log.add('sheet-committed', committed('first', keysStrong(stateOf(log))));
	});
	await expect.element(screen.getByText('sealed, not shown yet', { exact: false })).toBeVisible();
	expect(screen.container.textContent).toMatch(/[0-9a-f]{64}/);
	expect(screen.getByRole('table').elements()).toHaveLength(0);
});

test('agreement is told with its intervals and the limit of the laboratory', async () => {
	const { screen } = await show(compared(disagreement));
	const text = () => screen.container.textContent.replaceAll(/\s+/g, ' ');
	await expect.element(screen.getByText('The sheets do not agree', { exact: false })).toBeVisible();
	expect(text()).toContain('0.80 (0.63 … 0.91)');
	expect(text()).toContain('0.12 (−0.05 … 0.29)');
	// what rounds to nothing has no sign
	expect(text()).toContain('0.00 (−0.32 … 0.32)');
	expect(text()).toContain('kappa ≥ 0.40');
	expect(text()).toContain('not met');
	expect(text()).toContain('0.0003');
	expect(text()).toContain('Does not respond to the detail');
});

test('a disagreement is settled with reasons', async () => {
	const { screen, log } = await show(compared(disagreement));
	const record = screen.getByRole('button', { name: 'Record it' });
	await screen.getByRole('radio', { name: 'Inconclusive' }).click();
	await expect.element(record).toBeDisabled();
	await screen.getByRole('textbox').fill('Noise on the breathing line.');
	await record.click();
	await expect.element(screen.getByText('The disagreement is settled')).toBeVisible();
	expect(log.at(-1)?.data).toEqual({
		...{ outcome: 'inconclusive', reason: 'Noise on the breathing line.' }
	});
});

test('or a third scorer is named', async () => {
	const { screen, log } = await show(compared(disagreement));
	await screen.getByRole('combobox').selectOptions('Li Ce · Tester');
	await screen.getByRole('button', { name: 'Name', exact: true }).click();
	await expect
		.element(screen.getByText('Waiting for the third scorer', { exact: false }))
		.toBeVisible();
	expect(log.at(-1)).toMatchObject({ data: { seat: 'third', scorerId: 'tester-2' } });
});
