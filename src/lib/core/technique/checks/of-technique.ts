/**
 * The checks that ask for the technique, by name.
 *
 * @module
 */
import type { ItemRule, RuleOf } from '../item-rule-schema.ts';
import { keyWordElsewhere } from './content.ts';
import { mixedForm, untidyEnd } from './form.ts';
import type { CheckedList, Found } from './found.ts';
import { labelRole, labelUnique, letterForZero } from './labels.ts';
import { panelChoice } from './panel.ts';
import { anythingElse, buffersAround, keyInMiddle } from './places.ts';
import { pairing, sequenceFit, sequenceOrder, techniqueCount } from './sequence.ts';
import {
	answerStated,
	directedInstruction,
	tooLong,
	wordsMissing,
	yesOrNo
} from './single-questions.ts';

/** Each by the name rules files use. */
export const techniqueChecks = {
	'technique-count': techniqueCount,
	'sequence-fit': sequenceFit,
	'sequence-order': sequenceOrder,
	pairing,
	'label-unique': labelUnique,
	'label-role': labelRole,
	'letter-for-zero': letterForZero,
	'yes-or-no': yesOrNo,
	'words-missing': wordsMissing,
	'too-long': tooLong,
	'answer-stated': answerStated,
	'directed-instruction': directedInstruction,
	'anything-else': anythingElse,
	'key-in-middle': keyInMiddle,
	'buffers-around': buffersAround,
	'mixed-form': mixedForm,
	'untidy-end': untidyEnd,
	'key-word-elsewhere': keyWordElsewhere,
	'panel-choice': panelChoice
} satisfies {
	readonly [C in ItemRule['check']]?: (rule: RuleOf<C>, list: CheckedList) => Found[];
};
