/**
 * Tables from outside, checked: the schema, and what a schema cannot say.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import { tableSchema, type ScoreTable, type TableOf } from './tables.ts';

/**
 * A table from outside, checked.
 *
 * @param data parsed JSON
 * @throws {LabError} `score/table`, the message names the path of the first thing that is wrong
 */
export function parseTable(data: unknown): ScoreTable {
	const parsed = tableSchema.safeParse(data);
	if (!parsed.success) {
		const [issue] = parsed.error.issues;
		const path = issue === undefined ? '' : pathText(issue.path);
		throw new LabError('score/table', `${path}: ${issue?.message ?? 'not a score table'}`);
	}
	const problem = inconsistency(parsed.data);
	if (problem !== null) throw new LabError('score/table', problem);
	return parsed.data;
}

/** `channels[0].questions[2].values[1]`; `table` for the whole. */
function pathText(path: readonly PropertyKey[]): string {
	const text = path
		.map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
		.join('');
	return text.replace(/^[.]/, '') || 'table';
}

/** What the schema cannot say: indexes in range, names unique, values that belong together. */
function inconsistency(table: ScoreTable): string | null {
	if (table.form === 'artifacts')
		return (['comparison', 'relevant'] as const).reduce<string | null>((found, side) => {
			const { artifacts: marked, presentations } = table[side];
			if (found !== null || marked <= presentations) return found;
			return `${side}.artifacts: expected at most ${presentations}, got ${marked}`;
		}, null);
	const [list, key] =
		table.form === 'comparison'
			? [table.sensors, 'sensors']
			: table.form === 'standardised'
				? [table.scores, 'scores']
				: [table.channels, 'channels'];
	const names = list.map((one) => one.channel);
	const twice = names.findIndex((one, i) => names.indexOf(one) !== i);
	if (twice !== -1) return `${key}[${twice}].channel: ${names[twice] ?? ''} stands twice`;
	if (table.form === 'details') return detailInconsistency(table);
	if (table.form === 'search') return searchInconsistency(table);
	return table.form === 'comparison' ? comparisonInconsistency(table, names) : null;
}

function detailInconsistency({ channels }: TableOf<'details'>): string | null {
	for (const [c, { questions }] of channels.entries())
		for (const [q, { keyIndex, values, questionId }] of questions.entries()) {
			const at = `channels[${c}].questions[${q}]`;
			if (keyIndex >= values.length)
				return `${at}.keyIndex: expected 0…${values.length - 1}, got ${keyIndex}`;
			const first = channels
				.flatMap((one) => one.questions)
				.find((o) => o.questionId === questionId);
			if (first !== undefined && first.values.length !== values.length)
				return `${at}.values: expected ${first.values.length} items as before, got ${values.length}`;
			if (first !== undefined && first.keyIndex !== keyIndex)
				return `${at}.keyIndex: expected ${first.keyIndex} as before, got ${keyIndex}`;
		}
	return null;
}

function searchInconsistency({ channels, items }: TableOf<'search'>): string | null {
	for (const [c, { repetitions }] of channels.entries())
		for (const [r, { values }] of repetitions.entries())
			if (values.length !== items.length)
				return `channels[${c}].repetitions[${r}].values: expected ${items.length} items, got ${values.length}`;
	return null;
}

function comparisonInconsistency(
	{ charts }: TableOf<'comparison'>,
	channels: readonly string[]
): string | null {
	for (const [c, { presentations }] of charts.entries())
		for (const [p, { values }] of presentations.entries())
			for (const [key, cell] of Object.entries(values)) {
				const at = `charts[${c}].presentations[${p}].values.${key}`;
				if (!channels.includes(key)) return `${at}: no such channel among the sensors`;
				const value = typeof cell === 'object' ? cell?.value : cell;
				if (value !== undefined && value < 0) return `${at}: expected a value ≥ 0, got ${value}`;
			}
	return null;
}
