/**
 * The single keys of the console. They work while no field has the focus and no dialog is open.
 *
 * @module
 */
import type { artifactCodes } from '#lib/core/session/payloads-test.ts';

export type ArtifactCode = (typeof artifactCodes)[number];

/** The letter that chooses a code after A. */
export const artifactKeys: Readonly<Record<ArtifactCode, string>> = {
	M: 'm',
	DB: 'd',
	SI: 'i',
	CT: 'c',
	SN: 'n',
	SW: 'w',
	T: 't',
	LGH: 'l',
	Y: 'y',
	OS: 'o',
	BI: 'b',
	WR: 'r',
	RAQ: 'q',
	VOID: 'v'
};

/** Shows skin conductance raw or filtered; the same letter as in the review. No code of an artifact may take it. */
export const FILTER_KEY = 'f';

/** The code of a letter; null = none. */
export function artifactOfKey(key: string): ArtifactCode | null {
	const found = Object.entries(artifactKeys).find(([, letter]) => letter === key.toLowerCase());
	return (found?.[0] as ArtifactCode | undefined) ?? null;
}

/** What takes keys for itself. */
const FIELDS = 'input, textarea, select, [contenteditable]';

const isDialogOpen = (): boolean =>
	document.querySelector('[role=dialog], [role=alertdialog]') !== null;

/** The field outside of dialogs that has the focus, and with it every key; null = none. */
export function focusedField(): HTMLElement | null {
	const focused = document.activeElement;
	const isField = focused instanceof HTMLElement && focused.matches(FIELDS);
	return isField && !isDialogOpen() ? focused : null;
}

/** Whether a key press is meant for the console, and not for a field or a dialog. */
export function isForConsole(event: KeyboardEvent): boolean {
	if (event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.isComposing)
		return false;
	const target = event.target instanceof Element ? event.target : null;
	if (target?.closest(`${FIELDS}, [role=dialog], [role=menu]`)) return false;
	return !isDialogOpen();
}
