/**
 * What the page of the chart benchmark offers to the process that runs it.
 *
 * @module
 */
import { startLive, stopLive, watchLive } from './page/live.ts';
import { feedMemory, startMemory, stopMemory } from './page/memory.ts';
import { paintReview, prepareReview, restReview, stepReview } from './page/review.ts';
import { truth } from './page/truth.ts';

const parts = {
	...{ startLive, watchLive, stopLive, startMemory, feedMemory, stopMemory },
	...{ prepareReview, paintReview, stepReview, restReview, truth }
};

declare global {
	/** Everything that can be measured on the page. */
	var bench: typeof parts;
}

globalThis.bench = parts;
