import { userEvent } from 'vitest/browser';
import { describe, expect, test } from 'vitest';
import { parseProtocol } from '#lib/core/protocols/parse.ts';
import type { ReportContext } from '#lib/core/report/source.ts';
import { contentToIssue } from '#lib/core/report/versions.ts';
import type { ReportDraft } from '#lib/core/session/payloads-report.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import { methodTexts } from '#lib/scoring/registry-texts.ts';
import { reportSensitivity } from '#lib/scoring/session-report-sensitivity.ts';
import reportFile from '../../../../../protocols/procedure/report.yaml?raw';
import { coinClubPage, type Then } from '../../../../../tests/fixtures/coin-club.ts';
import { showPage, violations } from '../../../../../tests/fixtures/session-lab.ts';
import type { ReportPageData } from './page-source.ts';
import WrittenReport from './WrittenReport.svelte';

const parsed = parseProtocol('procedure/report.yaml', reportFile);
if ('problems' in parsed || parsed.kind !== 'report') throw new Error(JSON.stringify(parsed));
const names: ReportContext['names'] = [{ id: 'tester-1', name: '张测' }];
const data: ReportPageData = {
	...{ names, software: 'jingwei test', words: parsed.value, hasSecondFactor: true }
};
const draft: ReportDraft = {
	...{ reportNumber: '测〔2026〕1号', requestingUnit: '某检察院', requestDate: '2026-11-20' },
	...{ referralQuestion: '对细节有无特异反应', caseSummary: '失窃案。', environment: '二号室' },
	...{ staff: '主测：张测', preTestTalk: '已说明', recordings: '', remarks: '' }
};

/** The particulars written, version 1 issued and signed by the tester. */
const signed: Then = (log) => {
	log.add('report-drafted', draft);
	const { events } = log;
	const { texts, case: shell } = coinClubPage(events);
	const { technique, rights, fitness, artifacts, legal, wording } = texts;
	const source = {
		...{
			state: reduce(events),
			events: events.slice(),
			methods: methodTexts(),
			names,
			sensitivityOf: reportSensitivity
		},
		...{ case: shell, software: 'jingwei test' },
		texts: { report: data.words, technique, rights, fitness, artifacts, legal, wording }
	};
	const { content, sha256 } = contentToIssue(source);
	const { version, basis } = content;
	log.add('report-issued', {
		...{ version, sha256, basis: { ...basis, hash: 'f'.repeat(64) }, software: source.software },
		...{ case: { number: shell.number, title: shell.title }, names: [...names] }
	});
	log.add('report-signed', {
		...{ version, sha256, as: 'tester' as const, name: '张测', secondFactor: true }
	});
};

describe.each(['zh-CN', 'en'] as const)('in %s', (locale) => {
	test('the page shows without barriers, with version, hash, signature and the way to an export', async () => {
		const { screen } = await showPage(WrittenReport, {
			...{ progress: 6, locale, props: { data }, then: signed }
		});
		expect(await violations()).toEqual([]);
		const text = screen.container.textContent;
		expect(text).toContain('测〔2026〕1号');
		expect(text).toMatch(/[0-9a-f]{64}/);
		expect(text).toContain('张测');
		expect(screen.container.querySelectorAll('a[download]')).toHaveLength(0);
		const [link] = [...screen.container.querySelectorAll('a[href^="/exports"]')];
		expect(link?.getAttribute('href')).toContain(encodeURIComponent(`report/1/pdf/${locale}`));
	});

	test('an empty session has the page too', async () => {
		await showPage(WrittenReport, { progress: 0, locale, props: { data } });
		expect(await violations()).toEqual([]);
	});
});

test('what is typed is kept in the log, and the report says it', async () => {
	const { screen, log } = await showPage(WrittenReport, {
		progress: 5,
		locale: 'en',
		props: { data }
	});
	const fill = async (label: string, text: string): Promise<void> =>
		userEvent.fill(screen.getByRole('textbox', { name: label }).first(), text);
	await fill('Report number', 'R-7');
	await fill('Requesting unit', 'Some procuratorate');
	await fill('Referral question', 'Responses to the place');
	await fill('Case summary', 'A theft.');
	await userEvent.click(screen.getByRole('button', { name: 'Save the particulars' }));
	await expect.element(screen.getByText('Saved.')).toBeVisible();
	expect(log.at(-1)).toMatchObject({ type: 'report-drafted', data: { reportNumber: 'R-7' } });
	await expect.element(screen.getByRole('heading', { name: /Request/ }).first()).toBeVisible();
	expect(screen.container.querySelector('dl')?.textContent).toBeDefined();
	await expect.element(screen.getByRole('button', { name: 'Issue a new version' })).toBeEnabled();
});

test('a forbidden word is pointed out while it is typed into the log', async () => {
	const typed: Then = ({ add }) =>
		void add('report-drafted', { ...draft, caseSummary: '此人显然撒谎。' });
	const { screen } = await showPage(WrittenReport, {
		...{ progress: 5, locale: 'zh-CN', props: { data }, then: typed }
	});
	await expect
		.element(screen.getByText('意见书中不得出现这些词：撒谎', { exact: false }))
		.toBeVisible();
});

test('the reviewer of the case may sign, with a code where the account has an authenticator', async () => {
	const { screen } = await showPage(WrittenReport, {
		...{ progress: 6, locale: 'en', role: 'reviewer', props: { data }, then: signed }
	});
	await expect.element(screen.getByRole('button', { name: 'Sign' })).toBeVisible();
	await expect
		.element(screen.getByRole('textbox', { name: 'Code of the authenticator' }))
		.toBeVisible();
	expect(screen.container.textContent).not.toContain('Save the particulars');
});

test('what came later voids the signatures, and nobody can sign any more', async () => {
	const later: Then = (log) => {
		signed(log);
		log.add('report-drafted', { ...draft, remarks: 'added later' });
	};
	const { screen } = await showPage(WrittenReport, {
		...{ progress: 6, locale: 'en', role: 'reviewer', props: { data }, then: later }
	});
	await expect.element(screen.getByText('void', { exact: true })).toBeVisible();
	expect(screen.getByRole('button', { name: 'Sign' }).query()).toBeNull();
});

test('interviewers see nothing of it before the session is sealed', async () => {
	const { screen } = await showPage(WrittenReport, {
		...{ progress: 6, locale: 'en', role: 'interviewer', props: { data }, then: signed }
	});
	await expect.element(screen.getByText('Results are not released yet')).toBeVisible();
	expect(screen.container.textContent).not.toMatch(
		/[0-9a-f]{64}|测〔2026〕1号|Responds to the detail/
	);
});
