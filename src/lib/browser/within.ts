/**
 * Waiting for something that may never answer.
 *
 * @module
 */

/** A store of the browser that says nothing for so long is done without [ms]. */
export const LONGEST_STORE_MS = 5_000;

/** What came within the time; null = nothing did. A failure of what came later is nobody's. */
export async function within<T>(work: Promise<T>, longestMs: number): Promise<T | null> {
	let timer: ReturnType<typeof setTimeout> | undefined;
	const late = new Promise<null>((resolve) => {
		timer = setTimeout(resolve, longestMs, null);
	});
	work.catch(() => undefined);
	try {
		return await Promise.race([work, late]);
	} finally {
		clearTimeout(timer);
	}
}
