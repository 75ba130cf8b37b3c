/**
 * Somebody coding a recording: the item that has the focus, the value of its next mark, and marks under way.
 *
 * @module
 */
import type { InterviewData } from '#lib/core/interview/interview-event.ts';
import type { CodedItem } from './coded-items.ts';

type MarkData = InterviewData<'behaviour-marked'>;
/** 0…3; null = could not be seen. */
export type MarkValue = MarkData['value'];
/** A mark without the file it belongs to. */
export type NewMark = Omit<MarkData, 'sha256'>;

/** Items and marks under way. */
export class Coder {
	readonly items: readonly CodedItem[];
	/** Place of the item that has the focus. */
	at = $state(0);
	/** Value of the next mark of each item; absent = 1. */
	values = $state<Record<string, MarkValue>>({});
	/** Where a length began [s of the interview], by item. */
	running = $state<Record<string, number>>({});
	/** Waits for words before it is recorded. */
	pending = $state<NewMark | null>(null);

	constructor(items: readonly CodedItem[]) {
		this.items = items;
	}

	/** The item that has the focus. */
	get item(): CodedItem | undefined {
		return this.items[this.at];
	}

	/** Value of the next mark of an item. */
	valueOf(id: string): MarkValue {
		const value = this.values[id];
		return value === undefined ? 1 : value;
	}

	/** Moves the focus by items, or to the first of another group. */
	move(by: 1 | -1, isGroup = false): void {
		if (!isGroup) {
			this.at = Math.max(0, Math.min(this.items.length - 1, this.at + by));
			return;
		}
		const groups = [...new Set(this.items.map(({ cell }) => cell))];
		const now = groups.indexOf(this.item?.cell ?? '');
		const next = groups[Math.max(0, Math.min(groups.length - 1, now + by))];
		this.at = this.items.findIndex(({ cell }) => cell === next);
	}

	/** Sets the value of the next mark of the item that has the focus. */
	rate(value: MarkValue): void {
		if (this.item !== undefined) this.values[this.item.id] = value;
	}

	/**
	 * A mark at a time of the interview. Where the length is rated the first press begins it and the second ends it.
	 *
	 * @returns the mark to record now; null = it began, or it waits for words
	 */
	mark(nowS: number, withNote = false): NewMark | null {
		const { item } = this;
		if (item === undefined) return null;
		const value = this.valueOf(item.id);
		const isLength = item.scale === 'duration' && value !== null && value > 0;
		const begun = this.running[item.id];
		if (isLength && begun === undefined) {
			this.running[item.id] = nowS;
			return null;
		}
		delete this.running[item.id];
		const span =
			isLength && begun !== undefined
				? { atS: Math.min(begun, nowS), untilS: Math.max(begun, nowS, Math.min(begun, nowS) + 0.1) }
				: { atS: nowS, untilS: null };
		const mark = { item: item.id, value, ...span, note: '', alternative: '' };
		const needsWords = value === 3 && item.kind === 'indicator';
		if (!needsWords && !withNote) return mark;
		this.pending = mark;
		return null;
	}
}
