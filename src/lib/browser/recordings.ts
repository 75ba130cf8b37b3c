/**
 * Recordings on the server's disk, for review and for what a tab missed.
 *
 * @module
 */
import { decodeBlock } from '../core/recording/block.ts';
import { PACKET_BLOCK, PacketReader } from '../core/recording/packet.ts';
import { recordingFacts, type RecordingFacts } from '../core/session/exchange.ts';
import { ChartSamples } from './samples.ts';

const pathOf = (sessionId: string, chart: number): string =>
	`/api/sessions/${encodeURIComponent(sessionId)}/recordings/${chart}`;

/** What a recording says of itself; null = it cannot be had now. */
export async function readRecordingFacts(
	sessionId: string,
	chart: number
): Promise<RecordingFacts | null> {
	const answer = await fetch(pathOf(sessionId, chart), { cache: 'no-store' });
	if (!answer.ok) return null;
	return recordingFacts.safeParse(await answer.json()).data ?? null;
}

/**
 * Adds what the server's disk has behind the end of these samples. Comes in pieces; `progress` after each.
 *
 * @returns whether everything came
 */
export async function readSamples(
	sessionId: string,
	chart: number,
	into: ChartSamples,
	progress: () => void = () => undefined
): Promise<boolean> {
	for (;;) {
		const before = into.end;
		const answer = await fetch(`${pathOf(sessionId, chart)}/blocks?from=${before}`, {
			cache: 'no-store'
		});
		if (!answer.ok) return false;
		const packets = new PacketReader().push(new Uint8Array(await answer.arrayBuffer()));
		for (const { kind, body } of packets) {
			if (kind !== PACKET_BLOCK) continue;
			const { firstSample, channels, gap } = decodeBlock(body);
			into.append(firstSample, channels, gap);
		}
		if (into.end === before) return true;
		progress();
	}
}

/** Room for a chart as its facts describe it. */
export function samplesFor({ channels, rateHz, samples }: RecordingFacts): ChartSamples {
	return new ChartSamples(channels.length, rateHz, samples / rateHz + 1);
}
