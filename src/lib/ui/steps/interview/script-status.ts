/**
 * The parts of the pre-test script with whether each is done.
 *
 * @module
 */
import {
	isDone,
	partsOf,
	type PreTestScript,
	type ScriptPart
} from '#lib/core/desk/pre-test-script.ts';
import type { TechniqueKind } from '#lib/core/protocols/technique.ts';
import type { SessionState } from '#lib/core/session/state.ts';

/** One part as a page shows it. */
export interface PartStatus {
	readonly part: ScriptPart;
	readonly isDone: boolean;
}

/** All parts for a technique, in order. */
export function scriptStatus(
	state: SessionState,
	script: PreTestScript,
	kind: TechniqueKind
): PartStatus[] {
	return partsOf(script, kind).map((part) => ({
		part,
		isDone: isDone(state, part, script, kind)
	}));
}
