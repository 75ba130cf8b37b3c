/**
 * What a decision rule can come to, in plain words.
 *
 * @module
 */
import type { BilingualText } from '../text.ts';

/** `none`: the method measures and decides nothing. */
export type Outcome = 'significant-response' | 'no-significant-response' | 'inconclusive' | 'none';

/** The words to show; the field's codes (SR, NSR, INC) are never shown alone. */
export const outcomeText: Readonly<Record<Outcome, BilingualText>> = {
	'significant-response': { zh: '显著反应', en: 'significant response' },
	'no-significant-response': { zh: '无显著反应', en: 'no significant response' },
	inconclusive: { zh: '无法判定', en: 'inconclusive' },
	none: { zh: '本方法不作判定', en: 'this method decides nothing' }
};

/** The code of the field, for exchange with other programs. */
export const outcomeCode: Readonly<Record<Outcome, string>> = {
	'significant-response': 'SR',
	'no-significant-response': 'NSR',
	inconclusive: 'INC',
	none: ''
};
