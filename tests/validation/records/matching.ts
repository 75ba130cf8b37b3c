/** Events of one list paired with those of another, and what that says of a detector. */
import { exactInterval } from '#lib/core/statistics/proportions.ts';

/** A share with its exact 95 % interval (Clopper–Pearson). */
export interface Share {
	readonly count: number;
	readonly of: number;
	/** null when there is nothing to take a share of. */
	readonly share: number | null;
	readonly interval: readonly [number, number] | null;
}

/** A share with its interval. */
export function shareOf(count: number, of: number): Share {
	if (of === 0) return { count, of, share: null, interval: null };
	return { count, of, share: count / of, interval: exactInterval({ count, of }) };
}

/** Pairs one to one: the nearest two first, then the nearest of what is left, up to a distance. */
export function paired(
	truth: readonly number[],
	found: readonly number[],
	within: number
): (readonly [truth: number, found: number])[] {
	const near: { readonly t: number; readonly f: number; readonly apart: number }[] = [];
	let from = 0;
	truth.forEach((time, t) => {
		while (from < found.length && found[from]! < time - within) from++;
		for (let f = from; f < found.length && found[f]! <= time + within; f++)
			near.push({ t, f, apart: Math.abs(found[f]! - time) });
	});
	const usedTruth = new Set<number>();
	const usedFound = new Set<number>();
	const pairs: [number, number][] = [];
	for (const { t, f } of near.toSorted((a, b) => a.apart - b.apart || a.t - b.t)) {
		if (usedTruth.has(t) || usedFound.has(f)) continue;
		usedTruth.add(t);
		usedFound.add(f);
		pairs.push([t, f]);
	}
	return pairs.toSorted(([a], [b]) => a - b).map(([t, f]) => [truth[t]!, found[f]!] as const);
}

/** Median and quartiles, by linear interpolation between order statistics; null of nothing. */
export interface Spread {
	readonly median: number;
	readonly quartiles: readonly [number, number];
}

/** Median and quartiles of some values. */
export function spreadOf(values: readonly number[]): Spread | null {
	if (values.length === 0) return null;
	const sorted = Float64Array.from(values).sort();
	const at = (share: number): number => {
		const place = share * (sorted.length - 1);
		const below = Math.floor(place);
		const above = Math.min(sorted.length - 1, below + 1);
		return sorted[below]! + (place - below) * (sorted[above]! - sorted[below]!);
	};
	return { median: at(0.5), quartiles: [at(0.25), at(0.75)] };
}

/** What a detector found of the events that are known. */
export interface Detection {
	readonly known: number;
	readonly found: number;
	/** Share of the known events that were found. */
	readonly sensitivity: Share;
	/** Share of what was found that is a known event (positive predictive value). */
	readonly precision: Share;
	/** Found minus known, of the pairs [ms]. */
	readonly errorMs: Spread | null;
}

/**
 * Compares event times.
 *
 * @param known and `found` rising [s]
 * @param withinS largest distance of a pair [s]
 */
export function detection(
	known: readonly number[],
	found: readonly number[],
	withinS: number
): Detection {
	const pairs = paired(known, found, withinS + 1e-9);
	return {
		known: known.length,
		found: found.length,
		sensitivity: shareOf(pairs.length, known.length),
		precision: shareOf(pairs.length, found.length),
		errorMs: spreadOf(pairs.map(([a, b]) => 1000 * (b - a)))
	};
}
