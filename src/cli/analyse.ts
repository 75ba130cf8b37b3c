/**
 * `analyse FILE`: the physiology of a table (CSV), an EDF or BDF file, or a session folder, as JSON.
 *
 * @module
 */
import { recordingReport } from '#lib/core/signal/analysis/recording-report.ts';
import { readMap } from './analysis/channel-map.ts';
import { readRecording } from './analysis/recordings.ts';
import { numberOption, readArguments, usageError } from './arguments.ts';

const OPTIONS = {
	rate: { type: 'string' },
	map: { type: 'string', multiple: true },
	events: { type: 'string' },
	chart: { type: 'string' }
} as const;

/**
 * Prints `{channels: {NAME: {kind, rateHz, unit, samples, eda|ecg|ppg|rsp|cardio|movement: …, quality}}, events:
 * [{time, features: {NAME: …}, flags}], skipped}`. Times are seconds from the first sample. `--map "COLUMN=kind[unit]"`
 * says what a column is (kinds: eda, ecg, ppg, rsp, cardio, movement) and may be given several times; without it names
 * are guessed. A session is analysed chart by chart (`--chart N`, the first by default) at its own questions.
 *
 * @throws {LabError} `cli/usage`, `analyse/…`, `edf/…`
 */
export async function analyse(args: string[]): Promise<number> {
	const { values, words } = readArguments(args, OPTIONS, { names: ['FILE'] });
	const { chart, events } = values;
	const recording = await readRecording(words[0] ?? '', {
		rateHz:
			values.rate === undefined
				? null
				: numberOption('rate', values.rate, { least: 0.01, most: 1e6 }),
		map: readMap(values.map ?? []),
		chart: chart === undefined ? null : numberOption('chart', chart, { least: 1 })
	});
	const asked = events === undefined ? recording.events : readEvents(events);
	const report = recordingReport(recording.channels, asked);
	const result = {
		...recording.chart,
		channels: report.channels,
		events: report.events.map((event, k) => ({ ...asked[k], ...event })),
		skipped: recording.skipped
	};
	process.stdout.write(`${JSON.stringify(result, rounded)}\n`);
	return 0;
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
