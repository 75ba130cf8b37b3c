import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isMarkNews } from './mark-news.ts';
import { paintMarks, type Marked } from './paint-marks.ts';
import type { TraceWindow } from './window.ts';

const window = (endColumn: number): TraceWindow => ({
	...{ mode: 'sweep' as const, endColumn, samplesPerColumn: 10, width: 200 }
});
const area = { left: 60, top: 0, bottom: 100, density: 1, fontFamily: 'sans-serif' };
const palette = new Proxy({}, { get: (_, name) => String(name) }) as never;

/** Everything that is done to a canvas while marks are painted on it. */
function painted(at: TraceWindow, marked: Marked): string {
	const done: unknown[] = [];
	const context = new Proxy(
		{},
		{
			get: (_, name) => (name === 'measureText' ? () => ({ width: 20 }) : call(String(name))),
			set: (_, name, value) => done.push([String(name), value]) > 0
		}
	);
	const call =
		(name: string) =>
		(...values: unknown[]): void => {
			done.push([name, values]);
		};
	paintMarks(context as never, at, area, marked, palette);
	return JSON.stringify(done);
}

const sample = fc.integer({ min: 0, max: 9000 });
const run = fc.tuple(sample, fc.integer({ min: 1, max: 900 })).map(([from, length]) => ({
	...{ from, to: from + length }
}));
const band = fc.tuple(run, fc.boolean()).map(([{ from, to }, isOpen]) => ({
	...{ from, to: isOpen ? null : to, label: String(from), kind: 'question' as const },
	isPending: false
}));
const mark = sample.map((at) => ({
	...{ sample: at, label: 'no', kind: 'answer' as const, isPending: false }
}));

test('marks of a sweep that are said to look as before do look as before', () => {
	let asBefore = 0;
	fc.assert(
		fc.property(
			fc.array(band, { maxLength: 3 }),
			fc.array(mark, { maxLength: 3 }),
			fc.array(run, { maxLength: 2 }),
			fc.integer({ min: 1, max: 900 }),
			fc.integer({ min: 0, max: 30 }),
			(bands, marks, missing, end, more) => {
				const marked = { bands, marks, missing, missingText: 'no data' };
				const [before, now] = [window(end), window(end + more)];
				if (isMarkNews(before, now, marked, missing)) return;
				asBefore++;
				expect(painted(now, marked)).toBe(painted(before, marked));
			}
		),
		{ numRuns: 2000 }
	);
	expect(asBefore).toBeGreaterThan(100);
});

test('what comes, what is wiped and another picture are news', () => {
	const marked = {
		...{
			bands: [],
			marks: [{ sample: 505, label: 'no', kind: 'answer' as const, isPending: false }]
		},
		...{ missing: [], missingText: '' }
	};
	expect(isMarkNews(window(50), window(51), marked, [])).toBe(true);
	expect(isMarkNews(window(51), window(60), marked, [])).toBe(false);
	expect(isMarkNews(window(230), window(240), marked, [])).toBe(true);
	expect(isMarkNews(null, window(60), marked, [])).toBe(true);
	expect(isMarkNews({ ...window(60), width: 100 }, window(60), marked, [])).toBe(true);
	expect(isMarkNews(window(60), window(5), marked, [])).toBe(true);
});
