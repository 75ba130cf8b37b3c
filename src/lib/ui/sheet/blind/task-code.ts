/**
 * What a scoring task is called: the only name the charts have for a blind scorer.
 *
 * @module
 */

/** The first letters of its id: enough to tell tasks apart and to say aloud. */
export function taskCode(task: string): string {
	return task.slice(0, 8).toUpperCase();
}
