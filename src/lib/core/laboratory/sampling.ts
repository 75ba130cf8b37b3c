/**
 * Which finished tests are reviewed: drawn with a seed that is kept, so that anybody can draw again.
 *
 * @module
 */
import { createRandom } from '../random.ts';
import type { LaboratoryData } from './laboratory-event.ts';
import type { ReviewCondition } from './session-summary.ts';

/** A finished test in the urn. */
export interface Candidate {
	readonly sessionId: string;
	readonly conditions: readonly ReviewCondition[];
	/** Reviewers who took no part in it. */
	readonly reviewers: readonly string[];
}

/** A test that was drawn, and who is to review it; null = nobody who took no part. */
export interface Drawn {
	readonly sessionId: string;
	readonly reviewer: string | null;
}

/** Streams of the seed: who is drawn does not depend on who reviews. */
const TESTS = 1;
const REVIEWERS = 2;

/**
 * How many of the candidates are drawn.
 *
 * @param share 0…1, rounded up
 */
export function sampleSize(candidates: number, share: number, atLeast: number): number {
	// 0.2 × 15 is 3.0000000000000004 to the machine, and not four
	const wanted = Math.ceil(candidates * share - 1e-9);
	return Math.min(candidates, Math.max(wanted, atLeast));
}

/**
 * Draws tests, every one equally likely, in whatever order they were given.
 *
 * Reviewers get about as many each: the next one is drawn from those who have the fewest of this draw and took no part.
 *
 * @param seed 0…2³²−1
 */
export function drawSample(
	candidates: readonly Candidate[],
	{
		seed,
		share,
		atLeast
	}: { readonly seed: number; readonly share: number; readonly atLeast: number }
): Drawn[] {
	const inOrder = candidates.toSorted((a, b) => (a.sessionId < b.sessionId ? -1 : 1));
	const drawn = createRandom(seed, TESTS)
		.shuffle(inOrder)
		.slice(0, sampleSize(candidates.length, share, atLeast));
	const random = createRandom(seed, REVIEWERS);
	const given = new Map<string, number>();
	return drawn.map(({ sessionId, reviewers }) => {
		const least = Math.min(...reviewers.map((one) => given.get(one) ?? 0));
		const free = reviewers.filter((one) => (given.get(one) ?? 0) === least).toSorted();
		const reviewer = free.length === 0 ? null : (free[random.integer(free.length)] ?? null);
		if (reviewer !== null) given.set(reviewer, least + 1);
		return { sessionId, reviewer };
	});
}

/**
 * Whether a kept draw of a month is what its seed gives.
 *
 * @param atLeast least number the laboratory drew then
 */
export function isDrawnAgain(
	{ seed, share, candidates, reviews }: LaboratoryData<'review-sampled'>,
	atLeast: number
): boolean {
	const urn = candidates.map((one) => ({ ...one, reviewers: [] }));
	const again = drawSample(urn, { seed, share, atLeast }).map(({ sessionId }) => sessionId);
	const kept = reviews.map(({ sessionId }) => sessionId);
	return again.toSorted().join() === kept.toSorted().join();
}
