/**
 * The worker that reads the byte stream of a tab.
 *
 * @module
 */
import { LabStream } from './stream.ts';
import type { StreamNews, StreamOrder } from './stream-in-worker.ts';

let stream: LabStream | null = null;

function tell(news: StreamNews, transfer: Transferable[] = []): void {
	self.postMessage(news, { transfer });
}

self.onmessage = ({ data }: MessageEvent<StreamOrder>) => {
	if (data.is === 'hurry') {
		stream?.hurry();
		return;
	}
	stream = new LabStream({
		...data.options,
		listener: {
			message: (message) => tell({ is: 'message', message }),
			block: (block, bytes) => {
				const parts = [...block.channels, bytes].map(({ buffer }) => buffer as ArrayBuffer);
				tell({ is: 'block', block, bytes }, parts);
			},
			connection: (connection) => tell({ is: 'connection', connection })
		}
	});
	stream.start(data.resume);
};
