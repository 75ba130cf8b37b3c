/**
 * Reading for a list: what was destroyed is left out and does not end the list.
 *
 * @module
 */
import { isLabError } from '#lib/core/errors.ts';

/** What something gives; `otherwise` when it asks for what was destroyed. */
export async function unlessDestroyed<T, O>(run: () => Promise<T>, otherwise: O): Promise<T | O> {
	try {
		return await run();
	} catch (error) {
		if (isLabError(error) && error.code === 'keys/destroyed') return otherwise;
		throw error;
	}
}
