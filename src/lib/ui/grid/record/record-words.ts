/**
 * Words of a record's pages.
 *
 * @module
 */
import type { RecordWords } from '#lib/core/interview/document/blocks.ts';
import type { Correction, Detail, SealObstacle } from '#lib/core/interview/record.ts';
import { m } from '#lib/paraglide/messages.js';

/** For whom a correction speaks. */
export const effectWords: Readonly<Record<Correction['effect'], () => string>> = {
	for: m.record_effect_for,
	against: m.record_effect_against,
	neither: m.record_effect_neither
};

/** Whether the person had been told a detail. */
export const noveltyWords: Readonly<Record<Detail['novelty'], () => string>> = {
	new: m.record_novelty_new,
	disclosed: m.record_novelty_disclosed,
	unknown: m.record_novelty_unknown
};

/** What came of a check. */
export const outcomeWords: Readonly<
	Record<NonNullable<Detail['outcome']> | 'unchecked', () => string>
> = {
	true: m.record_outcome_true,
	false: m.record_outcome_false,
	open: m.record_outcome_open,
	unchecked: m.record_outcome_unchecked
};

/** What is missing before a seal. */
export const sealWords: Readonly<Record<SealObstacle, () => string>> = {
	'not-closed': m.record_seal_not_closed,
	'read-back': m.record_seal_read_back,
	lead: m.record_seal_lead,
	supervisor: m.record_seal_supervisor,
	retraction: m.record_seal_retraction
};

/** Messages by key, in the language of the page. */
export const sayHere: RecordWords['say'] = (key, inputs = {}) => {
	const words = m as unknown as Readonly<Record<string, ((inputs: object) => string) | undefined>>;
	return words[key]?.(inputs) ?? key;
};

/** Choices as lists of the kit take them. */
export function choices<T extends string>(
	words: Readonly<Record<T, () => string>>,
	values: readonly T[]
): { readonly value: T; readonly label: string }[] {
	return values.map((value) => ({ value, label: words[value]() }));
}
