/**
 * The worker that reads one sealed recording: asks, unpacks and keeps, so that the page only draws.
 *
 * @module
 */
import { KeptDatabase } from './kept-database.ts';
import { KeptParts } from './kept-parts.ts';
import type { Unpacked } from './parts.ts';
import { readSealed, type Ask } from './read-sealed.ts';
import type { Run } from '../../core/recording/tile-levels.ts';
import type { SealedCall, SealedNews, SealedWord } from './sealed-recording.ts';

// answers are kept below, bounded and for one account: not a second time by the browser
const ask: Ask = async (path) => {
	const answer = await fetch(path, { cache: 'no-store' });
	return answer.ok ? new Uint8Array(await answer.arrayBuffer()) : null;
};

let seen: Run | null = null;

function tell(news: SealedNews, transfer: Transferable[] = []): void {
	self.postMessage(news, { transfer });
}

async function read({ order, owner, database, most }: SealedCall): Promise<void> {
	const { recording } = order;
	const store = owner === null ? null : new KeptDatabase(database);
	const kept =
		owner === null || store === null ? null : new KeptParts({ ...owner, recording }, store, most);
	const give = (unpacked: Unpacked): void =>
		tell(
			{ is: 'here', unpacked },
			unpacked.channels.map(({ buffer }) => buffer)
		);
	const reading = { kept, ask, give, seen: () => seen };
	const isWhole = await readSealed(order, reading).catch(() => false);
	store?.close();
	tell({ is: 'end', isWhole, notKept: kept?.problem ?? null });
}

self.onmessage = ({ data }: MessageEvent<SealedWord>) => {
	if (data.is === 'seen') seen = data.run;
	else void read(data);
};
