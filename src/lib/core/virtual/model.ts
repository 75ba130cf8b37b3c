/**
 * The parameters of the virtual subject, as kept in protocols/virtual/subject.yaml.
 *
 * @module
 */
import { parse } from 'yaml';
import { z } from 'zod';
import { bilingualText } from '../text.ts';
import { subjectKinds } from './hearing.ts';

/** One number of the model with where it comes from; read as the bare number. */
const parameter = z
	.strictObject({
		value: z.number().min(0),
		unit: z.string().min(1),
		title: bilingualText,
		/** A publication, or `laboratory default` for our own choice. */
		source: z.string().min(3)
	})
	.transform(({ value }) => value);

/** A group of numbers; the names are the fields of the model. */
const group = <const T extends string>(names: readonly T[]) =>
	z.strictObject(
		Object.fromEntries(names.map((name) => [name, parameter])) as Record<T, typeof parameter>
	);

const share = z.number().min(0).max(1);
const kind = z.strictObject({
	title: bilingualText,
	/** 1 = recognises key items. */
	knows: share,
	/** 1 = tries to hide it: breathing and heart rate show the effort. */
	conceals: share,
	/** Scale of skin responses; 0 = none. */
	responds: share,
	/** Share of foils to which a response is made on purpose. */
	counteracts: share
});

/** The model file. */
export const subjectModel = z.strictObject({
	id: z.string(),
	title: bilingualText,
	sources: z.array(z.string()).min(1),
	kinds: z.strictObject(
		Object.fromEntries(subjectKinds.map((name) => [name, kind])) as Record<
			(typeof subjectKinds)[number],
			typeof kind
		>
	),
	eda: group([
		...(['level', 'levelSpread', 'drift', 'spontaneousPerMinute', 'spontaneousSize'] as const),
		...(['size', 'sizeSpread', 'trialSpread', 'responseShare', 'recognition'] as const),
		...(['recognitionSpread', 'orienting', 'habituationFloor', 'habituationItems'] as const),
		...(['latencyLeast', 'latencyMost', 'riseTau', 'fallTau', 'noise'] as const)
	]),
	pulse: group([
		...(['rate', 'rateSpread', 'sinusArrhythmia', 'wander', 'earlyChange', 'recognition'] as const),
		...(['recognitionSpread', 'trialSpread', 'constriction', 'constrictionRecognition'] as const),
		...(['size', 'noise'] as const)
	]),
	breathing: group([
		...(['rate', 'rateSpread', 'size', 'breathSpread', 'recognition'] as const),
		...(['recognitionSpread', 'trialSpread', 'noise'] as const)
	]),
	movement: group(['noise', 'perMinute']),
	/** Shares of what recognition does; missing in files before 2026-11-29, when there were tests of details only. */
	comparison: group([
		...(['relevantKnowing', 'comparisonKnowing'] as const),
		...(['relevantUnknowing', 'comparisonUnknowing'] as const)
	]).optional()
});
export type SubjectModel = z.infer<typeof subjectModel>;
/** What one kind of subject does. */
export type SubjectConduct = Omit<z.infer<typeof kind>, 'title'>;

/**
 * Reads the model file.
 *
 * @param text YAML
 * @throws {z.ZodError} naming every field that is missing, unknown or out of range
 */
export function parseSubjectModel(text: string): SubjectModel {
	return subjectModel.parse(parse(text));
}
