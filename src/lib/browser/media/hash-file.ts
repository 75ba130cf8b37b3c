/**
 * SHA-256 of a file of the workstation, read piece by piece in a worker: hours of video are never held at once, nothing
 * is sent anywhere, and the page goes on.
 *
 * @module
 */

/** What the worker says. */
export type HashNews =
	| { readonly is: 'read'; readonly bytes: number }
	| { readonly is: 'done'; readonly sha256: string }
	| { readonly is: 'failed'; readonly message: string };

/** A hash that is being computed. */
export interface Hashing {
	/** SHA-256 in lower-case hex; null = the file could not be read, or it was stopped. */
	readonly sha256: Promise<string | null>;
	/** Gives it up. */
	stop(): void;
}

/** Begins to hash a file. @param onread bytes read so far */
export function hashFile(file: Blob, onread: (bytes: number) => void): Hashing {
	const worker = new Worker(new URL('./hash.worker.ts', import.meta.url), { type: 'module' });
	const { promise, resolve } = Promise.withResolvers<string | null>();
	const end = (sha256: string | null): void => {
		worker.terminate();
		resolve(sha256);
	};
	worker.onmessage = ({ data: news }: MessageEvent<HashNews>) => {
		if (news.is === 'read') onread(news.bytes);
		else end(news.is === 'done' ? news.sha256 : null);
	};
	worker.onerror = () => end(null);
	worker.postMessage(file);
	return { sha256: promise, stop: () => end(null) };
}
