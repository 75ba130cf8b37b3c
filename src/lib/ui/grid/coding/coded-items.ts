/**
 * What can be marked in a recording, and the tiers marks are drawn in.
 *
 * @module
 */
import type { IndicatorChannel } from '#lib/core/grid/model.ts';
import type { RatingScale } from '#lib/core/grid/cell.ts';
import type { GridContent } from '#lib/core/interview/decision.ts';
import { inLocale, type BilingualText } from '#lib/core/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { stateLabel } from '../grid-words.ts';

/** One thing that can be marked. */
export interface CodedItem {
	readonly id: string;
	readonly text: string;
	readonly kind: 'indicator' | 'safeguard' | 'interviewer';
	/** Cell of the grid, e.g. `S2C`; of the others their kind. */
	readonly cell: string;
	readonly stage: string;
	readonly channel: IndicatorChannel | null;
	readonly scale: RatingScale | null;
	/** Words of 0…3; empty = there are none. */
	readonly words: readonly string[];
}

/** How marks are put in tiers. */
export const tierings = ['cell', 'stage', 'channel'] as const;
/** One of them. */
export type Tiering = (typeof tierings)[number];

/** A row of the time line. */
export interface Tier {
	readonly id: string;
	/** Short, beside the tier. */
	readonly label: string;
	/** In full. */
	readonly title: string;
}

const words = (text: BilingualText): string => inLocale(text, getLocale());
const channelWords: Readonly<Record<IndicatorChannel, () => string>> = {
	verbal: m.coding_channel_verbal,
	behaviour: m.coding_channel_behaviour,
	paraverbal: m.coding_channel_paraverbal,
	nonverbal: m.coding_channel_nonverbal
};

/** Everything that can be marked: indicators cell by cell, signs of harm, the interviewers’ conduct. */
export function codedItems({ frame, cells }: GridContent): CodedItem[] {
	const none = { channel: null, scale: null, words: [] };
	return [
		...cells.flatMap(({ stage, dimension, indicators }) =>
			indicators.map(({ id, text, channel, scale }): CodedItem => {
				const place = { cell: `${stage}${dimension}`, stage, channel, scale };
				const anchors = frame.scales[scale].map(words);
				return { id, text: words(text), kind: 'indicator', ...place, words: anchors };
			})
		),
		...frame.safeguards.items.map(({ id, text }): CodedItem => {
			const kind = 'safeguard';
			return { id, text: words(text), kind, cell: kind, stage: kind, ...none };
		}),
		...frame.interviewer.map(({ id, text }): CodedItem => {
			const kind = 'interviewer';
			return { id, text: words(text), kind, cell: kind, stage: kind, ...none };
		})
	];
}

/** The tier of an item. */
export function tierOf(item: CodedItem, tiering: Tiering): string {
	if (item.kind !== 'indicator') return item.kind;
	return { cell: item.cell, stage: item.stage, channel: item.channel ?? '' }[tiering];
}

/** All tiers, from the top; signs of harm and the interviewers’ conduct are always the last two. */
export function tiersOf(
	items: readonly CodedItem[],
	tiering: Tiering,
	frame: GridContent['frame']
): Tier[] {
	const ids = [...new Set(items.map((item) => tierOf(item, tiering)))];
	return ids.map((id) => {
		const title = labelOf(id, tiering, frame);
		const isCell = tiering === 'cell' && id.length === 3;
		const dimension = frame.dimensions[id.slice(2) as 'C' | 'E' | 'V'];
		return { id, title, label: isCell ? `${id} ${words(dimension)}` : title };
	});
}

/** What a tier or a group of items is called. */
export function labelOf(id: string, tiering: Tiering, frame: GridContent['frame']): string {
	if (id === 'safeguard') return m.grid_safeguards();
	if (id === 'interviewer') return m.grid_interviewer_items();
	if (tiering === 'channel') return channelWords[id as IndicatorChannel]();
	const stage = stateLabel(frame, id.slice(0, 2) as 'S1' | 'S2' | 'S3');
	if (tiering === 'stage') return stage;
	return `${stage} × ${words(frame.dimensions[id.slice(2) as 'C' | 'E' | 'V'])}`;
}
