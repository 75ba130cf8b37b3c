/** The grid's files: nine cells, complete in both languages, with sources, and no word that claims more. */
import { describe, expect, test } from 'vitest';
import { cellId } from '#lib/core/grid/cell.ts';
import { dimensions, stages } from '#lib/core/grid/model.ts';
import { protocolOf, protocolsOf, readProtocols } from '#lib/server/protocols.ts';

const catalogue = readProtocols('protocols');
const cells = protocolsOf(catalogue, 'grid-cell');
const frame = protocolOf(catalogue, 'grid-frame');
const indicators = cells.flatMap((cell) => cell.indicators);

test('every stage meets every dimension once', () => {
	const wanted = stages.flatMap((stage) =>
		dimensions.map((dimension) => cellId({ stage, dimension }))
	);
	expect(cells.map(cellId).sort()).toEqual(wanted.sort());
	for (const cell of cells) expect(cell.id).toBe(`grid-cell-${cellId(cell)}`);
});

test('the live form has 18 indicators, two of each cell, and the coding form at least 45', () => {
	expect(indicators.length).toBeGreaterThanOrEqual(45);
	expect(new Set(indicators.map(({ id }) => id)).size).toBe(indicators.length);
	for (const cell of cells) {
		expect(cell.indicators.filter(({ live }) => live)).toHaveLength(2);
		// what is said is the most certain: no cell may rest on how somebody looks
		expect(cell.indicators.some(({ channel }) => channel === 'verbal')).toBe(true);
		for (const { id } of cell.indicators) expect(id.startsWith(cellId(cell))).toBe(true);
	}
});

describe('words', () => {
	/** What the reference bans from every screen of the grid (§3.6), and what no text may order. */
	const banned = {
		zh: ['说谎', '有罪', '突破', '拿下', '攻破', '击溃'],
		en: ['guilty', 'deceptive', 'broke', 'break him', 'break her', 'liar']
	};
	const shown = [
		...cells.flatMap(
			({ name, definition, objective, approach, questions, transition, indicators: own }) => [
				...[name, definition, objective, approach, transition, ...questions],
				...own.map(({ text }) => text)
			]
		),
		...Object.values(frame.stages).map(({ label }) => label),
		...frame.offGrid.flatMap(({ name, guidance }) => [name, guidance])
	];

	test('none that judges or orders to break somebody', () => {
		for (const { zh, en } of shown) {
			expect(banned.zh.filter((word) => zh.includes(word))).toEqual([]);
			expect(banned.en.filter((word) => en.toLowerCase().includes(word))).toEqual([]);
		}
	});

	test('a person is never labelled with the name of the third stage', () => {
		expect(frame.stages.S3.label.zh).not.toContain('罪');
		expect(frame.stages.S3.label.en).not.toMatch(/fear|crime/i);
	});

	test('every cell says what else its signs may mean, what is forbidden, and when to stop', () => {
		for (const { caveats, forbidden, exit } of cells) {
			for (const text of [caveats, forbidden, exit]) {
				expect(text.zh.length).toBeGreaterThan(15);
				expect(text.en.length).toBeGreaterThan(40);
			}
		}
	});
});

test('safeguards stop before they pause, and the signs that stop at once are those of harm', () => {
	const { pauseFrom, stopFrom, items } = frame.safeguards;
	expect(pauseFrom.value).toBeLessThan(stopFrom.value);
	expect(items).toHaveLength(10);
	expect(items.filter(({ anySignStops }) => anySignStops).map(({ id }) => id)).toEqual([
		'W3',
		'W10'
	]);
});

test('the role only sorts: each row of the emphasis is a share of one', () => {
	for (const role of ['principal', 'accessory', 'unknown'] as const) {
		const { C, E, V } = frame.emphasis[role];
		expect(C + E + V).toBeCloseTo(1, 9);
	}
});
