/**
 * Where a session's pictures and sounds are fetched from.
 *
 * @module
 */
import type { MediaFile } from '#lib/core/session/question.ts';

/** Address of a file for `<img>`, `<audio>` and `fetch`; only for whoever works on the case. */
export function mediaUrl(sessionId: string, { sha256 }: Pick<MediaFile, 'sha256'>): string {
	return `/api/sessions/${encodeURIComponent(sessionId)}/media/${sha256}`;
}
