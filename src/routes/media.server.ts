/**
 * A kept file as an answer, whoever may have it: to be shown or played, never to be run.
 *
 * @module
 */
import { readMedia } from '#lib/server/media/media-files.ts';

/**
 * The file with its own type, as an attachment in a sandbox: opened by its address it is saved, and whatever it
 * holds may load and run nothing.
 *
 * @throws {LabError} `media/not-found`
 */
export async function answerMedia(
	dataFolder: string,
	sessionId: string,
	sha256: string
): Promise<Response> {
	const { bytes, kind } = await readMedia(dataFolder, sessionId, sha256);
	return new Response(bytes, {
		headers: {
			'content-type': kind.type,
			'content-length': String(bytes.length),
			'content-disposition': `attachment; filename="${sha256.slice(0, 8)}.${kind.ending}"`,
			'content-security-policy': "default-src 'none'; sandbox",
			'x-content-type-options': 'nosniff',
			// the browser's own cache is in clear on its disk, and outlives the key of this file
			'cache-control': 'no-store'
		}
	});
}
