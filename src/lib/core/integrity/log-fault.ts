/**
 * What can be wrong with a log, and what a check of it came to.
 *
 * @module
 */

/** Kinds of faults. */
export const logFaults = [
	// leaves and rows
	'leaf-order',
	'leaf-changed',
	'leaf-unexplained',
	'row-missing',
	'row-changed',
	'row-unlogged',
	'numbering',
	'erasure',
	// heads
	'head-order',
	'head-root',
	'head-signature',
	'head-key',
	'clock',
	// against what is kept outside
	'rolled-back',
	'anchor',
	// what is needed is not there
	'no-heads',
	'unsigned-end'
] as const;
/** One of them. */
export type LogFaultKind = (typeof logFaults)[number];

/** The first thing wrong with a log. */
export interface LogFault {
	readonly what: LogFaultKind;
	/** Leaf it concerns (0-based); null = none. */
	readonly leaf: number | null;
	/** Head it concerns; null = none. */
	readonly head: number | null;
	/** English, what was expected and what came. */
	readonly message: string;
}

/** What a check came to: as the log was, changed, part of it not there, or not to be judged. */
export type LogVerdict = 'ok' | 'tampered' | 'incomplete' | 'unverifiable';

/** Exit codes of commands, the same for every verifier of the laboratory. */
export const verdictCodes: Readonly<Record<LogVerdict, number>> = {
	ok: 0,
	tampered: 1,
	incomplete: 2,
	unverifiable: 3
};

/** What a fault makes of a log. */
export function verdictOf(fault: LogFault | null): LogVerdict {
	if (fault === null) return 'ok';
	return fault.what === 'no-heads' || fault.what === 'unsigned-end' ? 'incomplete' : 'tampered';
}
