import { expect, test } from 'vitest';
import { columnOfSample } from '../../trace/read-column.ts';
import { ReviewCursor } from './review-cursor.svelte.ts';
import { ReviewPlace } from './review-place.svelte.ts';

const samples = 100_000;

function standing(samplesPerColumn: number, fromS = 40, spanS = 20) {
	const at = new ReviewPlace();
	at.lengthS = 100;
	at.shown = { fromS, spanS };
	const cursor = new ReviewCursor(() => at);
	cursor.recording = { rateHz: 1000, samples };
	cursor.window = { mode: 'review', samplesPerColumn, width: 1000, endColumn: 0 };
	const press = (keys: string) => [...keys].forEach((key) => cursor.actionOf(key)?.());
	return { at, cursor, press };
}

test.each([0.4, 1, 7.3, 64, 911.7])(
	'keys visit every drawn column in turn, there and back: %d samples each',
	(samplesPerColumn) => {
		const { at, press } = standing(samplesPerColumn);
		press('.');
		expect(at.cursor).toBe(50_000);
		const visited = Array.from({ length: 20 }, () => {
			press('.');
			return at.cursor!;
		});
		const columns = visited.map((sample) => columnOfSample(sample, samplesPerColumn));
		if (samplesPerColumn < 1) expect(visited).toEqual(visited.map((_, i) => 50_001 + i));
		else expect(columns).toEqual(columns.map((_, i) => columns[0]! + i));
		press(','.repeat(20));
		if (samplesPerColumn < 1) expect(at.cursor).toBe(50_000);
		else expect(columnOfSample(at.cursor!, samplesPerColumn)).toBe(columns[0]! - 1);
	}
);

test('coarse steps are a second; the view follows, the cursor stays inside the recording, Escape takes it away', () => {
	const { at, cursor, press } = standing(20);
	press('.');
	press('>>>');
	expect(at.cursor).toBe(53_000);
	expect(cursor.isByKey).toBe(true);
	press('>'.repeat(200));
	expect(at.cursor).toBe(samples - 1);
	expect(at.shown.fromS + at.shown.spanS).toBe(100);
	press('<'.repeat(200));
	expect(at.cursor).toBe(0);
	expect(at.shown.fromS).toBe(0);
	cursor.actionOf('Escape')?.();
	expect(at.cursor).toBeNull();
});

test('a click puts it where the clicked column begins, and is not read out aloud', () => {
	const { at, cursor } = standing(7.3);
	cursor.point(100);
	expect(columnOfSample(at.cursor!, 7.3)).toBe(100);
	expect(columnOfSample(at.cursor! - 1, 7.3)).toBe(99);
	expect(cursor.isByKey).toBe(false);
});
