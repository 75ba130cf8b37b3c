/**
 * What scoring methods are called and computed under, for whoever writes about their results.
 *
 * @module
 */
import type { BilingualText } from '#lib/core/text.ts';
import { tableMethods } from './registry-tables.ts';
import { methods } from './registry.ts';

/** A method in words. */
export interface MethodText {
	readonly title: BilingualText;
	/** The null hypothesis of its probability; null = it is told with each result. */
	readonly nullModel: BilingualText | null;
	readonly sources: readonly string[];
}

/** The null hypothesis of a method of one channel: the same whatever was measured, so a made-up channel tells it. */
function nullModels(): ReadonlyMap<string, BilingualText> {
	const questions = [{ questionId: 'any', values: [1, 2], keyIndex: 0 }];
	const channel = { channel: 'any', stronger: 'larger' as const, questions };
	return new Map(
		methods.map((method) => [method.id, method.score(channel, { seed: 0 }).nullModel])
	);
}

/** Every method by id. */
export function methodTexts(): Readonly<Record<string, MethodText | undefined>> {
	const models = nullModels();
	return Object.fromEntries(
		tableMethods.map(({ id, title, sources }) => [
			id,
			{ title, sources, nullModel: models.get(id) ?? null }
		])
	);
}
