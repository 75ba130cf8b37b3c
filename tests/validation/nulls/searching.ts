/** Searching tests: does the strongest item reach its p more often than p says when no item means anything? */
import { createRandom, type Random } from '#lib/core/random.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import searching from '#lib/scoring/searching.ts';

/** What one search came to. */
export interface SearchOutcome {
	readonly p: number;
	/** Whether the strongest item is the key; false where there is none. */
	readonly isKey: boolean;
}

const keyName = 'key';

/** Every question of a test over several charts, searched as though the key were not known. */
export function searchesOf(table: TableOf<'details'>, seed: number): SearchOutcome[] {
	const [first] = table.channels;
	const ids = [...new Set(first?.questions.map(({ questionId }) => questionId))];
	return ids.map((id) => {
		const own = first!.questions.find(({ questionId }) => questionId === id)!;
		const items = own.values.map((_, i) => (i === own.keyIndex ? keyName : `item ${i}`));
		const channels = table.channels.map(({ questions, ...channel }) => ({
			...channel,
			repetitions: questions
				.filter(({ questionId }) => questionId === id)
				.map(({ chart, values }) => ({ chart, values }))
		}));
		return outcomeOf({ form: 'search', items, channels }, seed);
	});
}

function outcomeOf(table: TableOf<'search'>, seed: number): SearchOutcome {
	const { p, details } = searching.score(table, { seed });
	return { p, isKey: details.strongest === keyName };
}

/** Random searches. */
export interface SearchJob {
	readonly items: number;
	readonly repetitions: number;
	readonly tables: number;
	readonly seed: number;
}

/** Log-normal responses that have nothing to do with the item. */
export function randomSearches({ items, repetitions, tables, seed }: SearchJob): SearchOutcome[] {
	const random: Random = createRandom(seed);
	const names = Array.from({ length: items }, (_, i) => `item ${i}`);
	return Array.from({ length: tables }, () => {
		const rows = Array.from({ length: repetitions }, (_, r) => ({
			chart: r + 1,
			values: names.map(() => Math.exp(random.normal()))
		}));
		const channel = { channel: 'eda', sensor: 'eda', stronger: 'larger' } as const;
		const channels = [{ ...channel, repetitions: rows }];
		return outcomeOf({ form: 'search', items: names, channels }, seed);
	});
}
