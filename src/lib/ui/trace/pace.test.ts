import { describe, expect, test } from 'vitest';
import { followed } from './pace.ts';

const RATE_HZ = 1000;
const FRAME_S = 1 / 60;

/** What is shown at every frame while blocks of `everyS` arrive for `seconds`. */
function shownAtFrames(everyS: number, seconds: number): { shown: number; end: number }[] {
	let shown = 0;
	return Array.from({ length: Math.round(seconds / FRAME_S) }, (_, frame) => {
		const end = Math.floor((frame * FRAME_S) / everyS) * everyS * RATE_HZ;
		shown = followed(shown, end, FRAME_S, RATE_HZ);
		return { shown, end };
	});
}

describe('a live picture', () => {
	test('is behind what arrives by less than a frame and a block', () => {
		for (const { shown, end } of shownAtFrames(0.01, 20).slice(60)) {
			expect(end - shown).toBeGreaterThanOrEqual(0);
			expect((end - shown) / RATE_HZ).toBeLessThan(0.03);
		}
	});

	test('never goes back, and moves at every frame even when blocks come in bursts', () => {
		const frames = shownAtFrames(0.1, 20).slice(120);
		const steps = frames.slice(1).map(({ shown }, i) => shown - frames[i]!.shown);
		expect(Math.min(...steps)).toBeGreaterThanOrEqual(0);
		// without pacing one frame in six would show 100 samples and the others none
		expect(Math.max(...steps)).toBeLessThan(30);
	});

	test('jumps to the newest sample when it is far behind, and when a recording begins anew', () => {
		expect(followed(0, 5000, FRAME_S, RATE_HZ)).toBe(5000);
		expect(followed(900, 10, FRAME_S, RATE_HZ)).toBe(10);
	});
});
