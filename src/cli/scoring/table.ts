/**
 * `score --method ID INPUT.json`: scores a table of measurements with one method.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { LabError } from '#lib/core/errors.ts';
import { parseTable } from '#lib/core/score-table/parse-table.ts';
import { tableJsonSchema } from '#lib/core/score-table/tables.ts';
import { scoreTable, tableMethods } from '#lib/scoring/registry-tables.ts';
import { numberOption } from '../arguments.ts';

/** Seeds of drawn permutations. */
const SEEDS = { least: 0, most: 2 ** 32 - 1 };

/** Prints `[{id, form, title}]`. */
export function listMethods(): number {
	const list = tableMethods.map(({ id, form, title }) => ({ id, form, title }));
	process.stdout.write(`${JSON.stringify(list)}\n`);
	return 0;
}

/**
 * Prints `{method, form, results}`; one result, or for methods of one channel one per channel.
 *
 * @param seed for methods that draw permutations, default 0
 * @returns exit code 0
 * @throws {LabError} `score/not-json`, `score/table` (names the path in the table), `scoring/…`, `cli/usage`
 */
export async function scoreTableFile(id: string, path: string, seed = '0'): Promise<number> {
	const table = parseTable(await parsedJson(path));
	const results = scoreTable(id, table, numberOption('seed', seed, SEEDS));
	process.stdout.write(`${JSON.stringify({ method: id, form: table.form, results })}\n`);
	return 0;
}

async function parsedJson(path: string): Promise<unknown> {
	const text = await readFile(path, 'utf8');
	try {
		return JSON.parse(text) as unknown;
	} catch (error) {
		if (!(error instanceof SyntaxError)) throw error;
		throw new LabError('score/not-json', `expected JSON in ${path}: ${error.message}`, {
			cause: error
		});
	}
}

/** The methods by form, and the JSON schema of the table. */
export function tableHelp(): string {
	const forms = [...new Set(tableMethods.map(({ form }) => form))];
	const lines = forms.map((form) => {
		const ids = tableMethods.filter((method) => method.form === form).map(({ id }) => id);
		return `  ${form.padEnd(14)}${ids.join(', ')}`;
	});
	return [
		'score --method ID INPUT.json [--seed N]',
		'  scores a table of measurements with one method; the seed is for drawn permutations',
		'score --methods',
		'  the methods as JSON',
		'',
		'Forms of tables and their methods:',
		...lines,
		'',
		'JSON schema of INPUT.json:',
		JSON.stringify(tableJsonSchema(), null, 2),
		''
	].join('\n');
}
