/** Every operation of the peers that is compared, with how far ours is from theirs. */
import { allReferences } from '../../contracts/signals/references.ts';
import { verdicts } from '../../contracts/signals/verdicts.ts';

/** One operation on one channel. */
export interface PeerRow {
	readonly peer: string;
	readonly file: string;
	readonly channel: string;
	readonly operation: string;
	readonly measure: string;
	/** How many numbers were compared. */
	readonly count: number;
	readonly largest: number;
	readonly median: number;
	/** As advised with the data. */
	readonly tolerance: number;
	readonly met: boolean;
}

/** An operation that is not compared, and why. */
export interface NotCompared {
	readonly operation: string;
	readonly channels: number;
	readonly reason: string;
}

function peerOf(operation: string): string {
	if (operation.startsWith('oracle')) return 'plain definition (oracle.py)';
	if (operation.startsWith('cvxeda_original')) return 'cvxEDA';
	return 'NeuroKit2';
}

/** All comparisons of some recordings, in the order of the references. */
export function peerRows(isWanted: (file: string) => boolean = () => true): PeerRow[] {
	const references = allReferences().filter(({ meta }) => isWanted(meta.file));
	return references.flatMap((of) =>
		Object.entries(of.ops).flatMap(([operation, { error }]): PeerRow[] => {
			const verdict = verdicts[of.meta.kind]?.[operation];
			if (error !== undefined || typeof verdict !== 'function') return [];
			const found = verdict(of);
			const tolerance = found.advised ?? found.tolerance;
			return [
				{
					...{ peer: peerOf(operation), file: of.meta.file, channel: of.meta.channel, operation },
					...{ measure: found.measure, count: found.count },
					...{ largest: found.error, median: found.median },
					...{ tolerance, met: found.error <= tolerance }
				}
			];
		})
	);
}

/** What is not compared, once for each operation and reason. */
export function notCompared(): NotCompared[] {
	const found = new Map<string, NotCompared>();
	for (const { meta, ops } of allReferences())
		for (const [operation, { error }] of Object.entries(ops)) {
			const verdict = verdicts[meta.kind]?.[operation];
			if (error === undefined && typeof verdict === 'function') continue;
			const reason =
				error === undefined && typeof verdict === 'object'
					? verdict.notReproduced
					: 'the peer gave up on this record';
			const key = `${operation} ${reason}`;
			const channels = (found.get(key)?.channels ?? 0) + 1;
			found.set(key, { operation, channels, reason });
		}
	return [...found.values()].toSorted((a, b) => (a.operation < b.operation ? -1 : 1));
}

/** One operation over all its channels. */
export function byOperation(rows: readonly PeerRow[]) {
	const operations = [...new Set(rows.map(({ peer, operation }) => `${peer}\n${operation}`))];
	return operations.map((key) => {
		const own = rows.filter(({ peer, operation }) => `${peer}\n${operation}` === key);
		const sorted = own.map(({ median }) => median).toSorted((a, b) => a - b);
		return {
			...{ peer: own[0]!.peer, operation: own[0]!.operation, measure: own[0]!.measure },
			channels: own.length,
			count: own.reduce((sum, { count }) => sum + count, 0),
			largest: Math.max(...own.map(({ largest }) => largest)),
			/** Middle of the channels' medians. */
			median: sorted[(sorted.length - 1) >> 1] ?? 0,
			tolerance: Math.max(...own.map(({ tolerance }) => tolerance)),
			met: own.filter(({ met }) => met).length
		};
	});
}
