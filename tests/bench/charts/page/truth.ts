/**
 * Whether spikes of a single sample are seen at every zoom: read back from the canvas of the traces.
 *
 * @module
 */
import { ChartSamples } from '#lib/browser/samples.ts';
import { OurPicture } from './ours.ts';
import { CHANNELS, counts, LARGEST_COUNT, RATE_HZ, seeded } from './signals.ts';

/** What was looked at, and what was not where it should be. */
export interface TruthRun {
	readonly looked: number;
	readonly lost: string[];
	/** Ink found where no spike is, at the same distance on the other side: shows that the look can fail. */
	readonly elsewhere: number;
}

const SECONDS = 7200;
const ZOOMS_S = [7200, 3600, 1800, 600, 120, 30, 10];
/** The first frame of another part, and the one after some time [ms]. */
const PICTURES = [
	['in motion', 0],
	['at rest', 1000]
] as const;
/** Opaque enough to be seen. */
const VISIBLE = 100;

/** Looks at each of so many spikes at every zoom. */
export function truth(spikes: number): TruthRun {
	const random = seeded(20_240_607);
	const values = CHANNELS.map((_, channel) => counts(channel, SECONDS));
	const placed = Array.from({ length: spikes }, (_, index) => {
		const channel = index % CHANNELS.length;
		const sample = Math.floor(random() * SECONDS * RATE_HZ);
		const height = Math.round(LARGEST_COUNT + 3000 + 6000 * random());
		const count = random() < 0.5 ? height : -height;
		values[channel]![sample] = count;
		return { channel, sample, count };
	});
	const samples = new ChartSamples(CHANNELS.length, RATE_HZ, SECONDS);
	samples.append(0, values);
	const picture = new OurPicture(samples, 0);
	const spans = CHANNELS.map(() => ({ min: 0, max: 25 }));
	const lost: string[] = [];
	let elsewhere = 0;
	for (const seconds of ZOOMS_S)
		for (const { channel, sample, count } of placed) {
			// the picture begins at a whole column: what is within half a column of its edge may be outside
			const wanted = sample / RATE_HZ - seconds * (0.01 + 0.98 * random());
			const fromS = Math.max(0, Math.min(SECONDS - seconds, wanted));
			picture.show({ mode: 'review', fromS, secondsPerScreen: seconds, spans });
			const share = (sample / RATE_HZ - fromS) / seconds;
			const level = (count + 32_768) / 65_535;
			for (const [how, afterMs] of PICTURES) {
				const reach = how === 'in motion' ? devicePixelRatio : 1;
				picture.engine.frame(performance.now() + afterMs);
				if (isInked(picture, channel, { share, level: 1 - level, reach })) elsewhere++;
				if (!isInked(picture, channel, { share, level, reach }))
					lost.push(
						`${how}, channel ${String(channel)}, sample ${String(sample)}, ${String(seconds)} s, at ${share.toFixed(4)} of the width, ${level.toFixed(4)} of the height`
					);
			}
		}
	picture.destroy();
	return { looked: spikes * ZOOMS_S.length * PICTURES.length, lost, elsewhere };
}

/** Where to look. */
interface Place {
	/** 0…1 of the width. */
	readonly share: number;
	/** 0…1 of the strip's height, from its bottom. */
	readonly level: number;
	/** Width of a column [device px]. */
	readonly reach: number;
}

/** Whether the trace reaches a level. */
function isInked(picture: OurPicture, strip: number, { share, level, reach }: Place): boolean {
	const { left, right } = picture.engine.sides;
	const { top, bottom } = picture.engine.areas[strip]!;
	const x = Math.floor((left + share * (right - left)) * devicePixelRatio);
	const y = Math.floor((bottom - level * (bottom - top)) * devicePixelRatio);
	// a column on either side, a row above and below: both are rounded
	const context = picture.traces.getContext('2d')!;
	const { data } = context.getImageData(x - reach, y - 1, 2 * reach + 1, 3);
	return data.some((value, index) => index % 4 === 3 && value >= VISIBLE);
}
