/**
 * What has to happen before the process ends. The server entry and the built application are two module
 * graphs in one process; this list, kept on `globalThis`, is where they meet.
 *
 * @module
 */
type Ending = () => Promise<void> | void;

const KEY = Symbol.for('jingwei.process-end');

function endings(): Set<Ending> {
	const shared = globalThis as unknown as Record<symbol, Set<Ending> | undefined>;
	return (shared[KEY] ??= new Set());
}

/**
 * Adds something to do before the process ends.
 *
 * @returns takes it off again
 */
export function onProcessEnd(ending: Ending): () => void {
	endings().add(ending);
	return () => endings().delete(ending);
}

/** Does everything on the list at once; one failing does not stop the others. */
export async function endProcess(): Promise<readonly unknown[]> {
	const results = await Promise.allSettled([...endings()].map(async (ending) => ending()));
	endings().clear();
	return results.flatMap((result): unknown[] =>
		result.status === 'rejected' ? [result.reason] : []
	);
}
