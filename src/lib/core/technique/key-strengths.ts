/**
 * The scorable part of one channel's measurements: which questions count, and how strong each item's response is.
 *
 * @module
 */
import { LabError } from '../errors.ts';

/** Measurements of one question (structure of `QuestionMeasurements` in scoring/types.ts). */
interface MeasuredQuestion {
	readonly questionId: string;
	readonly values: readonly (number | null)[];
	readonly keyIndex: number;
}

/** All measurements of one channel (structure of `ChannelMeasurements` in scoring/types.ts). */
export interface ChannelStrengths {
	readonly channel: string;
	readonly stronger: 'larger' | 'smaller';
	readonly questions: readonly MeasuredQuestion[];
}

/** One question whose key and at least one foil are scorable. */
export interface ScorableQuestion {
	readonly questionId: string;
	/** Index of the row among the channel's questions. */
	readonly row: number;
	/** Strength of each scorable item, larger = stronger response, shape [m]. */
	readonly strengths: readonly number[];
	/** Which item of the question each strength belongs to, shape [m]. */
	readonly items: readonly number[];
	/** Index of the key among `strengths`. */
	readonly key: number;
}

/** The scorable questions, and what was left out and why. */
export interface KeyStrengths {
	readonly questions: readonly ScorableQuestion[];
	readonly excluded: readonly { readonly questionId: string; readonly reason: string }[];
}

/**
 * Leaves out what cannot be scored and turns values so that larger is stronger.
 *
 * Questions then have unequal numbers of items; every null distribution uses the number that is left.
 *
 * @throws {LabError} `scoring/too-few-items` when no question has a key and a foil left
 */
export function keyStrengths(channel: ChannelStrengths): KeyStrengths {
	const questions: ScorableQuestion[] = [];
	const excluded: { questionId: string; reason: string }[] = [];
	const sign = channel.stronger === 'larger' ? 1 : -1;
	channel.questions.forEach(({ questionId, values, keyIndex }, row) => {
		const items = values.flatMap((value, i) =>
			value !== null && Number.isFinite(value) ? [i] : []
		);
		const key = items.indexOf(keyIndex);
		const leftOut = (reason: string) => excluded.push({ questionId, reason });
		if (key === -1) return leftOut('key-not-scorable');
		if (items.length < 2) return leftOut('no-scorable-foil');
		for (let i = items.length; i < values.length; i++) leftOut('item-not-scorable');
		const strengths = items.map((item) => sign * (values[item] ?? 0));
		return questions.push({ questionId, row, strengths, items, key });
	});
	if (questions.length === 0)
		throw new LabError(
			'scoring/too-few-items',
			`expected a question with a scorable key and foil on ${channel.channel}, got none`
		);
	return { questions, excluded };
}
