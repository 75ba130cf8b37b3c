/**
 * The schema of protocols/procedure/test-desk.yaml: what the examiner's desk shows, and when it reminds.
 *
 * @module
 */
import { z } from 'zod';
import { head, protocolId, uniqueBy } from '../protocols/rules.ts';
import { bilingualText } from '../text.ts';
import { positive, sourced } from './sourced.ts';

/** How the return of skin conductance after a response is recognised; see core/signal/stream/recovery.ts. */
export const recoverySettings = z.strictObject({
	/** Mean before the onset that counts as baseline [s]. */
	baselineS: positive,
	/** A response begins within this time after the onset [s]. */
	latencyMostS: positive,
	/** Smaller rises are none [µS]. */
	leastRiseUs: positive,
	/** Back when at most this share of the rise is left, 0…1. */
	leftShare: sourced.pipe(z.number().min(0).max(1)),
	/** Flat when it changed by no more than this [µS/s] … */
	flatUsPerS: positive,
	/** … over this time [s]. */
	flatS: positive,
	/** Samples are averaged over this time [s]. */
	averageS: positive
});
/** Settings of the recovery indicator. */
export type RecoverySettings = z.infer<typeof recoverySettings>;

/** protocols/procedure/test-desk.yaml. */
export const deskSettings = z.strictObject({
	...head,
	recovery: recoverySettings,
	/** When the clocks remind; nothing is refused. */
	limits: z.strictObject({
		/** One chart [min]. */
		chartMin: positive,
		/** All charts of a session on one day [min]. */
		dayMin: positive,
		/** Without a rest [min]. */
		withoutRestMin: positive,
		/** A pause of at least this long is a rest [min]. */
		restMin: positive
	}),
	screen: z.strictObject({
		/** The subject's screen has to say within this time that it shows the item [s]. */
		confirmWithinS: positive,
		/** A picture or text is shown this long [s]. */
		showS: positive
	}),
	voice: z.strictObject({
		/** A recorded prompt is scheduled this far ahead on the audio clock [s]. */
		leadS: positive
	}),
	pauseReasons: uniqueBy(z.strictObject({ id: protocolId, text: bilingualText }), 'id')
});
/** Settings of the examiner's desk. */
export type DeskSettings = z.infer<typeof deskSettings>;
