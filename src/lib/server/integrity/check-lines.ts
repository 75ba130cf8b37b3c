/**
 * Checks a copy of the log: what `checkDatabase` checks, without the records themselves.
 *
 * @module
 */
import type { LogAnchor } from '#lib/core/integrity/head-chain.ts';
import { LogCheck } from '#lib/core/integrity/log-check.ts';
import { verdictOf, type LogFault } from '#lib/core/integrity/log-fault.ts';
import type { ReadLog } from '#lib/core/integrity/log-lines.ts';
import type { LogReport } from './check-database.ts';
import { isSignedBy, keyIdOf } from './log-key.ts';

/** Checks a copy; leaves that came after its last head are counted, as in a database. */
export function checkLines(
	{ heads, keys, erasures, leaves }: ReadLog,
	anchors: readonly LogAnchor[]
): LogReport {
	const check = new LogCheck({ heads, keys, anchors, erasures, isSigned: isSignedBy });
	const run = (): LogFault | null => {
		for (const [keyId, publicKey] of keys)
			if (keyIdOf(publicKey) !== keyId)
				return {
					...{ what: 'head-key', leaf: null, head: null },
					message: `expected the key with id ${keyId}, got another`
				};
		let fault = check.start();
		for (const leaf of leaves) fault ??= check.leaf(leaf);
		return fault ?? check.end(false);
	};
	const fault = run();
	return {
		...{ verdict: verdictOf(fault), fault, leaves: check.size, erased: check.erased },
		...{ unread: leaves.length, heads: heads.length, anchors: anchors.length },
		unsigned: Math.max(0, check.size - (heads.at(-1)?.size ?? 0))
	};
}
