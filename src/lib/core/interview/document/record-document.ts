/**
 * The record of an interview: all that a court may look at, in one order, in one language.
 *
 * @module
 */
import type { RecordDocument, RecordWords, Section } from './blocks.ts';
import { positionSection, safeguardsSection } from './conduct.ts';
import {
	closingSection,
	evaluationSection,
	ownNotesSection,
	proofSection,
	signatureSection
} from './ending.ts';
import { agendaSection, disclosureSection, headSection, rightsSection } from './opening.ts';
import type { RecordSource } from './source.ts';
import { admissionsSection, retractionsSection, statementsSection } from './statements.ts';

/** The record in the language of the words. */
export function recordDocument(source: RecordSource, words: RecordWords): RecordDocument {
	const sections: readonly (Section | null)[] = [
		headSection(source, words),
		rightsSection(source, words),
		agendaSection(source, words),
		statementsSection(source, words),
		retractionsSection(source, words),
		disclosureSection(source, words),
		safeguardsSection(source, words),
		closingSection(source, words),
		signatureSection(source, words),
		ownNotesSection(words),
		admissionsSection(source, words),
		evaluationSection(source, words),
		positionSection(source, words),
		proofSection(source, words)
	];
	return {
		title: words.say('record_doc_title'),
		subtitle: `${source.case.number} · ${source.state.opened?.subjectCode ?? ''}`,
		sections: sections.filter((section) => section !== null)
	};
}
