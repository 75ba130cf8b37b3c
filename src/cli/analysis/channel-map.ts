/**
 * Which column is which sensor: as told by `--map`, else guessed from its name.
 *
 * @module
 */
import {
	analysedKinds,
	isAnalysedKind,
	type AnalysedKind
} from '#lib/core/signal/analysis/recording-channel.ts';
import { usageError } from '../arguments.ts';

/** What a column holds. */
export interface ColumnMeaning {
	readonly kind: AnalysedKind;
	/** As written; empty = not told. */
	readonly unit: string;
}

/** Names that say what they are, in the order they are tried. */
const NAMES: readonly (readonly [RegExp, AnalysedKind])[] = [
	[/(^|[^a-z])(eda|gsr|scl?r?|skin|electrodermal)([^a-z]|$)/i, 'eda'],
	[/(^|[^a-z])(ecg|ekg)([^a-z]|$)/i, 'ecg'],
	[/(^|[^a-z])(ppg|bvp|pleth|plethysmogram|pulse)([^a-z]|$)/i, 'ppg'],
	[/(^|[^a-z])(rsp|resp|respiration|breath|breathing|thorax|abdomen)([^a-z]|$)/i, 'rsp'],
	[/(^|[^a-z])(cardio|cuff|abp|bp)([^a-z]|$)/i, 'cardio'],
	[/(^|[^a-z])(movement|motion|seat|acc|accelerometer)([^a-z]|$)/i, 'movement']
];

/** `COLUMN=kind[unit]`, several separated by commas or given one by one. */
export function readMap(texts: readonly string[]): Map<string, ColumnMeaning> {
	const map = new Map<string, ColumnMeaning>();
	for (const entry of texts.flatMap((text) => text.split(/[,;](?![^[]*\])/)).map((e) => e.trim())) {
		if (entry === '') continue;
		const match = /^(.+)=([a-z]+)(?:\[([^\]]*)\])?$/.exec(entry);
		const [, name = '', kind = '', unit = ''] = match ?? [];
		if (!isAnalysedKind(kind))
			throw usageError(
				`expected COLUMN=kind[unit] with kind ${analysedKinds.join(', ')}, got ${entry}`
			);
		map.set(name.trim(), { kind, unit: unit.trim() });
	}
	return map;
}

/** What a column of this name most likely holds; null when the name says nothing. */
export function guessed(name: string, unit: string): ColumnMeaning | null {
	const found = NAMES.find(([pattern]) => pattern.test(name));
	return found === undefined ? null : { kind: found[1], unit };
}

/** Skin conductance in uS; other units of conductance and resistance are converted. */
const TO_MICROSIEMENS: Readonly<Record<string, (value: number) => number>> = {
	us: (value) => value,
	microsiemens: (value) => value,
	umho: (value) => value,
	ns: (value) => value / 1e3,
	ms: (value) => value * 1e3,
	s: (value) => value * 1e6,
	ohm: (value) => 1e6 / value,
	kohm: (value) => 1e3 / value,
	mohm: (value) => 1 / value
};

/**
 * Values and unit as the analysis wants them.
 *
 * Skin conductance without a unit counts as uS when its values could be (median 0.05–60), else as uncalibrated.
 */
export function calibrated(
	{ kind, unit }: ColumnMeaning,
	values: Float64Array
): { readonly unit: string; readonly values: Float64Array } {
	const plain = unit.replaceAll(/[µμ]/g, 'u').replaceAll(/[Ωω]/g, 'ohm');
	if (kind !== 'eda') return { unit: plain, values };
	if (plain === '') return { unit: couldBeMicrosiemens(values) ? 'uS' : '', values };
	const convert = TO_MICROSIEMENS[plain.toLowerCase()];
	if (convert === undefined) return { unit: plain, values };
	const isSame = /^(us|microsiemens|umho)$/i.test(plain);
	return { unit: 'uS', values: isSame ? values : values.map(convert) };
}

function couldBeMicrosiemens(values: Float64Array): boolean {
	const every = Math.max(1, Math.floor(values.length / 1001));
	const some = values.filter((value, i) => i % every === 0 && !Number.isNaN(value)).sort();
	const middle = some[some.length >> 1] ?? Number.NaN;
	return middle >= 0.05 && middle <= 60;
}
