/**
 * Which overlays are switched on, remembered while the tab is open.
 *
 * @module
 */
import { SvelteSet } from 'svelte/reactivity';
import { overlayChoices, type OverlayChoice } from './review-overlays.ts';

const NAME = 'jingwei-overlays';
/** The boxes on the pulse are for those who score it; the others show how values come about. */
const FIRST: readonly OverlayChoice[] = ['latency', 'onset', 'evaluation', 'answer', 'measured'];

/** The switches of a review. */
export class OverlaySwitches {
	readonly on: ReadonlySet<OverlayChoice>;
	readonly #on: SvelteSet<OverlayChoice>;
	readonly #kept: Storage | null;

	/** @param kept where they are remembered; null = nowhere */
	constructor(kept: Storage | null = globalThis.sessionStorage ?? null) {
		this.#kept = kept;
		const names = kept?.getItem(NAME)?.split(' ') ?? FIRST;
		this.#on = new SvelteSet(overlayChoices.filter((choice) => names.includes(choice)));
		this.on = this.#on;
	}

	/** Switches one on or off. */
	toggle(choice: OverlayChoice): void {
		if (!this.#on.delete(choice)) this.#on.add(choice);
		this.#kept?.setItem(NAME, [...this.#on].join(' '));
	}

	/** What a digit switches: 1 is the first. undefined = nothing. */
	actionOf(key: string): (() => void) | undefined {
		const choice = /^[1-9]$/.test(key) ? overlayChoices[Number(key) - 1] : undefined;
		return choice === undefined ? undefined : () => this.toggle(choice);
	}
}
