/**
 * The worker that takes packets of blocks apart.
 *
 * @module
 */
import { stretchesOf, type Decoded } from './decode.ts';

function decoded(bytes: Uint8Array): Decoded {
	try {
		return { ok: true, stretches: stretchesOf(bytes) };
	} catch (error) {
		return { ok: false, message: error instanceof Error ? error.message : String(error) };
	}
}

self.onmessage = ({ data }: MessageEvent<Uint8Array>) => {
	const answer = decoded(data);
	const counts = answer.ok ? answer.stretches.flatMap(({ channels }) => channels) : [];
	self.postMessage(answer, { transfer: counts.map(({ buffer }) => buffer as ArrayBuffer) });
};
