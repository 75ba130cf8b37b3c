/**
 * Reads the listing of an independent reader (EDFlib): one `##` section a file, its signals and annotations.
 *
 * @module
 */

/** What EDFlib says about one signal. */
export interface TrueSignal {
	readonly label: string;
	readonly dimension: string;
	readonly samplesPerRecord: number;
	readonly n: number;
	readonly physical: readonly number[];
	readonly digital: readonly number[];
	readonly prefilter: string;
	readonly transducer: string;
	readonly sum: number;
	readonly physicalMean: number;
	readonly first: readonly number[];
	readonly last: number;
}

/** What EDFlib says about one file; nothing more than its name when it refused it. */
export interface TrueFile {
	readonly file: string;
	readonly accepted: boolean;
	/** 0 EDF, 1 EDF+, 2 BDF, 3 BDF+. */
	readonly filetype: number;
	readonly records: number;
	readonly recordDurationS: number;
	/** `YYYY-MM-DDThh:mm:ss` */
	readonly start: string;
	readonly startOffsetS: number;
	/** Annotations in the file; the listing may hold fewer. */
	readonly count: number;
	readonly signals: readonly TrueSignal[];
	readonly annotations: readonly { onsetS: number; durationS: number | null; text: string }[];
}

const OPENED =
	/^OK filetype (\d).* records (\d+) recdur ([\d.]+) s .* start (\S+) (\S+) [+] ([\d.]+) s annots (\d+)/m;
const SIGNAL =
	/^ sig \d+ '(.*?)' dim '(.*?)' (\d+)\/rec N=(\d+) read=\d+ phys\[(\S+) (\S+)\] dig\[(\S+) (\S+)\] prefilter '(.*?)' transducer '(.*?)' digsum=(\S+) physmean=(\S+) first=(\S+) last=(\S+)$/gm;
const ANNOTATION = /^ annot (\S+) dur '(.*?)' '(.*)'$/gm;

/** Every file of the listing. */
export function readTruth(listing: string): TrueFile[] {
	return listing.split(/^## /m).slice(1).map(readSection);
}

function readSection(section: string): TrueFile {
	const opened = OPENED.exec(section) ?? [];
	const at = (index: number): string => opened[index] ?? '';
	return {
		file: section.split(' ')[0] ?? '',
		accepted: opened.length > 0,
		filetype: Number(at(1)),
		records: Number(at(2)),
		recordDurationS: Number(at(3)),
		start: `${at(4)}T${at(5)}`,
		startOffsetS: Number(at(6)),
		count: Number(at(7)),
		signals: [...section.matchAll(SIGNAL)].map(readSignal),
		annotations: [...section.matchAll(ANNOTATION)].map(([, onset, duration, text]) => ({
			onsetS: Number(onset),
			durationS: duration === '' ? null : Number(duration),
			text: text ?? ''
		}))
	};
}

function readSignal(match: RegExpExecArray): TrueSignal {
	const at = (index: number): string => (match[index] ?? '').trim();
	return {
		...{ label: at(1), dimension: at(2), samplesPerRecord: Number(at(3)), n: Number(at(4)) },
		...{ physical: [Number(at(5)), Number(at(6))], digital: [Number(at(7)), Number(at(8))] },
		...{ prefilter: at(9), transducer: at(10), sum: Number(at(11)) },
		physicalMean: Number(at(12)),
		first: at(13).split(',').map(Number),
		last: Number(at(14))
	};
}
