import { expect, test } from 'vitest';
import type { RecorderHealth } from '#lib/core/recording/recorder-messages.ts';
import { LossWatch } from './loss-watch.ts';

const said = (samples: number, lost: number, chart = 1) =>
	({
		...{ bootId: 'b', rateHz: 100 },
		recording: { sessionId: 's', chart, samples, lost }
	}) as unknown as RecorderHealth;

test('a trickle of two in a hundred is told within five seconds, and is over five seconds after it ended', () => {
	const watch = new LossWatch();
	let percent = 0;
	for (let s = 1; s <= 60; s++) percent = watch.push(said(100 * s, 0));
	expect(percent).toBe(0);
	for (let s = 61; s <= 65; s++) percent = watch.push(said(100 * s, 2 * (s - 60)));
	expect(percent).toBeCloseTo(2, 6);
	for (let s = 66; s <= 70; s++) percent = watch.push(said(100 * s, 10));
	expect(percent).toBe(0);
});

test('what was lost long ago, or on another chart, is no news', () => {
	const watch = new LossWatch();
	expect(watch.push(said(400, 100))).toBe(25);
	watch.push(said(1000, 400));
	expect(watch.push(said(6000, 400))).toBe(0);
	expect(watch.push(said(100, 0, 2))).toBe(0);
	expect(watch.push({ bootId: 'b', rateHz: 100, recording: null })).toBe(0);
});

test('a page that is opened in mid chart does not take the whole loss for the last seconds', () => {
	const watch = new LossWatch();
	expect(watch.push(said(10_000, 3000))).toBe(0);
	expect(watch.push(said(10_100, 3000))).toBe(0);
});
