/**
 * `score FOLDER`: measures and scores a session folder anew and compares with what was recorded.
 * `score --method ID INPUT.json`, `score --methods`: see scoring/table.ts.
 *
 * @module
 */
import type { SessionState } from '#lib/core/session/state.ts';
import { readArguments, usageError } from './arguments.ts';
import { differences, type Analysis } from './scoring/differences.ts';
import { overrideDifferences } from './scoring/override-differences.ts';
import { analysisOf, markedCharts, sessionState, rulesOf } from './scoring/session-analysis.ts';
import { sheetDifferences } from './scoring/sheet-differences.ts';
import { listMethods, scoreTableFile, tableHelp } from './scoring/table.ts';

const OPTIONS = {
	method: { type: 'string' },
	methods: { type: 'boolean' },
	seed: { type: 'string' }
} as const;

/** What `score --help` prints. */
export const usage = `score FOLDER
  measures and scores a session folder anew and compares with what was recorded: automatic values, values that
  people measured anew, score sheets and their comparison
${tableHelp()}`;

/**
 * Scores a folder, or with `--method` a table.
 *
 * @returns exit code
 * @throws {LabError} `cli/usage` and what {@link scoreFolder} and {@link scoreTableFile} throw
 */
export async function score(args: string[]): Promise<number> {
	const { values, words } = readArguments(args, OPTIONS, { names: ['FOLDER'], required: 0 });
	if (values.methods === true) return listMethods();
	const [path] = words;
	const { method, seed } = values;
	if (path === undefined)
		throw usageError(`expected ${method === undefined ? 'FOLDER' : 'INPUT.json'}, got nothing`);
	if (method !== undefined) return scoreTableFile(method, path, seed);
	if (seed !== undefined) throw usageError('expected --seed only with --method, got a folder');
	return scoreFolder(path);
}

/**
 * Prints `{session, subject, recorded, recomputed, overrides, compared, identical, differences}` as JSON. `recorded`
 * is null when the session was never scored, and `identical` then tells nothing. `differences` also holds values that
 * people measured anew and that come out otherwise now, and score sheets that are not those committed or compare
 * otherwise.
 *
 * @returns exit code: 0 the same (or nothing recorded), 1 different
 * @throws {LabError} `score/no-session`, `score/no-recording`, `signal/settings`, `audit/event-line`, `edf/…`,
 * `protocols/missing`
 */
async function scoreFolder(folder: string): Promise<number> {
	const state = await sessionState(folder);
	const rules = rulesOf(state, folder);
	const { settings } = rules;
	const charts = await markedCharts(state, folder);
	const recomputed = analysisOf(state, charts, rules);
	const recorded = recordedAnalysis(state);
	const { measurements } = recomputed;
	const found = [
		...(recorded === null ? [] : differences(recorded, recomputed)),
		...overrideDifferences(state.overrides, { charts, settings, measurements }),
		...sheetDifferences(state, folder)
	];
	const identical = recorded === null ? null : found.length === 0;
	const { sessionId: session, opened } = state;
	const subject = opened?.subjectCode ?? null;
	const { overrides, compared } = state;
	const made = { recorded, recomputed, overrides, compared };
	const result = { session, subject, ...made, identical, differences: found };
	process.stdout.write(`${JSON.stringify(result)}\n`);
	if (found.length === 0) return 0;
	process.stderr.write(`jingwei: ${found.length} differences, first: ${found[0] ?? ''}\n`);
	return 1;
}

function recordedAnalysis({ measured, scores }: SessionState): Analysis | null {
	if (measured === null && scores === null) return null;
	return { measurements: measured?.measurements ?? [], scores: scores?.scores ?? [] };
}
