/**
 * Whether a question list stood its blind review, or was accepted without one: bound to the words by their hash, so that
 * any change of the list asks for it again.
 *
 * @module
 */
import { canonicalJson } from '../audit/canonical.ts';
import { sha256Hex } from '../audit/hash.ts';
import type { Actor } from './event.ts';
import type { Question } from './question.ts';
import { questionListHash } from './question-list.ts';
import type { ListReview, PanelResult, SessionState } from './state.ts';

/** Who may accept a list without a review; `tester`: supervisors too. A parameter of the gate `list-reviewed`. */
export const waivers = ['tester', 'supervisor', 'nobody'] as const;
/** One of them. */
export type Waiver = (typeof waivers)[number];

/** The words of a question that a panel sees: a change of anything else leaves what it chose standing. */
export function wordingHash({ stem, items }: Pick<Question, 'stem' | 'items'>): string {
	const words = items.map(({ itemId, text }) => ({ itemId, text }));
	return sha256Hex(canonicalJson({ stem, items: words }));
}

/** Items of a question a panel chooses among: the buffer is never scored, so it takes no choice. */
export function chosenAmong({ items }: Pick<Question, 'items'>): Question['items'] {
	return items.filter(({ role }) => role !== 'buffer');
}

/** Whether the words a panel saw are those of the question now. */
export function isPanelCurrent(
	{ questions }: { readonly questions: readonly Question[] },
	panel: Pick<PanelResult, 'questionId' | 'wordingSha256'>
): boolean {
	const question = questions.find(({ questionId }) => questionId === panel.questionId);
	return question !== undefined && wordingHash(question) === panel.wordingSha256;
}

/** Where the review of the list as it stands now is. */
export interface ReviewStanding {
	/** `accepted` by a reviewer, `waived`, `changes-needed`, `asked` for and not in, or `none`. */
	readonly status: 'accepted' | 'waived' | 'changes-needed' | 'asked' | 'none';
	/** The last review of these words; null = none. */
	readonly review: ListReview | null;
	/** Reviews of words that were changed since. */
	readonly stale: readonly ListReview[];
}

/** Where the review of the list as it stands now is. */
export function reviewStanding(state: SessionState): ReviewStanding {
	const sha256 = questionListHash(state);
	const current = state.listReviews.filter((one) => one.sha256 === sha256);
	const stale = state.listReviews.filter((one) => one.sha256 !== sha256);
	const review = current.at(-1) ?? null;
	const isWaived = state.reviewWaivers.some((one) => one.sha256 === sha256);
	const found = { review, stale };
	if (review?.verdict === 'accepted') return { status: 'accepted', ...found };
	if (isWaived) return { status: 'waived', ...found };
	if (review !== null) return { status: review.verdict, ...found };
	return { status: state.reviewTasks.length > 0 ? 'asked' : 'none', ...found };
}

/** Whether the list may be locked as it stands now. */
export function isListReviewed(state: SessionState): boolean {
	return ['accepted', 'waived'].includes(reviewStanding(state).status);
}

/** A table of steps, as far as it is asked here: conditions.ts, which the table's shape rests on, imports this file. */
interface Gated {
	readonly steps: readonly {
		readonly gates: readonly {
			readonly condition: string;
			readonly parameters: Readonly<Record<string, unknown>>;
		}[];
	}[];
}

/** Who may accept a list without a review; null = the procedure asks for none. */
export function waiverOf(procedure: Gated): Waiver | null {
	const gate = procedure.steps
		.flatMap(({ gates }) => gates)
		.find(({ condition }) => condition === 'list-reviewed');
	if (gate === undefined) return null;
	return waivers.find((one) => one === gate.parameters['waiver']) ?? 'nobody';
}

/** Whether this role may accept a list without a review. */
export function mayWaive(procedure: Gated, role: Actor['role']): boolean {
	const waiver = waiverOf(procedure);
	return role === waiver || (role === 'supervisor' && waiver === 'tester');
}
