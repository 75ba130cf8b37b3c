/**
 * What other methods make of the same session, side by side.
 *
 * To look at, never to choose from: the method and the channel of a conclusion are fixed before the test.
 *
 * @module
 */
import { isLabError } from '#lib/core/errors.ts';
import type { TableOf } from '#lib/core/score-table/tables.ts';
import type { BilingualText } from '#lib/core/text.ts';
import { tableMethods } from './registry-tables.ts';
import { methods } from './registry.ts';
import type { MeasuredSession } from './session-channels.ts';
import { sessionTable } from './session-table.ts';
import type { TableMethod } from './types.ts';

/** One figure of a method. */
export interface MethodFigure {
	readonly statistic: number;
	/** null = the method has none. */
	readonly p: number | null;
}

/** A method on each channel, and on all together where it combines them. */
export interface ComparedMethod {
	readonly id: string;
	readonly title: BilingualText;
	readonly critique: readonly BilingualText[];
	/** In the order of the channels; null = nothing could be scored. */
	readonly channels: readonly { readonly channel: string; readonly figure: MethodFigure | null }[];
	/** All channels in one figure; null = the method never combines channels, or there is one only. */
	readonly together: MethodFigure | null;
	/** The figure of all channels without one; empty where there is none of all. */
	readonly withoutChannel: readonly {
		readonly channel: string;
		readonly figure: MethodFigure | null;
	}[];
}

/**
 * Every method for the table of a concealed-information test.
 *
 * @param seed for methods that draw permutations
 * @returns in the order of the registry; empty when nothing was measured
 */
export function compareMethods(session: MeasuredSession, seed: number): ComparedMethod[] {
	const table = sessionTable(session);
	if (table === null) return [];
	const names = table.channels.map(({ channel }) => channel);
	return tableMethods
		.filter((method) => method.form === 'details')
		.map((method) => {
			const { id, title, critique } = method;
			const over = (kept: (channel: string) => boolean): MethodFigure | null =>
				figure(
					method,
					{ ...table, channels: table.channels.filter((one) => kept(one.channel)) },
					seed
				);
			const combines = names.length > 1 && !methods.some((one) => one.id === id);
			const without = combines ? names : [];
			return {
				...{ id, title, critique },
				channels: names.map((channel) => ({ channel, figure: over((one) => one === channel) })),
				together: combines ? over(() => true) : null,
				withoutChannel: without.map((channel) => ({
					...{ channel, figure: over((one) => one !== channel) }
				}))
			};
		});
}

/** null where nothing can be scored; anything else thrown is a bug. */
function figure(
	method: TableMethod<'details'>,
	table: TableOf<'details'>,
	seed: number
): MethodFigure | null {
	try {
		const { statistic, p } = method.score(table, { seed });
		return { statistic, p };
	} catch (error) {
		if (isLabError(error) && error.code === 'scoring/too-few-items') return null;
		throw error;
	}
}
