/**
 * Quality review: tests are drawn, given to reviewers who took no part, and what they find goes to the ledger.
 *
 * @module
 */
import { randomInt, randomUUID } from 'node:crypto';
import { LabError, type ErrorCode } from '#lib/core/errors.ts';
import type { Staff } from '#lib/core/laboratory/laboratory-decision.ts';
import type {
	LaboratoryActor,
	LaboratoryData,
	LaboratoryEvent,
	ProposedLaboratoryEvent
} from '#lib/core/laboratory/laboratory-event.ts';
import type { LaboratorySettings } from '#lib/core/laboratory/laboratory-settings.ts';
import type { Review } from '#lib/core/laboratory/laboratory.ts';
import { checklistItems, type QualityChecklist } from '#lib/core/laboratory/quality-checklist.ts';
import { reviewFacts, type ReviewFacts } from '#lib/core/laboratory/review-facts.ts';
import { drawSample, type Candidate } from '#lib/core/laboratory/sampling.ts';
import { reviewConditions, summariseSession } from '#lib/core/laboratory/session-summary.ts';
import type { CaseUser } from '../cases/cases.ts';
import { derivedId } from '../events/derived-id.ts';
import { protocolOf } from '../protocols.ts';
import { isTestThere } from '../retention/visible.ts';
import { dayOf, momentOf, staffOf, writeLaboratory, type LaboratoryContext } from './context.ts';
import { testsOfLaboratory, type TestOfLaboratory } from './finished-tests.ts';

type Sampled = LaboratoryData<'review-sampled'>;

/** What is to be drawn. */
export type SampleOrder =
	| { readonly kind: 'routine' | 'focused'; readonly month: string }
	| { readonly kind: 'special'; readonly sessionId: string; readonly reason: string };

const LARGEST_SEED = 0xffffffff;

/**
 * Draws finished tests and gives them to reviewers.
 *
 * @throws {LabError} `laboratory/nothing-drawn` when no finished test fits; the refusal of the event
 */
export async function drawReviews(
	context: LaboratoryContext,
	actor: LaboratoryActor,
	order: SampleOrder,
	isDemonstration: boolean
): Promise<LaboratoryEvent> {
	const settings = protocolOf(context.catalogue, 'laboratory');
	const staff = await staffOf(context);
	const tests = (await testsOfLaboratory(context)).filter(
		({ summary }) => summary.ended !== null && (isDemonstration || !summary.demonstration)
	);
	const { reviews } = await context.laboratory.state();
	const drawn = new Set(reviews.map(({ sessionId }) => sessionId));
	const candidates = tests
		.filter(({ summary }) => isWanted(summary, order, drawn))
		.map((test) => candidateOf(test, settings, staff))
		.filter(({ conditions }) => order.kind !== 'focused' || conditions.length > 0);
	const seed = randomInt(LARGEST_SEED + 1);
	const { share, atLeast } = extentOf(order, settings);
	const due = dayOf(momentOf(context), settings.review.dueDays);
	const data: Sampled = {
		...{ drawId: randomUUID(), kind: order.kind, seed, share },
		month: order.kind === 'special' ? null : order.month,
		reason: order.kind === 'special' ? order.reason : '',
		candidates: candidates.map(({ sessionId, conditions }) => ({
			sessionId,
			conditions: [...conditions]
		})),
		reviews: drawSample(candidates, { seed, share, atLeast }).map((one) => {
			return { ...one, reviewId: randomUUID(), due };
		})
	};
	return writeLaboratory(context, actor, 'review-sampled', data);
}

function isWanted(
	{ sessionId, endedAt }: TestOfLaboratory['summary'],
	order: SampleOrder,
	drawn: ReadonlySet<string>
): boolean {
	if (order.kind === 'special') return sessionId === order.sessionId;
	return endedAt?.startsWith(order.month) === true && !drawn.has(sessionId);
}

function extentOf(
	{ kind }: SampleOrder,
	{ review }: LaboratorySettings
): { readonly share: number; readonly atLeast: number } {
	if (kind === 'routine') return review.routine;
	return { share: kind === 'focused' ? review.focused.share : 1, atLeast: 1 };
}

function candidateOf(
	{ summary, participants }: TestOfLaboratory,
	{ review: { focused } }: LaboratorySettings,
	staff: Staff
): Candidate {
	const found = reviewConditions(summary, focused.exclusionShare);
	const reviewers = [...staff].flatMap(([id, role]) =>
		role === 'reviewer' && !participants.has(id) ? [id] : []
	);
	const conditions = found.filter((one) => focused.conditions.includes(one));
	return { sessionId: summary.sessionId, conditions, reviewers };
}

/**
 * Gives a review to another reviewer, who took no part in the test.
 *
 * @throws {LabError} `laboratory/took-part`; the refusal of the event
 */
export async function assignReview(
	context: LaboratoryContext,
	actor: LaboratoryActor,
	data: LaboratoryData<'review-assigned'>
): Promise<void> {
	const { reviews } = await context.laboratory.state();
	const sessionId = reviews.find(({ reviewId }) => reviewId === data.reviewId)?.sessionId;
	const tests = await testsOfLaboratory(context);
	const test = tests.find(({ summary }) => summary.sessionId === sessionId);
	if (test?.participants.has(data.reviewer) === true)
		throw new LabError('laboratory/took-part', 'expected a reviewer who took no part in the test');
	await writeLaboratory(context, actor, 'review-assigned', data);
}

/** A review as its reviewer works on it. */
export interface OpenedReview {
	readonly review: Review;
	readonly checklist: QualityChecklist;
	readonly facts: ReviewFacts;
	readonly technique: string;
	readonly endedAt: string | null;
	readonly mayRecord: boolean;
}

/**
 * A review, for the reviewer it was given to and for supervisors, of a test that is finished.
 *
 * @throws {LabError} `laboratory/not-found` (404) for everybody else: whether it exists is not told
 */
export async function openReview(
	{ laboratory, events, catalogue, database }: LaboratoryContext,
	user: CaseUser,
	reviewId: string
): Promise<OpenedReview> {
	const { reviews } = await laboratory.state();
	const review = reviews.find((one) => one.reviewId === reviewId);
	const isMine = user.role === 'reviewer' && review?.reviewer === user.id;
	if (review === undefined || (!isMine && user.role !== 'supervisor')) throw notThere();
	if (!(await isTestThere(database.db, review.sessionId))) throw notThere();
	const tests = await events.allEvents(review.sessionId);
	const { ended, endedAt, technique } = summariseSession(tests, review.sessionId);
	if (ended === null) throw notThere();
	return {
		...{ review, technique, endedAt, mayRecord: isMine && review.result === null },
		checklist: protocolOf(catalogue, 'quality-review'),
		facts: reviewFacts(tests, review.sessionId)
	};
}

const notThere = (): LabError =>
	new LabError('laboratory/not-found', 'expected a review of yours, got none');

/**
 * Writes a review; what is not met becomes a finding of whoever opened the test, until a supervisor says otherwise.
 *
 * @throws {LabError} `laboratory/not-found`; `laboratory/answers` when not each item of the checklist is answered once;
 * the refusal of an event
 */
export async function recordReview(
	context: LaboratoryContext,
	user: CaseUser,
	data: LaboratoryData<'review-recorded'>
): Promise<void> {
	const { review, checklist, mayRecord } = await openReview(context, user, data.reviewId);
	if (!mayRecord) throw notThere();
	const asked = checklistItems(checklist).toSorted();
	const answered = data.answers.map(({ item }) => item).toSorted();
	if (asked.join() !== answered.join())
		throw new LabError('laboratory/answers', 'expected each item of the checklist once');
	const settings = protocolOf(context.catalogue, 'laboratory');
	const { created_by: owner } = await context.database.db
		.selectFrom('test_session')
		.select('created_by')
		.where('id', '=', review.sessionId)
		.executeTakeFirstOrThrow();
	const at = new Date(context.now()).toISOString();
	const due = dayOf(momentOf(context), settings.findings.dueDays);
	const proposed = [
		{ id: derivedId('review', data.reviewId), type: 'review-recorded', at, data },
		...data.answers.flatMap(({ item, answer, note }) => {
			if (answer !== 'not-met') return [];
			const findingId = derivedId('finding', data.reviewId, item);
			const finding = { findingId, reviewId: data.reviewId, item, text: note };
			const more = { weight: 'minor' as const, owner, due };
			return [{ id: findingId, type: 'finding-raised', at, data: { ...finding, ...more } }];
		})
	] as ProposedLaboratoryEvent[];
	const writer = { actor: { id: user.id, role: user.role }, staff: await staffOf(context) };
	for (const result of await context.laboratory.append(proposed, writer))
		if (!result.ok) throw new LabError(result.code as ErrorCode, result.message);
}
