/**
 * `analyse FILE`: the physiology of a table (CSV), an EDF or BDF file, or a session folder, as JSON.
 *
 * @module
 */
import { analysedKinds } from '#lib/core/signal/analysis/recording-channel.ts';
import { recordingReport } from '#lib/core/signal/analysis/recording-report.ts';
import { readMap } from './analysis/channel-map.ts';
import { methodWords, readMethods } from './analysis/methods.ts';
import { readRecording } from './analysis/recordings.ts';
import { numberOption, readArguments, usageError } from './arguments.ts';
import { analysedSession, sessionState } from './scoring/session-analysis.ts';

const OPTIONS = {
	rate: { type: 'string' },
	map: { type: 'string', multiple: true },
	events: { type: 'string' },
	method: { type: 'string', multiple: true },
	chart: { type: 'string' }
} as const;

/** What `analyse --help` prints. */
export const usage = `analyse FILE [--rate HZ] [--map "COLUMN=kind[unit]"] [--events "t1,t2,…"] [--method …] [--chart N]
  beats, breaths and responses of a table (CSV, OpenSignals), an EDF or BDF file, or a session folder, as JSON;
  times are seconds from the first sample, what cannot be told is null
  --rate    samples per second of a table without a column of seconds
  --map     what a column is; kinds: ${analysedKinds.join(', ')}; may be given several times; without it names are guessed
  --events  times of events; a session has its own
  --method  may be given several times:
            highpass (default), smoothmedian, cvxeda: how skin conductance is told apart into level and responses
            ecg=pan-tompkins (default), ecg=gradient: how R waves are found
            for a session, its scores by a method: ${methodWords.session.join(', ')}
  --chart   of a session; the first by default
`;

/**
 * Prints `{channels: {NAME: {kind, rateHz, unit, samples, eda|ecg|ppg|rsp|cardio|movement: …, quality}}, events:
 * [{time, features: {NAME: …}, flags}], skipped}`, for a session with a scoring method also `scores`. Times are seconds
 * from the first sample. `--map "COLUMN=kind[unit]"` says what a column is and may be given several times; without it
 * names are guessed. A session is analysed chart by chart (`--chart N`, the first by default) at its own questions;
 * its scores are those of all charts.
 *
 * @throws {LabError} `cli/usage`, `analyse/…`, `score/…`, `edf/…`
 */
export async function analyse(args: string[]): Promise<number> {
	const { values, words } = readArguments(args, OPTIONS, { names: ['FILE'] });
	const [path = ''] = words;
	const { chart, events } = values;
	const methods = readMethods(values.method ?? []);
	const recording = await readRecording(path, {
		rateHz:
			values.rate === undefined
				? null
				: numberOption('rate', values.rate, { least: 0.01, most: 1e6 }),
		map: readMap(values.map ?? []),
		chart: chart === undefined ? null : numberOption('chart', chart, { least: 1 })
	});
	if (recording.chart === undefined && methods.scores.length > 0)
		throw usageError(
			`expected a session folder for --method ${methods.scores.join(', ')}, got a file`
		);
	const asked = events === undefined ? recording.events : readEvents(events);
	const report = recordingReport(recording.channels, asked, methods.analysis);
	const result = {
		...recording.chart,
		channels: report.channels,
		events: report.events.map((event, k) => ({ ...asked[k], ...event })),
		...(methods.scores.length > 0 ? { scores: await scoresOf(path, methods.scores) } : {}),
		skipped: recording.skipped
	};
	process.stdout.write(`${JSON.stringify(result, rounded)}\n`);
	return 0;
}

/** Scores of a session by some methods, in the order they were asked for. */
async function scoresOf(folder: string, methods: readonly string[]) {
	const { scores } = await analysedSession(await sessionState(folder), folder);
	return methods.flatMap((id) => scores.filter(({ method }) => method === id));
}

/** Times in seconds, separated by commas. */
function readEvents(text: string) {
	return text
		.split(',')
		.map((part) => part.trim())
		.filter((part) => part !== '')
		.map((part) => {
			const time = Number(part);
			if (!Number.isFinite(time)) throw usageError(`expected seconds in --events, got ${part}`);
			return { time, answer: null };
		});
}

/** Nine significant digits are more than any sensor has; a number that is none is null. */
function rounded(_key: string, value: unknown): unknown {
	if (typeof value !== 'number' || Number.isInteger(value)) return value;
	return Number.isFinite(value) ? Number(value.toPrecision(9)) : null;
}
