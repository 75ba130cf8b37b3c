import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type {
	InterviewEvent,
	ProposedInterviewEvent
} from '#lib/core/interview/interview-event.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { grid, gridModelOfFiles as model } from '../../../../../tests/fixtures/grid-content.ts';
import { openGate, sliceForm } from '../../../../../tests/fixtures/interviews.ts';
import { violations } from '../../../../../tests/fixtures/session-lab.ts';
import { gridPosition } from '#lib/core/interview/grid-position.ts';
import { InterviewClient } from '../interview-client.svelte.ts';
import LabelPane from './LabelPane.svelte';
import SensitivityStrip from './SensitivityStrip.svelte';

const names = { officer: '王探员', second: '李编码', third: '赵编码' };

/** A closed interview of two slices, the first rated by two. */
function closed(isClosed = true) {
	const log: InterviewEvent[] = [];
	const add = (type: string, data: object, actor = 'officer'): void => {
		const seq = log.length + 1;
		const at = new Date(Date.UTC(2026, 10, 29, 1, 10 * seq)).toISOString();
		log.push({
			...{
				id: `event-${String(seq)}`,
				type,
				at,
				data,
				seq,
				recordedAt: at,
				hash: '',
				previousHash: ''
			},
			...{ interviewId: 'interview-1', actor: { id: actor, role: 'reviewer' } }
		} as unknown as InterviewEvent);
	};
	add('interview-opened', {
		...{ subjectCode: 'S-1', officers: ['A', 'B'], place: 'room 2' },
		roleHypothesis: { role: 'unknown', basis: '' }
	});
	add('gate-recorded', openGate);
	add('slice-rated', sliceForm(1, { 'S1C-1': 2, 'S1C-2': 1 }));
	add('slice-rated', sliceForm(2, { 'S1C-1': 2 }));
	add('slice-rated', sliceForm(1, { 'S1C-1': 1 }), 'second');
	if (isClosed) add('interview-closed', { openRequests: '', complaints: '', welfare: '平稳' });
	const told: ProposedInterviewEvent[] = [];
	const client = new InterviewClient('interview-1', log, (_, { events, after }) => {
		for (const event of events) {
			told.push(event);
			add(event.type, event.data, 'second');
		}
		const results = events.map(({ id }, i) => ({
			...{ ok: true as const, id, seq: log.length - events.length + i + 1, duplicate: false }
		}));
		return Promise.resolve({ results, events: log.slice(after) });
	});
	return { client, told };
}

afterEach(() => {
	overwriteGetLocale(() => 'zh-CN');
});

test('three coders label a slice that two have rated; others cannot be chosen', async () => {
	overwriteGetLocale(() => 'zh-CN');
	const { client, told } = closed();
	void render(LabelPane, { client, frame: grid.frame, names });
	const which = page.getByRole('combobox', { name: '时段' });
	await expect.element(which).toBeVisible();
	const offered = [...(which.element() as HTMLSelectElement).options].map(({ text }) =>
		text.trim()
	);
	expect(offered.filter((text) => text.startsWith('第'))).toEqual(['第 1 段']);
	await which.selectOptions('1');
	await page.getByRole('combobox', { name: '状态' }).selectOptions('S2');
	for (const [i, id] of ['officer', 'second', 'third'].entries())
		await page.getByRole('combobox', { name: `编码员 ${String(i + 1)}` }).selectOptions(id);
	await page.getByRole('textbox', { name: /依据/ }).fill('00:04 起');
	expect(await violations()).toEqual([]);
	await page.getByRole('button', { name: '标定', exact: true }).click();
	await expect.element(page.getByText(/侥幸推诿 · 王探员、李编码、赵编码/)).toBeVisible();
	expect(told.map(({ type, data }) => ({ type, data }))).toEqual([
		{
			type: 'slice-labelled',
			data: {
				...{ slice: 1, stage: 'S2', coders: ['officer', 'second', 'third'] },
				...{ basis: '00:04 起', agreedForm: '' }
			}
		}
	]);
});

test('is not there while the interview goes on', async () => {
	const shown = await render(LabelPane, { client: closed(false).client, frame: grid.frame, names });
	expect(shown.container.textContent.trim()).toBe('');
});

test('the strip says how far the first state hangs on the correlation of indicators', async () => {
	overwriteGetLocale(() => 'en');
	const position = gridPosition(closed().client.state, grid.cells, model, Date.now())!;
	const shown = await render(SensitivityStrip, {
		...{ frame: grid.frame, position, current: model.itemCorrelation }
	});
	const text = shown.container.textContent;
	for (const { correlation, probability } of position.sensitivity)
		expect(text.replaceAll(/\s+/g, ' ')).toContain(
			`ρ ${correlation.toFixed(2)} ${probability.toFixed(2)}`
		);
	expect(await violations()).toEqual([]);
});
