/**
 * The subject's screen: what it may be told to show, what it says back, and how the desk sees it.
 *
 * A screen is told one thing at a time and never a role, a key, a result or another question.
 *
 * @module
 */
import { z } from 'zod';

/** What a screen shows. */
export const screenShow = z.discriminatedUnion('kind', [
	z.strictObject({ kind: z.literal('fixation') }),
	z.strictObject({ kind: z.literal('instruction'), lines: z.array(z.string()).min(1) }),
	z.strictObject({ kind: z.literal('text'), stem: z.string(), text: z.string() }),
	// no description: it was written for the tester
	z.strictObject({ kind: z.literal('picture'), sha256: z.string() })
]);
/** What a screen shows. */
export type ScreenShow = z.infer<typeof screenShow>;

/** An order of the server to the screens of a session. */
export const screenOrder = z.strictObject({ order: z.number().int().min(0), show: screenShow });
/** An order of the server to the screens of a session. */
export type ScreenOrder = z.infer<typeof screenOrder>;

/** What a screen says: whether it can be seen, and since when it shows an order. */
export const screenReport = z.strictObject({
	/** Of the window, made by the server when it connected. */
	window: z.string().min(1).max(64),
	isVisible: z.boolean(),
	/** null = nothing new is shown, only `isVisible` changed. */
	shown: z
		.strictObject({
			order: z.number().int().min(0),
			/** Workstation clock at the frame that painted it [s]. */
			atS: z.number(),
			/** Half of the shortest round trip of the clock [s]; null = never asked. */
			uncertaintyS: z.number().min(0).max(10).nullable()
		})
		.nullable()
});
/** What a screen says. */
export type ScreenReport = z.infer<typeof screenReport>;

/** How the desk sees the screens of its session. */
export interface ScreenStatus {
	/** Windows that are connected. */
	readonly windows: number;
	/** Of them those that can be seen. */
	readonly visible: number;
	/** Kind of what is shown; null = nothing was confirmed yet. */
	readonly showing: ScreenShow['kind'] | null;
}

/** What the desk asks for. */
export const screenAsk = z.discriminatedUnion('ask', [
	z.strictObject({ ask: z.literal('fixation') }),
	z.strictObject({ ask: z.literal('instruction') }),
	z.strictObject({
		ask: z.literal('present'),
		chart: z.number().int().min(1).max(99),
		presentation: z.number().int().min(1).max(999)
	})
]);
/** What the desk asks for. */
export type ScreenAsk = z.infer<typeof screenAsk>;
