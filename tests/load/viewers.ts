/**
 * A process with many viewers: the browser's own stream code over HTTP, without a page.
 *
 * @module
 */
import { LabStream } from '#lib/browser/stream.ts';
import { answerOrders, nowS, RATE_HZ, sessionOf, type Order } from './layout.ts';

let lagsMs: number[] = [];
const liveAtMs: number[] = [];
const streams: LabStream[] = [];

function view({ stations, port, viewers }: Extract<Order, { is: 'view' }>): void {
	for (let i = 0; i < viewers; i++) {
		const station = stations[i % stations.length];
		if (!station) continue;
		const open = async (path: string, signal: AbortSignal): Promise<ReadableStream<Uint8Array>> => {
			const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal });
			if (!answer.ok || !answer.body) throw new Error(String(answer.status));
			return answer.body;
		};
		const listener = {
			message: () => undefined,
			block: ({ channels }: { readonly channels: readonly Int32Array[] }) => {
				const newest = channels[0]?.at(-1) ?? 0;
				// a gap has no number
				if (newest >= 0) lagsMs.push(1000 * (nowS() - station.startS - newest / RATE_HZ));
			},
			connection: (state: string) => {
				if (state === 'live') liveAtMs[i] = Date.now();
			}
		};
		const stream = new LabStream({
			sessionId: sessionOf(station.number),
			lastEvent: 0,
			listener,
			open
		});
		streams.push(stream);
		stream.start();
	}
}

answerOrders(async (order) => {
	if (order.is === 'view') view(order);
	if (order.is === 'begin') lagsMs = [];
	return order.is === 'tell' ? { lagsMs, liveAtMs } : {};
});
