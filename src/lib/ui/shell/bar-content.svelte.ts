/**
 * What a page puts into the top bar. The layout makes the place, a page below fills and empties it.
 *
 * @module
 */
import { getContext, setContext, type Snippet } from 'svelte';

const PLACE = Symbol('top bar');

class BarContent {
	content = $state<Snippet>();
}

/** Makes the place (outer layout). */
export function barContent(): BarContent {
	return setContext(PLACE, new BarContent());
}

/** Fills the place while the calling component lives. */
export function fillBar(content: Snippet): void {
	const bar = getContext<BarContent | undefined>(PLACE);
	if (bar === undefined) return;
	$effect(() => {
		bar.content = content;
		return () => {
			bar.content = undefined;
		};
	});
}
