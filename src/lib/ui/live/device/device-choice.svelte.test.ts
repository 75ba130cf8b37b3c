import { afterEach, expect, test, vi } from 'vitest';
import { page } from 'vitest/browser';
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import DeviceChoice from './DeviceChoice.svelte';

const opening: RecorderHealth = {
	...{ type: 'health', bootId: 'b', monotonicS: 1, utcMs: 1, device: 'opening' },
	...{ deviceDetail: '/dev/rfcomm0', profile: 'bitalino', rateHz: 1000, effectiveRateHz: 1000 },
	...{ recording: null, diskFreeBytes: 5e11, writeDelayMs: 0, quality: {} },
	...{ lastBlock: 0, firstBlock: 1 }
};

/** What a server without instruments answers, by the end of the address. */
const answers: Record<string, unknown> = {
	'list-ports': { ports: [], problem: null },
	readiness: {
		...{ obstacles: [], virtual: false, lastTest: null, isTested: false },
		...{ instrument: null, candidates: [] }
	}
};

afterEach(() => {
	vi.unstubAllGlobals();
	overwriteGetLocale(() => 'zh-CN');
});

test.each([
	['zh-CN', /尚无有效数据：收到 520 字节/, /尚无有效数据：没有收到任何字节/],
	['en', /No valid frames yet: 520 bytes came/, /No valid frames yet: nothing came at all/]
] as const)('says beside the instrument that no frames come (%s)', async (locale, some, none) => {
	vi.stubGlobal('fetch', async (path: string) => Response.json(answers[path.split('/').at(-1)!]));
	const { tell } = await showPage(DeviceChoice, {
		...{ progress: 3, locale, props: { device: { refresh: async () => undefined } } }
	});
	tell(opening);
	await expect.element(page.getByText('bitalino')).toBeVisible();
	expect(page.getByRole('note').elements()).toHaveLength(0);
	tell({ ...opening, noFramesYet: { bytes: 520 } });
	await expect.element(page.getByText(some)).toBeVisible();
	tell({ ...opening, noFramesYet: { bytes: 0 } });
	await expect.element(page.getByText(none)).toBeVisible();
	expect(await violations()).toEqual([]);
	tell({ ...opening, device: 'streaming' });
	await expect.element(page.getByText(none)).not.toBeInTheDocument();
});
