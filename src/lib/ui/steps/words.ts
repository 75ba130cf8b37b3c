/**
 * Words for the closed lists of the session's records.
 *
 * @module
 */
import type { BilingualText } from '#lib/core/text.ts';
import { inLocale } from '#lib/core/text.ts';
import { knowers } from '#lib/core/session/payloads-preparation.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';

export type Knower = (typeof knowers)[number];

/** A bilingual text in the language of the page. */
export function say(text: BilingualText): string {
	return inLocale(text, getLocale());
}

/** What a figure or a text is, and the text, with the language's own colon. */
export function labelled(label: string, text: string): string {
	return getLocale() === 'en' ? `${label}: ${text}` : `${label}：${text}`;
}

/** Short things one after another, with the language's own comma. */
export function listed(things: readonly string[]): string {
	return things.join(getLocale() === 'en' ? ', ' : '、');
}

const knowerNames: Record<Knower, () => string> = {
	perpetrator: m.steps_knower_perpetrator,
	investigators: m.steps_knower_investigators,
	victim: m.steps_knower_victim,
	witness: m.steps_knower_witness,
	press: m.steps_knower_press,
	public: m.steps_knower_public,
	counsel: m.steps_knower_counsel,
	other: m.steps_knower_other,
	'subject-told': m.steps_knower_subject_told
};

/** Who may know a fact. */
export function knowerName(knower: Knower): string {
	return knowerNames[knower]();
}

/** All who may know a fact, as choices. */
export function knowerOptions(): { value: Knower; label: string }[] {
	return knowers.map((value) => ({ value, label: knowerName(value) }));
}

const confidences = {
	established: m.steps_confidence_established,
	probable: m.steps_confidence_probable,
	uncertain: m.steps_confidence_uncertain
};

/** How sure a fact is. */
export function confidenceName(confidence: keyof typeof confidences): string {
	return confidences[confidence]();
}

const saliences = { central: m.steps_salience_central, peripheral: m.steps_salience_peripheral };

/** How likely someone who was there remembers it. */
export function salienceName(salience: keyof typeof saliences): string {
	return saliences[salience]();
}
