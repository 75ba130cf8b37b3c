/**
 * `score FOLDER`: measures and scores a session folder anew and compares with what was recorded.
 * `score --method ID INPUT.json`, `score --methods`: see scoring/table.ts.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { readEventLines } from '#lib/core/audit/event-lines.ts';
import { LabError } from '#lib/core/errors.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import { reduce } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { markedChart } from '#lib/core/signal/from-recording.ts';
import { measureChart } from '#lib/core/signal/measure.ts';
import {
	parseMeasurementSettings,
	type MeasurementSettings
} from '#lib/core/signal/measure/settings.ts';
import { scoreSession, scoringSeed } from '#lib/scoring/registry.ts';
import { protocolsFolder } from '#lib/server/protocols.ts';
import { readArguments, usageError } from './arguments.ts';
import { differences, type Analysis } from './scoring/differences.ts';
import { listMethods, scoreTableFile, tableHelp } from './scoring/table.ts';

/** Measurement settings below a folder of protocols. */
const SETTINGS = join('scoring', 'cit-measures.yaml');

const OPTIONS = {
	method: { type: 'string' },
	methods: { type: 'boolean' },
	seed: { type: 'string' }
} as const;

/** What `score --help` prints. */
export const usage = `score FOLDER
  measures and scores a session folder anew and compares with what was recorded
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
 * Prints `{session, subject, recorded, recomputed, identical, differences}` as JSON. `recorded` is null when the
 * session was never scored; there is then nothing to differ.
 *
 * @returns exit code: 0 the same (or nothing recorded), 1 different
 * @throws {LabError} `score/no-session`, `score/no-recording`, `signal/settings`, `audit/event-line`, `edf/…`
 */
async function scoreFolder(folder: string): Promise<number> {
	const path = join(folder, 'events.jsonl');
	if (!existsSync(path))
		throw new LabError(
			'score/no-session',
			`expected a session folder with events.jsonl, got ${folder}`
		);
	const state = reduce(readEventLines(await readFile(path, 'utf8')));
	const recomputed = await analysed(state, folder);
	const recorded = recordedAnalysis(state);
	const found = recorded === null ? [] : differences(recorded, recomputed);
	const identical = recorded === null ? null : found.length === 0;
	const { sessionId: session, opened } = state;
	const subject = opened?.subjectCode ?? null;
	const result = { session, subject, recorded, recomputed, identical, differences: found };
	process.stdout.write(`${JSON.stringify(result)}\n`);
	if (found.length === 0) return 0;
	process.stderr.write(`jingwei: ${found.length} differences, first: ${found[0] ?? ''}\n`);
	return 1;
}

function recordedAnalysis({ measured, scores }: SessionState): Analysis | null {
	if (measured === null && scores === null) return null;
	return { measurements: measured?.measurements ?? [], scores: scores?.scores ?? [] };
}

/** The analysis from the raw files. */
async function analysed(state: SessionState, folder: string): Promise<Analysis> {
	const settings = await settingsOf(folder);
	const measurements: Analysis['measurements'] = [];
	for (const chart of state.charts.filter(({ status }) => status === 'sealed')) {
		const file = join(folder, 'recordings', basename(chart.started.file));
		if (!existsSync(file))
			throw new LabError(
				'score/no-recording',
				`expected the recording of chart ${chart.chart} at ${file}`
			);
		measurements.push(...measureChart(markedChart(chart, await readFile(file)), settings));
	}
	const scores = scoreSession({
		questions: listedQuestions(state),
		rows: measurements,
		exclusions: state.exclusions,
		seed: scoringSeed(state.charts)
	});
	return { measurements, scores };
}

/** The settings the session was measured with, kept in its folder; else those of this installation. */
async function settingsOf(folder: string): Promise<MeasurementSettings> {
	const kept = join(folder, 'protocols', SETTINGS);
	const path = existsSync(kept) ? kept : join(protocolsFolder(), SETTINGS);
	return parseMeasurementSettings(await readFile(path, 'utf8'));
}
