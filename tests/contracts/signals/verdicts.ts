/** Every operation of the references, by the kind of channel. */
import type { Verdict } from './comparison.ts';
import { eda } from './eda.ts';
import { ecg, ppg } from './heart.ts';
import { rsp } from './respiration.ts';

export const verdicts: Readonly<Record<string, Readonly<Record<string, Verdict>>>> = {
	eda,
	ppg,
	ecg,
	rsp
};
