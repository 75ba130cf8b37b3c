/**
 * The opinion in the permitted words, its limits, other explanations, and what the law says of it.
 *
 * @module
 */
import { probabilityText } from '../statistics/probability-text.ts';
import { outcomeByRule, type OutcomeLimits } from '../technique/outcome-rule.ts';
import { facts, heading, list, paragraph, quoted, type ReportBlock } from './blocks.ts';
import { methodTitle, outcomeLabel } from './outcome-words.ts';
import type { ReportSource } from './source.ts';
import type { ReportWords } from './words.ts';

/** One of three phrases, what it means, and what it rests on. */
export function opinionBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	const { say, text, passage } = words;
	const { conclusion } = source.state;
	if (conclusion === null) return [paragraph(say('no-opinion'), 'alert')];
	const outcome = source.texts.wording.outcomes.find(({ id }) => id === conclusion.outcome);
	const { method, channel, p } = conclusion.basis;
	const limits = limitsOf(source);
	const basis = say('basis', {
		...{
			method: methodTitle(source, method, words),
			channel,
			p: p === null ? say('p-none') : probabilityText(p)
		}
	});
	return [
		paragraph(outcomeLabel(source, conclusion.outcome, words), 'result'),
		paragraph(outcome === undefined ? '' : text(outcome.meaning)),
		paragraph(basis),
		...(limits === null
			? []
			: [
					paragraph(
						say('thresholds', {
							...{ low: limits.respondsAtOrBelow, high: limits.doesNotRespondAtOrAbove }
						}),
						'note'
					)
				]),
		...deviations(source, limits).map((id) => paragraph(say(id), 'alert')),
		paragraph(passage('verbal'), 'note')
	];
}

/** The limits of p by which a technique decides; null = it decides by something else. */
function limitsOf({ texts }: ReportSource): OutcomeLimits | null {
	const scoring: object = texts.technique.scoring;
	return 'respondsAtOrBelow' in scoring ? (scoring as OutcomeLimits) : null;
}

function deviations(
	{ state }: ReportSource,
	limits: OutcomeLimits | null
): ('differs-rule' | 'differs-sheets')[] {
	const { conclusion, compared, settled } = state;
	if (conclusion === null || conclusion.outcome === 'inconclusive') return [];
	const { p } = conclusion.basis;
	const ruled = limits === null || p === null ? null : outcomeByRule(p, limits);
	const sheets = compared?.agreedOutcome ?? settled?.outcome ?? null;
	return [
		...(ruled !== null && ruled !== conclusion.outcome ? (['differs-rule'] as const) : []),
		...(sheets !== null && sheets !== conclusion.outcome ? (['differs-sheets'] as const) : [])
	];
}

/** Limits of this test, other explanations, limits of the technique, error rates, the law. */
export function limitsBlocks(source: ReportSource, words: ReportWords): ReportBlock[] {
	const { say, text, passage } = words;
	const { conclusion, report } = source.state;
	const notices = source.texts.legal.notices.filter(({ shownOn }) => shownOn.includes('report'));
	return [
		facts(
			[
				[say('own-limits'), conclusion?.limits ?? ''],
				[say('alternatives'), conclusion?.alternatives ?? ''],
				[say('draft-remarks'), report.draft?.remarks.trim() || say('none')]
			],
			say('missing')
		),
		paragraph(passage('alternatives')),
		paragraph(passage('error-rates')),
		heading(say('technique-limits')),
		list(source.texts.technique.limits.map((one) => text(one.text))),
		heading(say('legal-nature')),
		...notices.map((one) => quoted(`${text(one.title)}: ${text(one.text)} (${one.source})`))
	];
}
