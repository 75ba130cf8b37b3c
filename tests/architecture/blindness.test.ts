/** Raters are blind to each other: no page or answer reads an interview's log but as whoever asks may read it. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const VISIBLE = /from '#lib\/core\/interview\/coding-visibility.ts'/;
const READS = /\b(interviews|store)\s*\.eventsAfter\(/;

test('every route that reads the events of an interview asks what of them somebody may read', () => {
	const readers = globSync('src/routes/**/*.ts').filter((path) =>
		READS.test(readFileSync(path, 'utf8'))
	);
	expect(readers.length).toBeGreaterThanOrEqual(4);
	expect(readers.filter((path) => !VISIBLE.test(readFileSync(path, 'utf8')))).toEqual([]);
});
