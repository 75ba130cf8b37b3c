import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Tiles } from '#lib/core/recording/tiles.ts';
import type { Flaw, FlawCause } from '#lib/core/signal/quality/flaw.ts';
import { columnsFor, reduceColumns } from './columns.ts';
import { flawSpans } from './paint-flaws.ts';
import { mappingOf, traceColumns } from './paint-traces.ts';
import { piecesOf, type TraceWindow } from './window.ts';

const kindOf = { maximum: 'clipped', minimum: 'clipped', still: 'flat', steep: 'poor' } as const;
const causes = Object.keys(kindOf) as (keyof typeof kindOf)[];
const flaw = (from: number, to: number, cause: keyof typeof kindOf): Flaw => ({
	...{ from, to, cause: cause satisfies FlawCause, kind: kindOf[cause] }
});
const flaws = fc
	.array(
		fc.tuple(
			...([fc.nat(3000), fc.integer({ min: 1, max: 40 }), fc.constantFrom(...causes)] as const)
		),
		{ maxLength: 60 }
	)
	.map((list) => list.map(([from, length, cause]) => flaw(from, from + length, cause)));
const windows = fc.record({
	...{ mode: fc.constantFrom('review', 'scroll', 'sweep') },
	...{ samplesPerColumn: fc.double({ min: 0.3, max: 40, noNaN: true }) },
	...{ width: fc.integer({ min: 20, max: 300 }), endColumn: fc.integer({ min: 0, max: 600 }) }
}) as fc.Arbitrary<TraceWindow>;

test('every column with a flawed sample is marked, and hardly any other', () => {
	fc.assert(
		fc.property(windows, flaws, (window, list) => {
			const spans = flawSpans(window, list);
			for (const cause of causes) {
				const place = kindOf[cause] === 'clipped' ? cause : kindOf[cause];
				const marked = new Set(
					spans
						.filter((span) => span.place === place)
						.flatMap(({ x, width }) => Array.from({ length: width }, (_, i) => x + i))
				);
				const flawed = new Set<number>();
				for (const one of list)
					for (let sample = one.from; one.cause === cause && sample < one.to; sample++) {
						const column = Math.floor(sample / window.samplesPerColumn);
						for (const { x } of piecesOf(window, column, column + 1)) flawed.add(x);
					}
				const isNear = (x: number) => [-2, -1, 0, 1, 2].some((by) => flawed.has(x + by));
				expect([...flawed].filter((x) => !marked.has(x))).toEqual([]);
				// below one sample to a column the columns between two samples belong to the flaw as well
				if (window.samplesPerColumn >= 1) expect([...marked].filter((x) => !isNear(x))).toEqual([]);
			}
		})
	);
});

test('ten thousand clippings on a screen become no more spans than it has columns', () => {
	const list = Array.from({ length: 10_000 }, (_, i) => flaw(i * 700, i * 700 + 3, 'maximum'));
	const window = { mode: 'review', samplesPerColumn: 4500, width: 1500, endColumn: 1500 } as const;
	expect(flawSpans(window, list)).toEqual([{ place: 'maximum', x: 0, width: 1500 }]);
});

test('no line leads to the limit of the converter, away from it or along it', () => {
	fc.assert(
		fc.property(
			fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 120 }),
			fc.double({ min: 0.4, max: 6, noNaN: true }),
			(counts, samplesPerColumn) => {
				const tiles = new Tiles(counts.length);
				tiles.append(0, counts);
				const columns = columnsFor(80);
				reduceColumns(tiles, [], { first: 0, count: 80, samplesPerColumn }, columns);
				const lines: [number, number][] = [];
				let at = 0;
				const context = {
					moveTo: (x: number) => void (at = x),
					lineTo: (x: number) => {
						lines.push([Math.floor(at), Math.floor(x)]);
						at = x;
					}
				};
				const transfer = { digitalMin: 0, digitalMax: 12, physicalMin: 0, physicalMax: 1 };
				const mapping = mappingOf({ top: 0, bottom: 60, min: 0, max: 1 }, transfer);
				traceColumns(context, columns, { from: 0, to: 80, x: 0 }, mapping);
				const isClipped = (column: number) =>
					counts.some(
						(count, sample) =>
							(count === 0 || count === 12) &&
							sample >= Math.ceil(column * samplesPerColumn) &&
							sample < Math.ceil((column + 1) * samplesPerColumn)
					);
				const joined = lines.filter(([a, b]) => a !== b);
				expect(joined.filter(([a, b]) => isClipped(a) || isClipped(b))).toEqual([]);
				// and no sample is left out but along a limit, where half of the columns are
				const isAlong = (column: number) => {
					const own = counts.slice(
						Math.ceil(column * samplesPerColumn),
						Math.ceil((column + 1) * samplesPerColumn)
					);
					return own.every((count) => count === 0) || own.every((count) => count === 12);
				};
				const drawn = new Set(lines.map(([, column]) => column));
				counts.forEach((_, sample) => {
					const column = Array.from({ length: 80 }, (__, k) => k).find(
						(k) => sample < Math.ceil((k + 1) * samplesPerColumn)
					);
					if (column === undefined) return;
					if (!isAlong(column) || column === 0 || !isAlong(column - 1))
						expect(drawn).toContain(column);
				});
			}
		)
	);
});
