import { expect, test } from 'vitest';
import { coinClub } from '../../../tests/fixtures/coin-club.ts';
import { draft, reportSource } from '../../../tests/fixtures/written-report.ts';
import { reportDocument } from '#lib/core/report/report-document.ts';
import { limitsOfPlan, measuredSession, sessionBasis } from './session-basis.ts';
import { reportSensitivity } from './session-report-sensitivity.ts';
import { sessionSensitivity } from './session-sensitivity.ts';

const scored = () =>
	reportSource(coinClub('s-1', 5, 'zh-CN', ({ add }) => void add('report-drafted', draft)));

test('the report tells what the page of the analysis shows: each question and each value left out', () => {
	const source = scored();
	const { technique } = source.texts;
	const [found, ...more] = reportSensitivity(source.state, technique);
	expect(more).toEqual([]);
	const basis = sessionBasis(source.state, limitsOfPlan(technique)!)!;
	const shown = sessionSensitivity(measuredSession(source.state), basis);
	expect(found!.rows[0]).toMatchObject({ kind: 'whole', ...shown.whole });
	expect(found!.rows.slice(1).map(({ p }) => p)).toEqual(shown.rows.map(({ p }) => p));
	expect(found!.rows.filter(({ kind }) => kind === 'without-question')).toHaveLength(
		source.state.questions.length
	);
	expect(found!.values).toMatchObject({ count: shown.values.length });
	for (const locale of ['zh-CN', 'en'] as const) {
		const { blocks } = reportDocument(source, locale).sections.find(({ id }) => id === 'scoring')!;
		const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block] : []));
		const table = tables.find(({ caption }) => caption.endsWith(basis.channel));
		expect(table?.rows).toHaveLength(found!.rows.length);
	}
});

test('before anything is scored there is nothing to depend on', () => {
	const { state, texts } = reportSource(coinClub('s-1', 3, 'zh-CN'));
	expect(reportSensitivity(state, texts.technique)).toEqual([]);
});
