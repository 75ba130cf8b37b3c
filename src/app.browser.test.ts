import { expect, test } from 'vitest';

test.each(['indexedDB', 'Worker', 'ReadableStream', 'BroadcastChannel', 'navigator'])(
	'the browser under test has %s',
	(name) => {
		expect(name in globalThis).toBe(true);
	}
);

test('Chinese text is drawn with the font that is shipped', async () => {
	const faces = await document.fonts.load('16px "Noto Sans SC Variable"', '经纬');
	expect(faces.length).toBeGreaterThan(0);
});
