import { expect, test } from 'vitest';
import { mediaTypeOf } from './media-type.ts';

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

test.each([
	['89 50 4e 47 0d 0a 1a 0a 00', 'image/png'],
	['ff d8 ff e0 00 10', 'image/jpeg'],
	['52 49 46 46 24 00 00 00 57 45 42 50', 'image/webp'],
	['52 49 46 46 24 00 00 00 57 41 56 45', 'audio/wav'],
	['1a 45 df a3 9f 42 86 81', 'audio/webm'],
	['4f 67 67 53 00 02', 'audio/ogg'],
	['00 00 00 20 66 74 79 70 4d 34 41 20', 'audio/mp4'],
	['49 44 33 03 00', 'audio/mpeg'],
	['ff fb 90 64', 'audio/mpeg']
])('%s is %s', (hex, type) => {
	expect(mediaTypeOf(bytes(hex))?.type).toBe(type);
});

test.each([
	['a page', '<!doctype html>'],
	['a drawing that may run scripts', '<svg xmlns="http://www.w3.org/2000/svg">'],
	['a program', 'MZ\u0090'],
	['a picture cut off in its signature', '\x89PNG'],
	['nothing', '']
])('%s is refused', (_, text) => {
	expect(mediaTypeOf(Buffer.from(text, 'latin1'))).toBeNull();
});
