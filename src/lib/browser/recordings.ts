/**
 * Recordings on the server's disk, for review and for what a tab missed.
 *
 * @module
 */
import { recordingFacts, type RecordingFacts } from '../core/session/exchange.ts';
import type { EventData } from '../core/session/event.ts';
import { Decoder } from './recording/decode.ts';
import { ChartSamples, appendRecorded } from './samples.ts';

type DeclaredGap = Pick<EventData<'gap-declared'>, 'firstSample' | 'samples'>;

/** Where the recordings of a session are asked for. */
export const sessionPlace = (sessionId: string): string =>
	`/api/sessions/${encodeURIComponent(sessionId)}`;
/** Where a blind scorer asks for the recordings of their task. */
export const scoringPlace = (task: string): string => `/api/scoring/${encodeURIComponent(task)}`;

/** Where one recording is asked for. */
export const recordingPath = (place: string, chart: number): string =>
	`${place}/recordings/${chart}`;

/**
 * What a recording says of itself; null = it cannot be had now.
 *
 * @param place `sessionPlace` or `scoringPlace`
 */
export async function readRecordingFacts(
	place: string,
	chart: number
): Promise<RecordingFacts | null> {
	const answer = await fetch(recordingPath(place, chart), { cache: 'no-store' });
	if (!answer.ok) return null;
	return recordingFacts.safeParse(await answer.json()).data ?? null;
}

/**
 * Adds what the server's disk has behind the end of these samples. Comes in pieces; `progress` after each.
 *
 * @param place `sessionPlace` or `scoringPlace`
 * @param gaps declared gaps of the chart, which the file holds as the digital minimum
 * @returns whether everything came
 */
export async function readSamples(
	place: string,
	chart: number,
	into: ChartSamples,
	gaps: readonly DeclaredGap[],
	progress: () => void = () => undefined
): Promise<boolean> {
	const runs = gaps
		.map(({ firstSample, samples }) => ({ from: firstSample, to: firstSample + samples }))
		.sort((a, b) => a.from - b.from);
	const decoder = new Decoder();
	try {
		for (;;) {
			const before = into.end;
			const answer = await fetch(`${recordingPath(place, chart)}/blocks?from=${before}`, {
				cache: 'no-store'
			});
			if (!answer.ok) return false;
			const bytes = new Uint8Array(await answer.arrayBuffer());
			for (const { firstSample, channels, gap } of await decoder.decode(bytes))
				if (gap) into.append(firstSample, channels, true);
				else appendRecorded(into, firstSample, channels, runs);
			if (into.end === before) return true;
			progress();
		}
	} finally {
		decoder.end();
	}
}

/** Room for a chart as its facts describe it. */
export function samplesFor({ channels, rateHz, samples }: RecordingFacts): ChartSamples {
	return new ChartSamples(channels.length, rateHz, samples / rateHz + 1);
}
