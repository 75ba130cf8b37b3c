/**
 * Words of the board's pages.
 *
 * @module
 */
import type { Independence } from '#lib/core/board/contamination.ts';
import type { Contradiction } from '#lib/core/board/contradictions.ts';
import type {
	BoardFact,
	ExposureChannel,
	FactElement,
	FactUse,
	OrderConstraint,
	OrderInput,
	SourceStrength,
	StatementCode,
	UseStage
} from '#lib/core/board/fact.ts';
import type { MatrixCell } from '#lib/core/board/matrix.ts';
import type { OrderPlace } from '#lib/core/board/order.ts';
import type { VersionName } from '#lib/core/board/reading.ts';
import { m } from '#lib/paraglide/messages.js';
import { getLocale } from '#lib/paraglide/runtime.js';
import { listed } from '../grid/grid-words.ts';

type Words<K extends string> = Readonly<Record<K, () => string>>;

/** The seven elements. */
export const elementWords: Words<FactElement> = {
	person: m.board_element_person,
	phone: m.board_element_phone,
	vehicle: m.board_element_vehicle,
	object: m.board_element_object,
	card: m.board_element_card,
	address: m.board_element_address,
	video: m.board_element_video
};

/** How much a source is worth. */
export const strengthWords: Words<SourceStrength> = {
	A: m.board_strength_A,
	B: m.board_strength_B,
	C: m.board_strength_C,
	D: m.board_strength_D
};

/** How sure the register is. */
export const confidenceWords: Words<BoardFact['confidence']> = {
	high: m.board_confidence_high,
	medium: m.board_confidence_medium,
	low: m.board_confidence_low
};

/** What a fact is kept for. */
export const useWords: Words<FactUse> = {
	open: m.board_use_open,
	test: m.board_use_test,
	identification: m.board_use_identification,
	'hold-back': m.board_use_hold_back,
	disclosure: m.board_use_disclosure
};

/** How far a use has come. */
export const stageWords: Words<UseStage> = {
	none: m.board_stage_none,
	reserved: m.board_stage_reserved,
	shown: m.board_stage_shown,
	released: m.board_stage_released,
	disclosed: m.board_stage_disclosed
};

/** Ways a fact may reach a person. */
export const channelWords: Words<ExposureChannel> = {
	exhibit: m.board_channel_exhibit,
	named: m.board_channel_named,
	press: m.board_channel_press,
	file: m.board_channel_file,
	warrant: m.board_channel_warrant,
	search: m.board_channel_search,
	'co-suspect': m.board_channel_co_suspect,
	witness: m.board_channel_witness,
	'cell-mate': m.board_channel_cell_mate,
	'test-item': m.board_channel_test_item,
	other: m.board_channel_other
};

/** What a statement says of a fact. */
export const codeWords: Words<StatementCode> = {
	A: m.board_code_A,
	D: m.board_code_D,
	P: m.board_code_P,
	U: m.board_code_U,
	N: m.board_code_N
};

/** Before or after it was shown. */
export const timingWords: Words<NonNullable<MatrixCell['timing']>> = {
	before: m.board_timing_before,
	after: m.board_timing_after,
	unknown: m.board_timing_unknown
};

/** Independence by a shape beside its word: colour is never the only sign. */
export const independenceSigns: Readonly<
	Record<Independence, { readonly shape: string; readonly word: () => string }>
> = {
	independent: { shape: '●', word: m.board_ind_independent },
	'possibly-exposed': { shape: '◐', word: m.board_ind_possibly_exposed },
	exposed: { shape: '○', word: m.board_ind_exposed }
};

/** Where two accounts do not fit. */
export const contradictionWords: Words<Contradiction['type']> = {
	'within-statement': m.board_con_within_statement,
	'between-versions': m.board_con_between_versions,
	'between-persons': m.board_con_between_persons,
	'with-evidence': m.board_con_with_evidence
};

/** Said otherwise, or not said. */
export const kindWords: Words<Contradiction['kind']> = {
	commission: m.board_con_commission,
	omission: m.board_con_omission
};

/** What may keep an interview from being next. */
export const constraintWords: Words<OrderConstraint> = {
	clock: m.board_con_clock,
	safeguards: m.board_con_safeguards,
	fitness: m.board_con_fitness,
	counsel: m.board_con_counsel,
	evidence: m.board_con_evidence
};

/** What may decide the order. */
export const inputWords: Words<OrderInput> = {
	information: m.board_in_information,
	independence: m.board_in_independence,
	ready: m.board_in_ready,
	decay: m.board_in_decay
};

/** Places in the order. */
export const groupWords: Words<OrderPlace['group']> = {
	due: m.board_group_due,
	free: m.board_group_free,
	wait: m.board_group_wait
};

/** The entries of a list of words as options of a choice. */
export function optionsOf<K extends string>(
	words: Words<K>
): { readonly value: K; readonly label: string }[] {
	return (Object.keys(words) as K[]).map((value) => ({ value, label: words[value]() }));
}

/** Versions in a row. */
export function versionsText(versions: readonly VersionName[]): string {
	return listed(
		versions.map(({ subject, version }) => m.board_version_of({ subject, number: version }))
	);
}

/** A moment, in the language of the page. */
export function momentText(iso: string): string {
	return new Date(iso).toLocaleString(getLocale(), { dateStyle: 'medium', timeStyle: 'short' });
}
