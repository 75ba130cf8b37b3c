/**
 * Beats that do not fit the rhythm: ectopic, missed, extra, or too early or late.
 *
 * @module
 */

/** Places in the list of beats. */
export interface BeatArtifacts {
	readonly ectopic: readonly number[];
	readonly missed: readonly number[];
	readonly extra: readonly number[];
	readonly longShort: readonly number[];
}

/** Slope and offset of the ectopic region; scale of the thresholds; beats in their window and in the median. */
const SLOPE = 0.13;
const OFFSET = 0.17;
const SCALE = 5.2;
const WINDOW = 91;
const MEDIAN_WINDOW = 11;
/** A deviation from the median this many thresholds large is no beat of the rhythm. */
const FAR = 3;

/**
 * Sorts out beats by the differences of their intervals, with thresholds that follow the variability.
 *
 * @param intervals one per beat, the first being the mean of the others, any unit
 * @source Lipponen & Tarvainen 2019, J. Med. Eng. Technol. 43: 173–181
 */
export function beatArtifacts(intervals: readonly number[]): BeatArtifacts {
	const features = featuresOf(intervals);
	const { change, neighbour, away } = features;
	const found = { ectopic: [], missed: [], extra: [], longShort: [] } as Record<
		keyof BeatArtifacts,
		number[]
	>;
	for (let i = 0; i < intervals.length - 2;) {
		const d = change[i] as number;
		if (!(Math.abs(d) > 1)) {
			i++;
			continue;
		}
		const s = neighbour[i] as number;
		if ((d > 1 && s < -SLOPE * d - OFFSET) || (d < -1 && s > -SLOPE * d + OFFSET)) {
			found.ectopic.push(i++);
			continue;
		}
		const isNextToo = Math.abs(change[i + 1] as number) < Math.abs(change[i + 2] as number);
		for (const beat of isNextToo ? [i, i + 1] : [i]) {
			const kind = kindOf(beat, intervals, features, Math.abs(away[beat] as number) > FAR);
			if (kind !== null) found[kind].push(beat);
			i++;
		}
	}
	return found;
}

interface Features {
	/** Difference to the interval before, in thresholds. */
	readonly change: readonly number[];
	/** The nearer extreme of the differences beside it, and of the two after it. */
	readonly neighbour: readonly number[];
	readonly following: readonly number[];
	/** Deviation from the running median, in thresholds; shorter ones count twice. */
	readonly away: readonly number[];
	readonly median: readonly number[];
	readonly threshold: readonly number[];
}

function featuresOf(intervals: readonly number[]): Features {
	const steps = intervals.slice(1).map((value, i) => value - (intervals[i] as number));
	const mean = steps.reduce((sum, step) => sum + step, 0) / steps.length;
	const raw = [mean, ...steps];
	const stepThreshold = thresholds(raw);
	const change = raw.map((step, i) => step / (stepThreshold[i] as number));
	const last = change.length - 1;
	// beyond the ends the series is reflected
	const at = (i: number): number => change[i < 0 ? -i : i > last ? 2 * last - i : i] ?? 0;
	const median = intervals.map((_, i) => rolling(intervals, i, MEDIAN_WINDOW, 0.5));
	const deviation = intervals.map((value, i) => {
		const d = value - (median[i] as number);
		return d < 0 ? 2 * d : d;
	});
	const threshold = thresholds(deviation);
	return {
		change,
		neighbour: change.map((d, i) => {
			if (d === 0 || Number.isNaN(d)) return 0;
			return d > 0 ? Math.max(at(i - 1), at(i + 1)) : Math.min(at(i - 1), at(i + 1));
		}),
		following: change.map((d, i) =>
			d >= 0 ? Math.min(at(i + 1), at(i + 2)) : Math.max(at(i + 1), at(i + 2))
		),
		away: deviation.map((d, i) => d / (threshold[i] as number)),
		median,
		threshold
	};
}

function kindOf(
	beat: number,
	intervals: readonly number[],
	{ change, following, median, threshold }: Features,
	isFar: boolean
): keyof BeatArtifacts | null {
	const [d, s] = [change[beat] as number, following[beat] as number];
	const isLong = d > 1 && s < -1;
	const isShort = d < -1 && s > 1;
	if (!isLong && !isShort && !isFar) return null;
	const [rr, next] = [intervals[beat] as number, intervals[beat + 1] as number];
	const fits = (length: number): boolean =>
		Math.abs(length - (median[beat] as number)) < (threshold[beat] as number);
	if (isShort && fits(rr + next)) return 'extra';
	if (isLong && fits(rr / 2)) return 'missed';
	return 'longShort';
}

/** 5.2 times half the interquartile range of the sizes in a window around each value. */
function thresholds(values: readonly number[]): number[] {
	const sizes = values.map(Math.abs);
	return sizes.map((_, i) => {
		const range = rolling(sizes, i, WINDOW, 0.75) - rolling(sizes, i, WINDOW, 0.25);
		return (SCALE * range) / 2;
	});
}

/** Quantile, by linear interpolation, of what is there of a window around place i. */
function rolling(values: readonly number[], i: number, window: number, share: number): number {
	const half = window >> 1;
	const part = values.slice(Math.max(0, i - half), i + half + 1).sort((a, b) => a - b);
	const position = share * (part.length - 1);
	const below = Math.floor(position);
	const low = part[below] as number;
	return low + (position - below) * ((part[below + 1] ?? low) - low);
}
