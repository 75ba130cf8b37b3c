/**
 * The worker that hashes one file.
 *
 * @module
 */
import { StreamedHash } from '../../core/audit/streamed-hash.ts';
import type { HashNews } from './hash-file.ts';

/** The page is told this often [bytes]. */
const TOLD_EVERY = 1024 * 1024;

const tell = (news: HashNews): void => self.postMessage(news);

async function hashed(file: Blob): Promise<string> {
	const hash = new StreamedHash();
	const reader = file.stream().getReader();
	let [bytes, told] = [0, 0];
	for (;;) {
		const { done, value } = await reader.read();
		if (done) return hash.hex();
		hash.take(value);
		bytes += value.length;
		if (bytes - told < TOLD_EVERY) continue;
		told = bytes;
		tell({ is: 'read', bytes });
	}
}

self.onmessage = ({ data: file }: MessageEvent<Blob>) => {
	hashed(file).then(
		(sha256) => tell({ is: 'done', sha256 }),
		(error: unknown) =>
			tell({ is: 'failed', message: error instanceof Error ? error.message : String(error) })
	);
};
