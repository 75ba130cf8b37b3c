/**
 * What a file is, told by its first bytes: names and declared types are what somebody says of it.
 *
 * Only what browsers show or play without running anything: no SVG, no HTML.
 *
 * @module
 */

/** Type of a file and the ending its copies get. */
export interface MediaType {
	/** IANA media type. */
	readonly type: string;
	/** Without a dot. */
	readonly ending: string;
}

interface Signature extends MediaType {
	/** Bytes at their places; letters stand for their ASCII codes. */
	readonly parts: readonly (readonly [at: number, bytes: string])[];
}

/** Most specific first. */
const signatures: readonly Signature[] = [
	{ type: 'image/png', ending: 'png', parts: [[0, '\x89PNG\r\n\x1a\n']] },
	{ type: 'image/jpeg', ending: 'jpg', parts: [[0, '\xff\xd8\xff']] },
	{
		...{ type: 'image/webp', ending: 'webp' },
		parts: [
			[0, 'RIFF'],
			[8, 'WEBP']
		]
	},
	{
		...{ type: 'audio/wav', ending: 'wav' },
		parts: [
			[0, 'RIFF'],
			[8, 'WAVE']
		]
	},
	// what browsers record: Matroska
	{ type: 'audio/webm', ending: 'webm', parts: [[0, '\x1a\x45\xdf\xa3']] },
	{ type: 'audio/ogg', ending: 'ogg', parts: [[0, 'OggS']] },
	{ type: 'audio/mp4', ending: 'm4a', parts: [[4, 'ftypM4A']] },
	{ type: 'audio/mp4', ending: 'm4a', parts: [[4, 'ftypisom']] },
	{ type: 'audio/mp4', ending: 'm4a', parts: [[4, 'ftypmp42']] },
	{ type: 'audio/mpeg', ending: 'mp3', parts: [[0, 'ID3']] },
	// a frame of MPEG-1 layer III
	{ type: 'audio/mpeg', ending: 'mp3', parts: [[0, '\xff\xfb']] }
];

/**
 * The type of a file.
 *
 * @param bytes the file, or at least its first 16 bytes
 * @returns null when it is none of the pictures and sounds that are taken
 * @source PNG 3rd ed. 5.2; JFIF 1.02; RFC 9649 (WebP); RFC 9559 (Matroska); RFC 3533 (Ogg); ISO/IEC 14496-12 (ftyp)
 */
export function mediaTypeOf(bytes: Uint8Array): MediaType | null {
	const found = signatures.find(({ parts }) => parts.every((part) => stands(bytes, part)));
	return found === undefined ? null : { type: found.type, ending: found.ending };
}

function stands(bytes: Uint8Array, [at, wanted]: readonly [number, string]): boolean {
	return [...wanted].every((sign, index) => bytes[at + index] === sign.charCodeAt(0));
}
