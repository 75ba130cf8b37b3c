/**
 * A fact as fields of a form, and back.
 *
 * @module
 */
import type { CaseFact } from '#lib/core/casework/case-facts.ts';
import type { EventData } from '#lib/core/session/event.ts';
import type { Knower } from '#lib/core/session/knowledge.ts';
import { confidenceName, salienceName } from '../words.ts';

type Fact = EventData<'fact-recorded'>;

/** What the fact form holds while it is being filled in. */
export interface FactFields {
	text: string;
	elements: Fact['elements'];
	source: string;
	time: string;
	place: string;
	confidence: string;
	salience: string;
	knownBy: Knower[];
	reason: string;
}

const CONFIDENCES = { high: 'established', medium: 'probable', low: 'uncertain' } as const;

/** The form for a fact to correct, an entry of the case's register to take, or nothing yet. */
export function emptyFact(fact: Fact | null, from: CaseFact | null): FactFields {
	const confidence = from === null || from.confidence === null ? '' : CONFIDENCES[from.confidence];
	return {
		text: fact?.text ?? from?.text ?? '',
		elements: [...(fact?.elements ?? (from?.element ? [from.element] : []))],
		source: fact?.source ?? from?.source ?? '',
		time: fact?.time ?? from?.time ?? '',
		place: fact?.place ?? from?.place ?? '',
		confidence: fact?.confidence ?? confidence,
		salience: fact?.salience ?? '',
		knownBy: [...(fact?.knownBy ?? (from === null ? [] : (['investigators'] as const)))],
		reason: ''
	};
}

/** The fact the fields describe; a correction keeps the link to the case's register. */
export function factOf(fields: FactFields, fact: Fact | null, from: CaseFact | null): Fact {
	const { reason: _, time, place, ...rest } = fields;
	const boardFactId = fact?.boardFactId ?? from?.id;
	const boardCode = fact?.boardCode ?? from?.code;
	return {
		...rest,
		factId: fact?.factId ?? crypto.randomUUID(),
		confidence: fields.confidence as Fact['confidence'],
		salience: fields.salience as Fact['salience'],
		...(time.trim() === '' ? {} : { time: time.trim() }),
		...(place.trim() === '' ? {} : { place: place.trim() }),
		...(boardFactId === undefined ? {} : { boardFactId }),
		...(boardCode === undefined ? {} : { boardCode })
	};
}

/** How sure a fact may be. */
export const confidenceOptions = () =>
	(['established', 'probable', 'uncertain'] as const).map((value) => ({
		...{ value, label: confidenceName(value) }
	}));

/** How likely it is remembered. */
export const salienceOptions = () =>
	(['central', 'peripheral'] as const).map((value) => ({ value, label: salienceName(value) }));
