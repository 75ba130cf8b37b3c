/**
 * All that a blind reviewer of a question list gets: the words that are read out, what is shown and played. Made field by
 * field, so that no key, no fact, no hypothesis, no id and no remark of the drafters can come along.
 *
 * Ids of items, their order and the names of files would tell which item is the key (it is drafted second, a picture
 * may be called so): items are numbered in an order of the task's own, and files are named by their content. In
 * comparison and relevant-irrelevant tests no item is a key; there the types are told, because the wording of a
 * comparison question cannot be judged without knowing that it is one.
 *
 * @module
 */
import { z } from 'zod';
import { sha256Hex } from '../audit/hash.ts';
import { reviewVerdicts, type ReviewAnswer } from './payloads-drafting.ts';
import { listedQuestions, questionListHash } from './question-list.ts';
import type { Question, QuestionItem } from './question.ts';
import type { SessionState } from './state.ts';

const number = z.number().int().min(1).max(60);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** Types that may be told: those of tests without a key. */
const toldRoles = ['neutral', 'sacrifice', 'symptomatic', 'comparison', 'relevant'] as const;

/** An item as a reviewer sees it. */
const reviewedItem = z.strictObject({
	/** 1-based, within the question as it is shown. */
	number,
	text: z.string(),
	/** Null in a test of details: the type would tell the key. */
	role: z.enum(toldRoles).nullable(),
	/** Null = that of the technique. */
	expected: z.enum(['yes', 'no', 'silent']).nullable(),
	/** A picture or an object is shown with it; null = neither. */
	shown: z.enum(['picture', 'object']).nullable(),
	/** SHA-256 of what is shown and of what is played; null = nothing is. */
	picture: sha256.nullable(),
	sound: sha256.nullable()
});

/** `GET /api/review/TASK`. */
export const reviewView = z.strictObject({
	task: z.string(),
	/** The list that is seen: goes back with the review. */
	sha256,
	questions: z.array(
		z.strictObject({
			number,
			stem: z.string(),
			category: z.string(),
			/** A test of details, or a series of questions whose types are told. */
			kind: z.enum(['details', 'series']),
			items: z.array(reviewedItem)
		})
	)
});
/** What a reviewer works with. */
export type ReviewView = z.infer<typeof reviewView>;

/** `POST /api/review/TASK`: numbers are those of the view. */
export const givenReview = z.strictObject({
	sha256,
	answers: z
		.array(
			z.strictObject({
				question: number,
				guess: number.nullable(),
				odd: z.array(number).max(24),
				remark: z.string().max(2000)
			})
		)
		.min(1)
		.max(60),
	verdict: z.enum(reviewVerdicts),
	remark: z.string().max(2000)
});
/** A review as its page sends it. */
export type GivenReview = z.infer<typeof givenReview>;

/** A review task of a person. Nothing of a case is in it. */
export interface ReviewTask {
	readonly task: string;
	/** When it was given, ms since 1970. */
	readonly createdMs: number;
	/** `withdrawn`: nobody waits for it any more, or the case became theirs. */
	readonly status: 'open' | 'done' | 'withdrawn';
}

/** The list as the person of a task sees it. */
export function reviewViewOf(state: SessionState, task: string): ReviewView {
	return {
		task,
		sha256: questionListHash(state),
		questions: listedQuestions(state).map((question, index) => ({
			number: index + 1,
			stem: question.stem,
			category: question.category,
			kind: isSeries(question) ? ('series' as const) : ('details' as const),
			items: shownItems(question, task).map((item, place) => reviewed(item, place + 1))
		}))
	};
}

/** Numbers of a view as ids of the list; null = a number that is none of the view. */
export function answersOf(
	state: SessionState,
	task: string,
	answers: GivenReview['answers']
): ReviewAnswer[] | null {
	const questions = listedQuestions(state);
	const found = answers.map(({ question: place, guess, odd, remark }): ReviewAnswer | null => {
		const question = questions[place - 1];
		if (question === undefined) return null;
		const items = shownItems(question, task);
		const idOf = (one: number): string | undefined => items[one - 1]?.itemId;
		const oddIds = odd.flatMap((one) => idOf(one) ?? []);
		const guessed = guess === null ? null : idOf(guess);
		if (guessed === undefined || oddIds.length !== odd.length) return null;
		return { questionId: question.questionId, guess: guessed, odd: oddIds, remark };
	});
	return found.every((one) => one !== null) ? found : null;
}

/** Pictures and sounds of the list: a reviewer may fetch these and no other file of the session. */
export function reviewFiles(state: SessionState): ReadonlySet<string> {
	return new Set(
		state.questions.flatMap(({ items }) =>
			items.flatMap(({ stimulus, prompt }) =>
				[stimulus?.file, prompt?.file].flatMap((file) => file?.sha256 ?? [])
			)
		)
	);
}

/** Whether the items of a question are the questions of a series, which have no key among them. */
function isSeries({ items }: Question): boolean {
	return items.every(({ role }) => toldRoles.some((one) => one === role));
}

/** A series in its order; details in an order of the task's own, which has nothing to do with how they were drafted. */
function shownItems(question: Question, task: string): readonly QuestionItem[] {
	if (isSeries(question)) return question.items;
	const place = ({ itemId }: QuestionItem): string =>
		sha256Hex(`${task}/${question.questionId}/${itemId}`);
	return [...question.items].sort((a, b) => (place(a) < place(b) ? -1 : 1));
}

function reviewed(
	item: QuestionItem,
	place: number
): ReviewView['questions'][number]['items'][number] {
	return {
		number: place,
		text: item.text,
		role: toldRoles.find((one) => one === item.role) ?? null,
		expected: item.expected ?? null,
		shown: item.stimulus?.kind ?? null,
		picture: item.stimulus?.file?.sha256 ?? null,
		sound: item.prompt?.file?.sha256 ?? null
	};
}
