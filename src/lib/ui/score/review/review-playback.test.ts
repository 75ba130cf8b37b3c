import { expect, test } from 'vitest';
import { questionAt } from './question-at.ts';
import { ReviewPlace } from './review-place.svelte.ts';
import { playbackSpeeds, ReviewPlayback } from './review-playback.svelte.ts';

/** A review of 300 s, of which 100 are shown, and a clock that is wound by hand. */
function played({ fromS = 50, isCalm = false } = {}) {
	const at = new ReviewPlace();
	at.lengthS = 300;
	at.shown = { fromS, spanS: 100 };
	let tell: ((nowMs: number) => void) | null = null;
	let nowMs = 7_000_000;
	const playback = new ReviewPlayback(() => at, {
		...{ rateHz: () => 1000, isCalm: () => isCalm },
		frames: (given) => {
			tell = given;
			tell(nowMs);
			return () => (tell = null);
		}
	});
	const pass = (seconds: number, frameMs = 20) => {
		for (let left = seconds * 1000; left > 1e-6; left -= frameMs) {
			nowMs += frameMs;
			tell?.(nowMs);
		}
	};
	return { at, playback, pass, isTicking: () => tell !== null };
}

test.each(playbackSpeeds)('at %d× so many seconds pass in one', (speed) => {
	const { playback, pass } = played();
	playback.speed = speed;
	playback.play();
	expect(playback.headS).toBe(50);
	pass(5);
	expect(playback.headS).toBeCloseTo(50 + 5 * speed, 6);
});

test('the head moves to three quarters, then the picture moves; at the end the head goes on alone and stops', () => {
	const { at, playback, pass, isTicking } = played();
	playback.speed = 8;
	playback.play();
	pass(9);
	expect(at.shown.fromS).toBe(50);
	pass(1);
	expect(playback.headS).toBeCloseTo(130, 6);
	expect(at.shown.fromS).toBeCloseTo(130 - 75, 6);
	pass(18.7);
	expect(playback.headS).toBeCloseTo(279.6, 6);
	expect(at.shown).toEqual({ fromS: 200, spanS: 100 });
	expect(playback.isPlaying).toBe(true);
	pass(10);
	expect(playback.headS).toBe(300);
	expect(playback.isPlaying).toBe(false);
	expect(isTicking()).toBe(false);
	// once more from what is shown
	playback.play();
	expect(playback.headS).toBe(200);
});

test('with reduced motion the picture stands still and turns over when the head has reached its edge', () => {
	const { at, playback, pass } = played({ isCalm: true });
	playback.speed = 8;
	playback.play();
	const seen = new Set<number>();
	for (let i = 0; i < 100; i++) {
		pass(0.2);
		seen.add(at.shown.fromS);
		expect(playback.headS!).toBeLessThanOrEqual(at.shown.fromS + at.shown.spanS);
	}
	// 160 s of recording: two pages
	expect([...seen]).toHaveLength(2);
	expect([...seen][1]).toBeCloseTo(150 - 10, 0);
});

test('whoever moves or zooms the view pauses it, and it goes on from the head while that is seen', () => {
	for (const act of [
		(at: ReviewPlace) => at.move(0.1),
		(at: ReviewPlace) => at.widen(80),
		(at: ReviewPlace) => at.slide(60)
	]) {
		const { at, playback, pass, isTicking } = played();
		playback.play();
		pass(30);
		act(at);
		const { shown } = at;
		pass(1);
		expect(playback.isPlaying).toBe(false);
		expect(isTicking()).toBe(false);
		expect(at.shown).toBe(shown);
		expect(playback.headS).toBeCloseTo(80, 6);
		playback.play();
		expect(playback.headS).toBeCloseTo(80, 6);
		playback.pause();
		at.slide(200);
		playback.play();
		expect(playback.headS).toBe(at.shown.fromS);
	}
});

test('a cursor put since it last began says where to begin; one that stood there does not', () => {
	const { at, playback, pass } = played();
	at.cursor = 110_000;
	playback.play();
	expect(playback.headS).toBe(110);
	pass(2);
	playback.toggle();
	playback.toggle();
	expect(playback.headS).toBeCloseTo(112, 6);
	playback.toggle();
	at.cursor = 70_000;
	playback.toggle();
	expect(playback.headS).toBe(70);
});

test('a tab that was not seen does not leap ahead', () => {
	const { playback, pass } = played();
	playback.play();
	pass(60, 60_000);
	expect(playback.headS).toBeLessThan(51);
});

test('keys play, pause and go through the speeds', () => {
	const { playback } = played();
	playback.actionOf('P')?.();
	expect(playback.isPlaying).toBe(true);
	playback.actionOf('p')?.();
	expect(playback.isPlaying).toBe(false);
	const speeds = playbackSpeeds.map(() => {
		playback.actionOf(';')?.();
		return playback.speed;
	});
	expect(speeds).toEqual([2, 4, 8, 1]);
	expect(playback.actionOf('x')).toBeUndefined();
});

test('the question at the head: asked until it is read out, then the last one, before the first none', () => {
	const one = (presentation: number, askedSample: number | null, endedSample: number | null) => ({
		...{ presentation, label: `${presentation}`, askedSample, endedSample, answerSample: null }
	});
	const presentations = [one(1, 1000, 3000), one(2, 9000, null), one(3, null, null)];
	const at = (sample: number) => {
		const found = questionAt({ presentations, rateHz: 1000 }, sample, 4);
		return found && `${found.of.label}${found.isAsked ? ' asked' : ''}`;
	};
	expect([999, 1000, 2999, 3000, 8999].map(at)).toEqual([null, '1 asked', '1 asked', '1', '1']);
	expect([9000, 12_999, 13_000].map(at)).toEqual(['2 asked', '2 asked', '2']);
});
