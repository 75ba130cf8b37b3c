/**
 * The naive panel: whether people who know nothing of a case favour one item of a question.
 *
 * Somebody to whom the items mean nothing picks each of m items with probability 1/m. Two exact questions are asked of
 * the counts: how likely the key gets so many (binomial), and how likely any item does (largest count of a multinomial,
 * which needs no key and is the only one in a searching test). Both are upper-tail probabilities.
 *
 * The way of asking is that of mock witnesses to an identity parade, who know only a description: Doob & Kirshenbaum
 * 1973, Journal of Police Science and Administration 1: 287–293.
 *
 * @module
 */
import { LabError } from '../errors.ts';
import { binomialAtLeast } from '../statistics/binomial.ts';

/** What a panel shows. */
export interface PanelTest {
	readonly people: number;
	readonly items: number;
	/** Choices of the key; null = there is none. */
	readonly key: number | null;
	/** P(key gets as many or more); null = there is no key. */
	readonly pKey: number | null;
	/** Largest count of any item. */
	readonly most: number;
	/** P(some item gets as many or more). */
	readonly pMost: number;
}

/**
 * Tests the counts of a panel.
 *
 * @param counts choices of each item, shape [m], m ≥ 2, not all zero
 * @param key index of the key; null = no key
 * @throws {LabError} `technique/panel` for fewer than two items or no choice
 */
export function panelTest(counts: readonly number[], key: number | null): PanelTest {
	const people = counts.reduce((sum, count) => sum + count, 0);
	const items = counts.length;
	if (items < 2 || people < 1)
		throw new LabError('technique/panel', `expected choices of two items or more, got ${people}`);
	const most = Math.max(...counts);
	const chosen = key === null ? null : (counts[key] ?? 0);
	return {
		...{ people, items, most, key: chosen },
		pKey: chosen === null ? null : binomialAtLeast(chosen, people, 1 / items),
		pMost: largestAtLeast(most, people, items)
	};
}

/**
 * P(largest count ≥ most) when n choices fall on m items at random.
 *
 * One item after the other takes its share of the choices that are left, none as many as `most`; what is missing to 1
 * is the probability. Probabilities are added up as they are, so that nothing cancels before the last step.
 *
 * @source standard generating-function argument: n!/mⁿ · [xⁿ] (Σ_{j<most} xʲ/j!)ᵐ; checked against enumeration
 */
export function largestAtLeast(most: number, n: number, m: number): number {
	if (most <= Math.ceil(n / m)) return 1;
	const logs = logFactorials(n);
	// probability that the items so far took exactly `taken` choices, each fewer than `most`
	let below = [1, ...Array.from({ length: n }, () => 0)];
	for (let item = 0; item < m; item++) {
		const share = 1 / (m - item);
		below = below.map((_, taken) => {
			let sum = 0;
			for (let own = 0; own < Math.min(most, taken + 1); own++)
				sum += at(below, taken - own) * binomialShare(logs, own, n - taken + own, share);
			return sum;
		});
	}
	return Math.min(1, Math.max(0, 1 - at(below, n)));
}

/** P(X = k) of a binomial with p = share; the last item (share 1) takes all that is left. */
function binomialShare(logs: readonly number[], k: number, n: number, share: number): number {
	if (share === 1) return k === n ? 1 : 0;
	const ways = at(logs, n) - at(logs, k) - at(logs, n - k);
	return Math.exp(ways + k * Math.log(share) + (n - k) * Math.log1p(-share));
}

/** log 0! … log n!. */
function logFactorials(n: number): number[] {
	const logs = [0];
	for (let k = 1; k <= n; k++) logs.push(at(logs, k - 1) + Math.log(k));
	return logs;
}

function at(values: readonly number[], index: number): number {
	return values[index] ?? 0;
}

/** Choices as somebody types or pastes them, one for each person. */
export interface ReadChoices {
	/** Index of an item for each choice that was understood. */
	readonly chosen: readonly number[];
	/** What was not understood, as it was typed. */
	readonly unread: readonly string[];
}

/**
 * Reads choices: separated by lines, commas or semicolons (of either width), tabs; each the number of an item, 1-based,
 * or its words.
 *
 * @param texts words of the items, in the order they are numbered
 */
export function readChoices(typed: string, texts: readonly string[]): ReadChoices {
	const plain = (text: string): string => text.normalize('NFKC').trim().toLowerCase();
	const words = texts.map(plain);
	const chosen: number[] = [];
	const unread: string[] = [];
	// words may hold a comma themselves: whole lines are looked for first
	for (const line of typed.split(/[\n\t]/)) {
		const whole = words.indexOf(plain(line));
		const parts = whole === -1 ? line.split(/[,，;；、]/) : [line];
		for (const part of parts) {
			const text = plain(part);
			if (text === '') continue;
			const number = /^\d{1,2}$/.test(text) ? Number(text) - 1 : words.indexOf(text);
			if (number >= 0 && number < texts.length) chosen.push(number);
			else unread.push(part.trim());
		}
	}
	return { chosen, unread };
}

/** How many chose each item, shape [items]. */
export function countsOf(chosen: readonly number[], items: number): number[] {
	return Array.from({ length: items }, (_, item) => chosen.filter((one) => one === item).length);
}
