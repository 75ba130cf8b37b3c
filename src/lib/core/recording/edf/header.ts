/**
 * The header of an EDF, EDF+, BDF or BDF+ file as a value, and the layout of the records that follow it.
 *
 * @module
 * @source Kemp et al. 1992, Kemp & Olivier 2003 (edfplus.info); Van Beelen, BDF+ (teuniz.net)
 */
import { LabError } from '../../errors.ts';

/** C = continuous, D = with gaps; without +: the plain formats, no annotations. */
export const edfFormats = ['EDF', 'EDF+C', 'EDF+D', 'BDF', 'BDF+C', 'BDF+D'] as const;
/** One of them. */
export type EdfFormat = (typeof edfFormats)[number];

/** One signal as the header describes it. */
export interface EdfSignal {
	/** ≤ 16 characters. */
	readonly label: string;
	/** ≤ 80 characters. */
	readonly transducer: string;
	/** ≤ 8 characters, ASCII (`uS`, never `µS`); empty = uncalibrated. */
	readonly dimension: string;
	/** Value in `dimension` at digitalMin; may be above physicalMax (negative gain). */
	readonly physicalMin: number;
	/** Value in `dimension` at digitalMax. */
	readonly physicalMax: number;
	/** [counts] */
	readonly digitalMin: number;
	/** [counts] */
	readonly digitalMax: number;
	/** ≤ 80 characters, e.g. `HP:0.05Hz LP:35Hz N:50Hz`. */
	readonly prefilter: string;
	readonly samplesPerRecord: number;
	/** ≤ 32 characters. */
	readonly reserved: string;
}

/** A whole header. */
export interface EdfHeader {
	readonly format: EdfFormat;
	/** ≤ 80 characters, see identification.ts. */
	readonly patient: string;
	/** ≤ 80 characters, see identification.ts. */
	readonly recording: string;
	/** Local time at the subject, `YYYY-MM-DDThh:mm:ss`; null when a file has no readable one. */
	readonly start: string | null;
	/** −1 while recording. */
	readonly records: number;
	/** [s]; 0 in files that hold annotations only. */
	readonly recordDurationS: number;
	/** In file order, annotation signals included. */
	readonly signals: readonly EdfSignal[];
}

/** Where a signal lies in a record. */
export interface EdfSlot {
	readonly signal: EdfSignal;
	readonly isAnnotation: boolean;
	/** From the beginning of the record. */
	readonly offset: number;
	readonly bytes: number;
}

/** Sizes of a file with this header [bytes]. */
export interface EdfLayout {
	readonly headerBytes: number;
	readonly recordBytes: number;
	/** Per sample: EDF 2, BDF 3. */
	readonly sampleBytes: 2 | 3;
	readonly slots: readonly EdfSlot[];
}

/** Offset of the number of records in the header [bytes]. */
export const COUNT_OFFSET = 236;
/** Size of the fixed part, and of what each signal adds [bytes]. */
export const HEADER_UNIT = 256;

/** Whether a format is one of the two with 24-bit samples. */
export function isBdf(format: EdfFormat): boolean {
	return format.startsWith('BDF');
}

/** Whether a format has annotations and structured identification. */
export function isPlus(format: EdfFormat): boolean {
	return format.includes('+');
}

/** Whether a signal holds annotations instead of samples. */
export function isAnnotationSignal(signal: EdfSignal): boolean {
	return signal.label === 'EDF Annotations' || signal.label === 'BDF Annotations';
}

/** Smallest and largest sample a format can hold [counts]. */
export function sampleRange(format: EdfFormat): readonly [number, number] {
	return isBdf(format) ? [-8_388_608, 8_388_607] : [-32_768, 32_767];
}

/** The layout of a file with this header. */
export function layoutOf(header: EdfHeader): EdfLayout {
	const sampleBytes = isBdf(header.format) ? 3 : 2;
	let recordBytes = 0;
	const slots = header.signals.map((signal): EdfSlot => {
		const bytes = signal.samplesPerRecord * sampleBytes;
		const offset = recordBytes;
		recordBytes += bytes;
		return { signal, isAnnotation: isAnnotationSignal(signal), offset, bytes };
	});
	const headerBytes = HEADER_UNIT * (header.signals.length + 1);
	return { headerBytes, recordBytes, sampleBytes, slots };
}

/**
 * The signal that holds annotations in a + file.
 *
 * @param bytes room in each record, 120…240 is usual; divisible by 2 (EDF) or 3 (BDF)
 * @throws {LabError} `edf/annotation-capacity` when it is not divisible
 */
export function annotationSignal(format: EdfFormat, bytes: number): EdfSignal {
	const sampleBytes = isBdf(format) ? 3 : 2;
	if (bytes <= 0 || bytes % sampleBytes !== 0)
		throw new LabError(
			'edf/annotation-capacity',
			`expected a multiple of ${sampleBytes} bytes, got ${bytes}`
		);
	const [digitalMin, digitalMax] = sampleRange(format);
	return {
		...{ label: isBdf(format) ? 'BDF Annotations' : 'EDF Annotations', transducer: '' },
		...{ dimension: '', physicalMin: -1, physicalMax: 1, digitalMin, digitalMax },
		...{ prefilter: '', samplesPerRecord: bytes / sampleBytes, reserved: '' }
	};
}

/** The value in the signal's dimension of a count; NaN when the header gives no transfer function. */
export function physicalValue(signal: EdfSignal, count: number): number {
	const { physicalMin, physicalMax, digitalMin, digitalMax } = signal;
	if (digitalMax === digitalMin) return Number.NaN;
	return (
		((count - digitalMin) * (physicalMax - physicalMin)) / (digitalMax - digitalMin) + physicalMin
	);
}

/** Samples per second; null in files whose records have no duration. */
export function rateOf(header: EdfHeader, signal: EdfSignal): number | null {
	return header.recordDurationS > 0 ? signal.samplesPerRecord / header.recordDurationS : null;
}
