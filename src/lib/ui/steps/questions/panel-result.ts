/**
 * What a recorded panel says of its question, by the laboratory's limits.
 *
 * @module
 */
import type { NaivePanel } from '#lib/core/protocols/naive-panel.ts';
import type { Question } from '#lib/core/session/question.ts';
import type { PanelResult } from '#lib/core/session/state.ts';
import { panelTest, type PanelTest } from '#lib/core/technique/panel.ts';

/** A panel with its test. */
export interface JudgedPanel {
	readonly test: PanelTest;
	/** Fewer people than the laboratory asked for then. */
	readonly isSmall: boolean;
	/** An item stands out. */
	readonly standsOut: boolean;
}

/** Judges a panel of a question as it stands. */
export function judgedPanel(
	panel: PanelResult,
	{ items }: Pick<Question, 'items'>,
	{ doubtAtOrBelow, largestShare }: NaivePanel
): JudgedPanel {
	const roleOf = (id: string) => items.find(({ itemId }) => itemId === id)?.role;
	const key = panel.choices.findIndex(({ itemId }) => roleOf(itemId) === 'key');
	const test = panelTest(
		panel.choices.map(({ count }) => count),
		key === -1 ? null : key
	);
	const least = Math.min(test.pKey ?? 1, test.pMost);
	return {
		test,
		isSmall: test.people < panel.peopleAtLeast,
		standsOut: least <= doubtAtOrBelow.value || test.most / test.people > largestShare.value
	};
}
