/**
 * Whether the response to one question can be scored on one channel, and what speaks against it.
 *
 * @module
 */
import type { SecondQuality, SecondState } from './per-second.ts';

/** Verdict on one window. */
export interface QuestionQuality {
	/** Share of good seconds, 0…1. */
	readonly coverage: number;
	/** Why there is no score; empty when there is one. A response in bad data is not scorable. */
	readonly notScorable: '' | 'outside-recording' | Exclude<SecondState, 'good' | 'step'>;
	/** What should be looked at but does not exclude, such as `step`, `movement`, `apnoea`, `respiration-coupled`. */
	readonly flags: readonly string[];
}

/** Share of a window that must be good. Lab decision 2026-11. */
const LEAST_GOOD = 0.8;

/**
 * Judges the seconds a window touches.
 *
 * @param window [s]
 * @param flags found elsewhere: movement, breathing, coupling; empty texts are dropped
 */
export function questionQuality(
	quality: SecondQuality,
	window: { readonly from: number; readonly to: number },
	flags: readonly string[] = []
): QuestionQuality {
	const found = flags.filter((flag) => flag !== '');
	const [first, end] = [Math.floor(window.from), Math.ceil(window.to)];
	if (first < 0 || end > quality.states.length)
		return { coverage: 0, notScorable: 'outside-recording', flags: found };
	const states = quality.states.slice(first, end);
	const usable = states.filter((state) => state === 'good' || state === 'step').length;
	const coverage = usable / states.length;
	if (states.includes('step')) found.push('step');
	const worst = states.find((state) => state !== 'good' && state !== 'step');
	const isBad = coverage < LEAST_GOOD && worst !== undefined;
	return { coverage, notScorable: isBad ? worst : '', flags: found };
}
