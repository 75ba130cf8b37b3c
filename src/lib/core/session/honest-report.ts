/**
 * What an honest report has to say, and whether this session's records say it.
 *
 * @module
 */
import type { ProtocolValue } from '../protocols/kinds.ts';
import { forbiddenHits } from '../law/forbidden-words.ts';
import type { SessionState } from './state.ts';
import { sparedTexts } from './texts/leaving-findings.ts';

/**
 * The lines, with the number each has in the project's reference on honest reporting (4.6): (1) purpose and
 * voluntariness, (2) what was measured, (3) technique, items and who knew what, (4) quality and exclusions, (5) exact
 * statistics under a named null, (6) the outcome in one of three phrases, (7) alternatives, (8) published error rates
 * that may not transfer, (9) not evidence, (10) examiner, second scorer, agreement, software, hashes, (11) words that
 * are never used.
 */
export const honestLines = {
	voluntary: 1,
	measured: 2,
	leakage: 3,
	quality: 4,
	statistics: 5,
	outcome: 6,
	alternatives: 7,
	'error-rates': 8,
	'not-evidence': 9,
	scorers: 10,
	agreement: 10,
	software: 10,
	hashes: 10,
	words: 11
} as const;
/** One line. */
export type HonestLine = keyof typeof honestLines;

/** A line and whether it is met. */
export interface HonestLineStatus {
	readonly line: HonestLine;
	/** 1…11 */
	readonly number: number;
	readonly met: boolean;
}

/** The texts a report prints besides the records. */
export interface PrintedTexts {
	readonly technique: Pick<ProtocolValue<'technique'>, 'limits'>;
	readonly legal: Pick<ProtocolValue<'legal'>, 'notices'>;
	readonly wording: Pick<ProtocolValue<'wording'>, 'forbidden'>;
}

/** Every line, in order. */
export function honestReport(state: SessionState, texts: PrintedTexts): HonestLineStatus[] {
	const met: Readonly<Record<HonestLine, boolean>> = {
		voluntary: state.rights !== null && state.consent !== 'none',
		measured: (state.measured?.measurements.length ?? 0) > 0,
		leakage: isLeakageChecked(state),
		quality: state.sensors !== null && state.measured !== null,
		statistics: (state.scores?.scores.length ?? 0) > 0,
		outcome: state.conclusion !== null,
		alternatives: state.conclusion !== null,
		'error-rates': texts.technique.limits.some(({ id }) => id === 'laboratory-rates'),
		'not-evidence': texts.legal.notices.some(
			({ id, shownOn }) => id === 'reply-1999' && shownOn.includes('report')
		),
		scorers: state.sheets.filter(({ revealed }) => revealed !== null).length >= 2,
		agreement: state.compared !== null && (state.compared.agreedOutcome ?? state.settled) !== null,
		software: [state.measured, state.scores].every((one) => (one?.software ?? '') !== ''),
		hashes: isHashed(state),
		words: usesPermittedWords(state, texts)
	};
	return Object.entries(honestLines).map(([line, number]) => ({
		...{ line: line as HonestLine, number, met: met[line as HonestLine] }
	}));
}

/** The words of the questions are fixed, and for each the person said what they knew beforehand. */
function isLeakageChecked({ lock, priorKnowledge, questions }: SessionState): boolean {
	if (lock === null || questions.length === 0) return false;
	return questions.every(
		({ questionId }) =>
			priorKnowledge?.entries.some((entry) => entry.questionId === questionId) ?? false
	);
}

function isHashed({ charts, opened }: SessionState): boolean {
	return (
		charts.length > 0 &&
		charts.every(({ sealed }) => sealed !== null) &&
		(opened?.protocols.length ?? 0) > 0
	);
}

/** Whether what people wrote of the result is free of the words no result may contain. */
function usesPermittedWords(state: SessionState, { wording }: PrintedTexts): boolean {
	const { conclusion, settled } = state;
	const spared = sparedTexts(state);
	return [conclusion?.limits, conclusion?.alternatives, settled?.reason].every(
		(text = '') => spared.includes(text) || forbiddenHits(wording.forbidden, text).length === 0
	);
}
