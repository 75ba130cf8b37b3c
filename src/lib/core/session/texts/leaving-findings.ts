/**
 * The wording check on what leaves the system: which rules each free text of a session speaks against, and where.
 *
 * @module
 */
import { evaluate } from '../../law/evaluate.ts';
import type { Facts } from '../../law/fact.ts';
import { forbiddenHits } from '../../law/forbidden-words.ts';
import type { LawRule } from '../../law/rule.ts';
import { lintFacts, lintText } from '../../law/text-lint.ts';
import type { BilingualText } from '../../text.ts';
import type { SessionLaw } from '../law/session-law.ts';
import type { SetAside } from '../law/law-state.ts';
import type { SessionState } from '../state.ts';
import { fingerprintOf, freeTextsOf, type FreeText } from './free-text.ts';
import type { Destination } from './text-registry.ts';

/** What wording is checked against: see `SessionLaw`. */
export type LeavingRules = Pick<SessionLaw, 'rules' | 'lint' | 'forbidden'>;

/** Words found in a text. */
export interface TextHit {
	/** A word no result may contain, a pattern of the linter, or a word that calls a person guilty. */
	readonly kind: 'forbidden' | 'lint' | 'label';
	/** Group of words, category of the linter, or the label itself. */
	readonly id: string;
	/** Why it is shown. */
	readonly why: BilingualText;
	/** Place in the text [UTF-16 units], end excluded. */
	readonly start: number;
	readonly end: number;
	readonly found: string;
}

/** What is said against a text. */
export interface TextFinding {
	readonly rule: LawRule;
	/** The words it rests on, in the order of the text. */
	readonly hits: readonly TextHit[];
}

/** What is said against a text of a session, where that stands, and who set it aside. */
export interface LeavingFinding extends TextFinding {
	readonly text: FreeText;
	/** What `law-noted` and `law-overridden` name it by. */
	readonly fingerprint: string;
	/** Null = it stands. */
	readonly setAside: SetAside | null;
}

const LABEL: BilingualText = {
	zh: '未经法院判决不得确定有罪。',
	en: 'Nobody is guilty before a court says so.'
};

function hitsOf(text: string, { lint, forbidden }: LeavingRules): TextHit[] {
	const words = forbiddenHits(forbidden, text).map(({ group, reason, start, end, found }) => ({
		...{ kind: 'forbidden' as const, id: group, why: reason, start, end, found }
	}));
	if (lint === null) return words;
	const patterns = lintText(lint, text).map(({ category, why, start, end, found }) => ({
		...{ kind: 'lint' as const, id: category, why, start, end, found }
	}));
	const lower = text.toLowerCase();
	const labels = lint.labels.flatMap((label) => {
		const start = lower.indexOf(label.toLowerCase());
		if (start < 0) return [];
		const end = start + label.length;
		return [
			{ kind: 'label' as const, id: label, why: LABEL, start, end, found: text.slice(start, end) }
		];
	});
	return [...words, ...patterns, ...labels].sort((a, b) => a.start - b.start || a.end - b.end);
}

/** What rules about texts are asked with. Only planned wording has the facts the rules of an interview speak of. */
function factsOfText(
	{ text, voice, leaves, isCurrent }: Pick<FreeText, 'text' | 'voice' | 'leaves' | 'isCurrent'>,
	hits: readonly TextHit[],
	{ lint }: LeavingRules
): Facts {
	const idsOf = (kind: TextHit['kind']): string[] => [
		...new Set(hits.flatMap((hit) => (hit.kind === kind ? [hit.id] : [])))
	];
	const labels = idsOf('label');
	return {
		...(voice === 'planned' && lint !== null ? lintFacts(lint, text) : {}),
		...{ 'text.voice': voice, 'text.leaves': leaves, 'text.current': isCurrent },
		'text.forbidden': idsOf('forbidden'),
		'text.lint': [...idsOf('lint'), ...(labels.length > 0 ? ['label'] : [])],
		// what somebody said of themselves stays as it was said
		...(voice === 'recorded' ? {} : { 'text.labels': labels })
	};
}

/** Whether a rule rests on a hit. */
function restsOn({ inputs }: LawRule, { kind, id }: TextHit): boolean {
	if (kind === 'forbidden') return inputs.includes('text.forbidden');
	if (kind === 'label') return inputs.includes('text.labels') || inputs.includes('text.lint');
	return inputs.includes('text.lint') || inputs.includes(`lint.${id}_hits`);
}

/**
 * What the rules say against one text, whether it is written down already or still being typed.
 *
 * @returns one entry for each rule that speaks up, in the order of their ids
 */
export function textFindings(
	text: Pick<FreeText, 'text' | 'voice' | 'leaves'>,
	rules: LeavingRules,
	isCurrent = true
): TextFinding[] {
	const hits = hitsOf(text.text, rules);
	if (hits.length === 0) return [];
	const facts = factsOfText({ ...text, isCurrent }, hits, rules);
	return evaluate(rules.rules, 'on_text', facts)
		.filter(({ status }) => status === 'fires')
		.map(({ rule }) => ({ rule, hits: hits.filter((hit) => restsOn(rule, hit)) }));
}

/**
 * What the rules say against the free texts of a session, wherever they leave: report, evidence package, exports.
 *
 * A finding of severity `block` that is not set aside stops issuing and sealing (`leavingBlocks`; the server asks in
 * `decide`). Its text is changed, or a supervisor sets it aside for exactly this wording. Warnings are shown.
 *
 * @param rules those of the session's own protocol files (`sessionLawOf`); null = it has none, nothing is found
 * @returns in the order of the log, then of the rules
 */
export function leavingFindings(state: SessionState, rules: LeavingRules | null): LeavingFinding[] {
	if (rules === null) return [];
	return freeTextsOf(state).flatMap((text) =>
		textFindings(text, rules, text.isCurrent).map((finding) => {
			const fingerprint = fingerprintOf(text);
			const setAside = textSetAside(state, finding.rule, fingerprint);
			return { ...finding, text, fingerprint, setAside };
		})
	);
}

/** Who set a rule aside for this very wording. */
function textSetAside(state: SessionState, rule: LawRule, fingerprint: string): SetAside | null {
	if (rule.severity === 'block' && rule.override === 'none') return null;
	const found = state.law.setAside.findLast(
		({ ruleId, texts }) => ruleId === rule.id && texts.includes(fingerprint)
	);
	return found ?? null;
}

/**
 * The findings that stop a text from leaving: of severity `block`, and not set aside.
 *
 * @param leaves only texts that leave there; absent = all
 */
export function leavingBlocks(
	state: SessionState,
	rules: LeavingRules | null,
	leaves?: Destination
): LeavingFinding[] {
	return leavingFindings(state, rules).filter(
		({ rule, setAside, text }) =>
			rule.severity === 'block' &&
			setAside === null &&
			(leaves === undefined || text.leaves === leaves)
	);
}

/** Texts for which a supervisor set a rule about wording aside: this very wording may leave. */
export function sparedTexts(state: SessionState): string[] {
	const spared = new Set(
		state.law.setAside.flatMap(({ basis, texts }) => (basis === null ? [] : texts))
	);
	if (spared.size === 0) return [];
	return freeTextsOf(state).flatMap((text) => (spared.has(fingerprintOf(text)) ? [text.text] : []));
}
