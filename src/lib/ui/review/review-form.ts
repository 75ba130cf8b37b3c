/**
 * A review as it is filled in, and as it is handed in.
 *
 * @module
 */
import type { GivenReview, ReviewView } from '#lib/core/session/review-view.ts';

/** What a reviewer fills in. */
export interface ReviewFields {
	answers: {
		question: number;
		/** Number of the item as text, `none` = none stands out, empty = not chosen yet. */
		guess: string;
		odd: number[];
		remark: string;
	}[];
	verdict: string;
	remark: string;
}

/** An empty form for a list. */
export function emptyReview({ questions }: ReviewView): ReviewFields {
	const answers = questions.map(({ number, kind }) => ({
		...{ question: number, odd: [], remark: '' },
		// a series has no true item among its questions
		guess: kind === 'series' ? 'none' : ''
	}));
	return { answers, verdict: '', remark: '' };
}

/** Questions without a choice. */
export function unanswered({ answers }: ReviewFields): number {
	return answers.filter(({ guess }) => guess === '').length;
}

/** The review; null while something is missing. */
export function reviewOf(
	{ sha256 }: Pick<ReviewView, 'sha256'>,
	fields: ReviewFields
): GivenReview | null {
	const { verdict, remark, answers } = fields;
	if (unanswered(fields) > 0 || (verdict !== 'accepted' && verdict !== 'changes-needed'))
		return null;
	return {
		...{ sha256, verdict, remark: remark.trim() },
		answers: answers.map(({ question, guess, odd, remark: said }) => ({
			...{ question, odd: [...odd], remark: said.trim() },
			guess: guess === 'none' ? null : Number(guess)
		}))
	};
}
