/**
 * Where accounts do not fit: within a statement, between versions, between persons, with evidence. Not said (omission)
 * is kept apart from said otherwise (commission). Wording too much alike is a flag of its own (§4.4).
 *
 * @module
 */
import type { BoardSettings } from './board-settings.ts';
import type { BoardFact, CodedStatement, StatementCode } from './fact.ts';
import type { MatrixCell } from './matrix.ts';
import { wordingSimilarity } from './similarity.ts';

/** One thing that does not fit. */
export interface Contradiction {
	/** The same as long as it concerns the same: names its question and owner. */
	readonly key: string;
	readonly factId: string;
	readonly type: 'within-statement' | 'between-versions' | 'between-persons' | 'with-evidence';
	/** Said otherwise, or not said. */
	readonly kind: 'commission' | 'omission';
	/** Subjects on the one side, and on the other (empty when it is not between persons). */
	readonly sides: readonly [readonly string[], readonly string[]];
}

const keyOf = (parts: readonly (string | readonly string[])[]): string =>
	parts.map((one) => (typeof one === 'string' ? one : one.join('+'))).join(':');

function made(
	factId: string,
	type: Contradiction['type'],
	kind: Contradiction['kind'],
	sides: Contradiction['sides']
): Contradiction {
	return { key: keyOf([factId, type, kind, ...sides]), factId, type, kind, sides };
}

const has = (codes: readonly StatementCode[], ...all: StatementCode[]): boolean =>
	all.every((code) => codes.includes(code));

/** Whether some two codes that follow each other say otherwise: affirmed, denied or in part. */
const isChanged = (codes: readonly StatementCode[]): boolean =>
	new Set(codes.filter((code) => code === 'A' || code === 'D' || code === 'P')).size > 1;

/** All contradictions of one fact. @param cells of the matrix */
export function contradictionsOf(
	{ id, verified }: Pick<BoardFact, 'id' | 'verified'>,
	cells: readonly MatrixCell[]
): Contradiction[] {
	const own = cells.filter(({ factId, code }) => factId === id && code !== 'N');
	const subjects = [...new Set(own.map(({ subject }) => subject))];
	const each = subjects.flatMap((subject) => {
		const versions = own.filter((one) => one.subject === subject);
		const codes = versions.map(({ code }) => code);
		const within = versions.some(({ said }) => isChanged(said.map(({ code }) => code)));
		const sides = [[subject], []] as const;
		return [
			...(within ? [made(id, 'within-statement', 'commission', sides)] : []),
			...(isChanged(codes) ? [made(id, 'between-versions', 'commission', sides)] : []),
			...(has(codes, 'U') && codes.some((code) => code !== 'U')
				? [made(id, 'between-versions', 'omission', sides)]
				: []),
			...(verified !== null && codes.at(-1) === 'D'
				? [made(id, 'with-evidence', 'commission', sides)]
				: [])
		];
	});
	const saying = (code: StatementCode): string[] =>
		subjects.filter((subject) => own.some((one) => one.subject === subject && one.code === code));
	const [affirm, deny] = [saying('A'), saying('D')];
	const silent = subjects.filter((subject) => {
		const codes = own.filter((one) => one.subject === subject).map(({ code }) => code);
		return codes.every((code) => code === 'U');
	});
	const differ = deny.some((one) => affirm.some((other) => other !== one));
	return [
		...each,
		...(differ ? [made(id, 'between-persons', 'commission', [deny, affirm])] : []),
		...(silent.length > 0 && affirm.length > 0
			? [made(id, 'between-persons', 'omission', [silent, affirm])]
			: [])
	];
}

/** Two passages that are nearly the same. */
export interface NearIdentical {
	readonly key: string;
	readonly factId: string;
	readonly subjects: readonly [string, string];
	/** Jaccard index, 0–1. */
	readonly similarity: number;
}

/**
 * Words of two interviews on the same fact that are nearly the same: agreed upon, or pasted into the record (RC-07).
 *
 * @source threshold: laboratory default
 */
export function nearIdentical(
	coded: readonly CodedStatement[],
	{ gram, from, shortest }: BoardSettings['similarity']
): NearIdentical[] {
	const long = coded.filter(({ ownWords }) => [...ownWords].length >= shortest.value);
	return long.flatMap((one, index) =>
		long.slice(index + 1).flatMap((other): NearIdentical[] => {
			if (one.factId !== other.factId || one.interviewId === other.interviewId) return [];
			const similarity = wordingSimilarity(one.ownWords, other.ownWords, gram.value);
			if (similarity < from.value) return [];
			const subjects = [one.subject, other.subject].sort() as [string, string];
			return [
				{ key: keyOf([one.factId, 'wording', subjects]), factId: one.factId, subjects, similarity }
			];
		})
	);
}
