/**
 * How the pages look to this person: theme, contrast, colours of traces, motion. A choice is a cookie
 * (`jingwei-theme` and so on); static/display.js turns choices and the system's wishes into attributes of <html>, before
 * the first paint and at every change.
 *
 * @module
 */

/** What can be chosen; the first of each is what holds without a choice. */
export const displayChoices = {
	theme: ['system', 'light', 'dark'],
	contrast: ['system', 'normal', 'high'],
	traces: ['field', 'safe'],
	motion: ['system', 'reduced']
} as const;

/** A thing that can be chosen. */
export type DisplayPart = keyof typeof displayChoices;

/** A choice for each. */
export type Display = {
	readonly [part in DisplayPart]: (typeof displayChoices)[part][number];
};

const YEAR_S = 31_536_000;

/**
 * What was chosen.
 *
 * @param cookies as the browser gives them, `a=b; c=d`
 */
export function chosenDisplay(cookies: string): Display {
	const chosen = <T extends string>(part: DisplayPart, values: readonly [T, ...T[]]): T => {
		const [, value] = new RegExp(`(?:^|; )jingwei-${part}=([a-z]+)(?:;|$)`).exec(cookies) ?? [];
		return values.find((one) => one === value) ?? values[0];
	};
	const { theme, contrast, traces, motion } = displayChoices;
	return {
		...{ theme: chosen('theme', theme), contrast: chosen('contrast', contrast) },
		...{ traces: chosen('traces', traces), motion: chosen('motion', motion) }
	};
}

/** Keeps a choice for a year, or forgets it where it is what holds without one, and shows it at once. */
export function chooseDisplay(part: DisplayPart, value: string): void {
	const seconds = value === displayChoices[part][0] ? 0 : YEAR_S;
	document.cookie = `jingwei-${part}=${value}; path=/; max-age=${seconds}; samesite=strict`;
	document.dispatchEvent(new CustomEvent('jingwei-display'));
}
