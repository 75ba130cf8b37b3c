/**
 * Words of legal checks, of tests and of interviews.
 *
 * @module
 */
import type { BreakKind, Measure } from '#lib/core/law/clocks.ts';
import type { LawFact, FactValue } from '#lib/core/law/fact.ts';
import { inLocale } from '#lib/core/text.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

/** How somebody came or is held. */
export const measureWords: Readonly<Record<Measure, () => string>> = {
	none: m.law_measure_none,
	summons: m.law_measure_summons,
	compelled: m.law_measure_compelled,
	detained: m.law_measure_detained,
	arrested: m.law_measure_arrested
};

/** What a break is for. */
export const breakWords: Readonly<Record<BreakKind, () => string>> = {
	rest: m.law_break_rest,
	meal: m.law_break_meal,
	medicine: m.law_break_medicine,
	counsel: m.law_break_counsel,
	toilet: m.law_break_toilet
};

/** Choices to select from. */
export function choices<T extends string>(
	words: Readonly<Record<T, () => string>>
): { readonly value: T; readonly label: string }[] {
	return (Object.keys(words) as T[]).map((value) => ({ value, label: words[value]() }));
}

/** Whole minutes as hours and minutes. */
export function duration(minutes: number): string {
	const whole = Math.max(0, Math.floor(minutes));
	return whole < 60
		? m.law_minutes({ minutes: whole })
		: m.law_hours({ hours: Math.floor(whole / 60), minutes: whole % 60 });
}

/** A fact's value as it is read. */
export function valueWords({ answers }: Pick<LawFact, 'answers'>, value: FactValue): string {
	const answer = answers?.find((one) => JSON.stringify(one.value) === JSON.stringify(value));
	if (answer !== undefined) return inLocale(answer.label, getLocale());
	if (typeof value === 'boolean') return value ? m.law_yes() : m.law_no();
	if (typeof value === 'number') return String(Math.round(10 * value) / 10);
	if (value === null) return m.law_none();
	return typeof value === 'string' ? value : value.join(', ');
}
