/**
 * What happens inside the virtual subject when it hears an item; every channel shows it in its own way.
 *
 * @module
 */

/** One inner reaction. */
export interface Reaction {
	/** When the item began to be read out [s]. */
	readonly onsetS: number;
	/** First item of a question: everybody orients to it. */
	readonly first: boolean;
	/** 0…1: the item names the detail and the subject knows it. */
	readonly recognised: number;
	/** 0…1: effort to hide the recognition. */
	readonly concealed: number;
	/** Whether the subject makes a response on purpose (countermeasure). */
	readonly selfMade: boolean;
	/** Items heard before this one in the whole session. */
	readonly heardBefore: number;
}

/** A reaction is over after this long [s]; nothing later depends on it. */
export const LONGEST_REACTION = 25;
