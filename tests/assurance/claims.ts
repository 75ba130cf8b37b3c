/**
 * Claims of the papers and what shows them: files of the project, and tests by words of their names.
 *
 * @module
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { root } from './packages.ts';

const words = z.strictObject({ zh: z.string().min(1), en: z.string().min(1) });
/** `tests/x.test.ts › words of a test's name`. */
const testName = z.string().regex(/^\S+[.]test[.]ts › .+$/);

const threats = z.array(
	z.strictObject({
		id: z.string().regex(/^T\d+$/),
		threat: words,
		control: words,
		files: z.array(z.string()).min(1),
		tests: z.array(testName),
		state: z.enum(['held', 'partly', 'open']),
		/** What is not there; asked for unless the control is held. */
		missing: words.optional()
	})
);
/** One threat with what stands against it. */
export type Threat = z.infer<typeof threats>[number];

const items = z.array(
	z.strictObject({
		id: z.string().regex(/^\d+[.]\d+[.]\d+$/),
		level: z.union([z.literal(1), z.literal(2)]),
		/** Short, in our words. */
		asks: z.string().min(3),
		state: z.enum(['met', 'partly', 'not met', 'n/a']),
		/** What shows it, or what is missing, or why it does not apply. */
		note: z.string().min(3).optional(),
		tests: z.array(testName).optional()
	})
);
/** One requirement of ASVS. */
export type AsvsItem = z.infer<typeof items>[number];

const read = (file: string): unknown =>
	parse(readFileSync(join(import.meta.dirname, file), 'utf8'));

/** The threats of `threats.yaml`. */
export function readThreats(): Threat[] {
	return threats.parse(read('threats.yaml'));
}

/** The requirements of `asvs.yaml`. */
export function readAsvs(): AsvsItem[] {
	return items.parse(read('asvs.yaml'));
}

/** What is not in the project: the file, or a test of that name in it; null = all is there. */
export function missingOf(claim: string): string | null {
	const [file = '', name] = claim.split(' › ');
	const path = join(root, file);
	if (!existsSync(path)) return claim;
	if (name === undefined) return null;
	// quotes in a source may be written in two ways
	const source = readFileSync(path, 'utf8').replaceAll("\\'", "'");
	return source.includes(name) ? null : claim;
}
