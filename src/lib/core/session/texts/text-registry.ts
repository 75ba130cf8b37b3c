/**
 * What the free texts of an event are: whose words, where they leave the system, and what a later event replaces.
 *
 * A field that is named nowhere here counts as words of the record that leave with the sealed log, so that a new event
 * is looked at before anybody thought of it.
 *
 * @module
 */
import type { EventType } from '../event.ts';

/**
 * Whose words. `laboratory`: what the laboratory says of the test or its result. `planned`: what is going to be said to
 * the person. `recorded`: what was said, seen or given as a reason; it stays as it was, whatever it was.
 */
export const voices = ['laboratory', 'planned', 'recorded'] as const;
/** One of them. */
export type Voice = (typeof voices)[number];

/** Where a text leaves: in the report and all made of it, or only within the sealed log and the evidence package. */
export const destinations = ['report', 'package'] as const;
/** One of them. */
export type Destination = (typeof destinations)[number];

/** By event type; types that other parts of the program bring along are named by their name. */
type Fields = Readonly<Record<string, readonly string[] | undefined>>;

const PLANNED = ['stem', 'items[].text', 'items[].stimulus.description'];
const OF_A_QUESTION_FILE = ['items[].stimulus.file.name', 'items[].prompt.file.name'];

/** Words of the laboratory on the test and its result; they are printed. */
export const laboratoryFields: Fields = {
	'disagreement-settled': ['reason'],
	'conclusion-recorded': ['limits', 'alternatives'],
	'lead-recorded': ['text', 'nextStep'],
	'report-drafted': ['caseSummary', 'remarks']
};

/** Words that will be said or shown to the person. */
export const plannedFields: Fields = {
	'question-drafted': PLANNED,
	'question-corrected': PLANNED,
	// a list proposed for a later test
	'lead-recorded': ['search.stem', 'search.items[]']
};

/** Words of the record that a report prints. */
export const printedFields: Fields = {
	'subject-described': ['language', 'background', 'relationToCase'],
	'identity-checked': ['method'],
	'rights-explained': ['language'],
	'fitness-recorded': ['answers[].note', 'medication', 'note'],
	'prior-knowledge-recorded': ['entries[].fromWhom', 'note'],
	'fact-recorded': ['text', 'source'],
	'fact-corrected': ['text', 'source'],
	'question-drafted': [...PLANNED, 'category'],
	'question-corrected': [...PLANNED, 'category'],
	'question-list-locked': ['acceptedWarnings[].reason'],
	'sensors-checked': ['note'],
	'presentation-voided': ['reason'],
	'artifact-marked': ['note'],
	'remark-made': ['text'],
	'chart-stopped': ['note'],
	'measurement-excluded': ['reason'],
	'measurement-overridden': ['reason'],
	'disagreement-settled': ['reason'],
	'conclusion-recorded': ['limits', 'alternatives'],
	'clarification-recorded': ['topic', 'question', 'statement'],
	'interview-closed': ['recordingReference', 'complaints', 'welfare'],
	'detail-recorded': ['text', 'howToCheck'],
	'detail-checked': ['how'],
	'lead-recorded': [
		'text',
		'nextStep',
		'owner',
		'search.stem',
		'search.category',
		'search.items[]'
	],
	'session-abandoned': ['reason'],
	'report-drafted': [
		...['reportNumber', 'requestingUnit', 'referralQuestion', 'caseSummary', 'environment'],
		...['staff', 'preTestTalk', 'recordings', 'remarks']
	]
};

/** Fields that nobody types: names of files, channels and units, sentences made by a scoring method, versions. */
export const programFields: Fields = {
	'session-opened': ['protocols[].name'],
	'question-drafted': OF_A_QUESTION_FILE,
	'question-corrected': OF_A_QUESTION_FILE,
	'sensors-checked': ['device', 'channels[].name', 'channels[].kind'],
	'consent-form-kept': ['file.name'],
	'acquaintance-concluded': [
		...['channels[].channel', 'channels[].kind', 'channels[].feature', 'software']
	],
	'chart-started': [
		...['file', 'startedUtc', 'columns[].name', 'columns[].kind', 'columns[].unit'],
		...['list[].stem', 'list[].category', 'list[].items[].text'],
		'list[].items[].stimulus.description',
		...OF_A_QUESTION_FILE.map((field) => `list[].${field}`)
	],
	'chart-sealed': ['file'],
	'chart-measured': [
		...['software', 'measurements[].channel', 'measurements[].feature', 'measurements[].exclusion']
	],
	'measurement-excluded': ['channel'],
	'measurement-overridden': ['channel'],
	'measurement-restored': ['channel'],
	'score-recorded': [
		...['software', 'scores[].channel', 'scores[].sentence.zh', 'scores[].sentence.en']
	],
	'sheet-revealed': ['sheet.cells[].channel'],
	'sheets-compared': ['software'],
	'conclusion-recorded': ['basis.channel'],
	'report-issued': ['case.number', 'case.title', 'names[].name', 'software'],
	'session-sealed': ['files[].path']
};

/** Records of which the last one counts. */
const SINGLE: ReadonlySet<string> = new Set([
	...['subject-described', 'question-list-locked', 'identity-checked', 'rights-explained'],
	...['fitness-recorded', 'prior-knowledge-recorded', 'sensors-checked', 'consent-form-kept'],
	...['disagreement-settled', 'conclusion-recorded', 'interview-closed', 'report-drafted']
]);

/** Records with an id of their own, by the field that holds it. */
const BY_ID: Readonly<
	Record<string, { readonly name: string; readonly field: string } | undefined>
> = {
	...ofFamily('fact', ['fact-recorded', 'fact-corrected', 'fact-withdrawn'], 'factId'),
	...ofFamily('hypothesis', ['hypothesis-recorded', 'hypothesis-corrected'], 'hypothesisId'),
	...ofFamily(
		'disclosure',
		['disclosure-recorded', 'disclosure-corrected', 'disclosure-withdrawn'],
		'disclosureId'
	),
	...ofFamily('fact-use', ['fact-use-set'], 'factId'),
	...ofFamily('hypothesis-state', ['hypothesis-state-set'], 'hypothesisId'),
	...ofFamily('panel', ['panel-recorded', 'panel-withdrawn'], 'panelId'),
	...ofFamily(
		'question',
		['question-drafted', 'question-corrected', 'question-withdrawn'],
		'questionId'
	)
};

function ofFamily(
	name: string,
	types: readonly EventType[],
	field: string
): Record<string, { name: string; field: string }> {
	return Object.fromEntries(types.map((type) => [type, { name, field }]));
}

/**
 * What an event says something of: a later event with the same subject takes the place of its words.
 *
 * @returns null = the words stand for themselves
 */
export function subjectOf(type: EventType, data: unknown): string | null {
	const family = BY_ID[type];
	if (family !== undefined) {
		const id = (data as Readonly<Record<string, unknown>>)[family.field];
		return `${family.name}:${String(id)}`;
	}
	return SINGLE.has(type) ? type : null;
}

/** Whose words a field holds. */
export function voiceOf(type: EventType, field: string): Voice {
	if (laboratoryFields[type]?.includes(field) === true) return 'laboratory';
	return plannedFields[type]?.includes(field) === true ? 'planned' : 'recorded';
}

/** Where a field leaves. */
export function destinationOf(type: EventType, field: string): Destination {
	return printedFields[type]?.includes(field) === true ? 'report' : 'package';
}
