/**
 * The beginning of a report: number, who asked for what, the case, the person, and that it was voluntary.
 *
 * @module
 */
import type { SessionState } from '../session/state.ts';
import { facts, list, paragraph, quoted, type ReportBlock } from './blocks.ts';
import { lastOf, type ReportSource } from './source.ts';
import type { ReportWords } from './words.ts';

/** Number, case, code, technique, and first of all what the report is not. */
export function coverBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	const { state, texts } = source;
	const { say, text, passage } = words;
	const notice = texts.legal.notices.find(({ id }) => id === 'reply-1999');
	return [
		...(notice === undefined ? [] : [quoted(`${text(notice.title)}: ${text(notice.text)}`)]),
		...(state.opened?.demonstration === true ? [paragraph(passage('demonstration'), 'alert')] : []),
		facts(
			[
				[say('number'), state.report.draft?.reportNumber ?? ''],
				[say('case'), `${source.case.number} ${source.case.title}`],
				[say('code'), state.opened?.subjectCode ?? ''],
				[say('session'), state.sessionId],
				[say('technique'), text(texts.technique.title)],
				[say('software'), source.software]
			],
			say('missing')
		),
		paragraph(`${passage('code')} ${passage('times')}`, 'note')
	];
}

/** Who asked, when, for what, and what a test is for. */
export function requestBlocks(
	source: ReportSource,
	{ say, passage, text }: ReportWords
): ReportBlock[] {
	const { draft } = source.state.report;
	return [
		facts(
			[
				[say('requesting-unit'), draft?.requestingUnit ?? ''],
				[say('request-date'), draft?.requestDate ?? ''],
				[say('referral'), draft?.referralQuestion ?? ''],
				[say('purpose-of-technique'), text(source.texts.technique.purpose)]
			],
			say('missing')
		),
		paragraph(passage('purpose'))
	];
}

/** What the case is about, in the words of whoever drafted the report. */
export function caseBlocks({ state }: ReportSource, { say }: ReportWords): ReportBlock[] {
	return [facts([[say('case-summary'), state.report.draft?.caseSummary ?? '']], say('missing'))];
}

/** Who was tested, under a code, and how the identity was checked. */
export function subjectBlocks(source: ReportSource, { say, time }: ReportWords): ReportBlock[] {
	const { subject, identity, opened } = source.state;
	const checked = lastOf(source.events, 'identity-checked');
	return [
		facts(
			[
				[say('code'), opened?.subjectCode ?? ''],
				[say('sex'), subject === null ? '' : say(subject.sex)],
				[say('age'), String(subject?.ageYears ?? '')],
				[say('language'), subject?.language ?? ''],
				[say('background'), subject?.background ?? ''],
				[say('relation'), subject?.relationToCase ?? ''],
				[say('identity'), identity?.method ?? ''],
				[say('identity-at'), checked === null ? '' : time(checked.at.utc)]
			],
			say('missing')
		)
	];
}

/** What was explained, what was decided, and that it could be taken back. */
export function consentBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	const { say, passage, text, time } = words;
	const { rights } = source.state;
	const known = source.texts.rights.points;
	const points = (rights?.points ?? []).map((id) => {
		const found = known.find((point) => point.id === id);
		return found === undefined ? id : text(found.text);
	});
	const revoked = lastOf(source.events, 'consent-revoked');
	return [
		facts(
			[
				[say('consent'), decision(source, words)],
				[say('points-language'), rights?.language ?? ''],
				[say('points-read'), String(points.length)]
			],
			say('missing')
		),
		list(points, true),
		...(revoked === null ? [] : [quoted(`“${revoked.data.statement}” ${time(revoked.at.utc)}`)]),
		paragraph(passage('withdrawal'))
	];
}

function decision({ state, events }: ReportSource, { say, time }: ReportWords): string {
	const said = { ...decisions } as const satisfies Record<SessionState['consent'], string>;
	const given = lastOf(events, 'consent-recorded');
	if (given === null) return say(said[state.consent]);
	return [
		say(said[state.consent]),
		say(given.data.form),
		time(given.at.utc),
		...(given.data.understood ? [say('understood')] : [])
	].join(' · ');
}

const decisions = {
	none: 'consent-none',
	given: 'consent-given',
	refused: 'consent-refused',
	revoked: 'consent-revoked'
} as const;
