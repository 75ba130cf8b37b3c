import { expect, test } from 'vitest';
import { coinClub } from '../../../../tests/fixtures/coin-club.ts';
import { draft, reportSource } from '../../../../tests/fixtures/written-report.ts';
import { reportDocument } from './report-document.ts';

/** The chapter on questions of a report on a session with one chart, then its list changed and locked again. */
function questionsChapter(isChanged: boolean): string {
	const log = coinClub('s-1', 4, 'en', ({ add, events }) => {
		add('report-drafted', draft);
		if (!isChanged) return;
		const drafted = events.flatMap((one) => (one.type === 'question-drafted' ? [one.data] : []));
		add('question-list-unlocked', { reason: 'the first question was unclear' });
		add('question-corrected', { ...drafted[0]!, stem: 'Other words?', reason: 'wording' });
		add('question-list-locked', { version: 2, sha256: 'e'.repeat(64), acceptedWarnings: [] });
	});
	const { sections } = reportDocument(reportSource(log), 'en');
	return JSON.stringify(sections.find(({ id }) => id === 'questions'));
}

test('charts of an earlier list are named with its hash, and are no places of the new words', () => {
	const before = questionsChapter(false);
	expect(before).not.toContain('Earlier list');
	expect(before).toContain('1/1');
	const after = questionsChapter(true);
	expect(after).toMatch(
		/Earlier list \(version 1, not part of the result\)","charts 1 · [0-9a-f]{64}/
	);
	expect(after).toContain('Other words?');
	expect(after).not.toContain('1/1');
});
