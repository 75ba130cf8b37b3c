/**
 * What flaws are called: one word on a strip, a reason in a table.
 *
 * @module
 */
import { flawKinds, type FlawCause, type FlawKind } from '#lib/core/signal/quality/flaw.ts';
import { m } from '#lib/paraglide/messages.js';
import type { FlawWords } from './paint-flaws.ts';

/** The words on strips, in the language of the page. */
export function flawWords(): FlawWords {
	return {
		clipped: m.live_flaw_clipped(),
		flat: m.live_flaw_flat(),
		poor: m.live_flaw_poor()
	};
}

/** Kind and reason of each cause, in the language of the page. */
export function flawCauses(): Readonly<
	Record<FlawCause, { readonly kind: FlawKind; readonly text: string }>
> {
	const texts: Record<FlawCause, string> = {
		minimum: m.live_flaw_minimum(),
		maximum: m.live_flaw_maximum(),
		still: m.live_flaw_still(),
		'out-of-range': m.live_flaw_out_of_range(),
		steep: m.live_flaw_steep(),
		'no-beats': m.live_flaw_no_beats(),
		'unlike-beats': m.live_flaw_unlike_beats()
	};
	const of = (cause: FlawCause) => ({ kind: flawKinds[cause], text: texts[cause] });
	return {
		...{ minimum: of('minimum'), maximum: of('maximum'), still: of('still') },
		...{ 'out-of-range': of('out-of-range'), steep: of('steep') },
		...{ 'no-beats': of('no-beats'), 'unlike-beats': of('unlike-beats') }
	};
}
