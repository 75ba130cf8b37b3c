/**
 * What a row of the matrix says: counts of facts' support and disagreement, never of a person's credibility (§4.4).
 *
 * @module
 */
import type { MatrixCell } from './matrix.ts';

/** A version, by subject and number. */
export interface VersionName {
	readonly subject: string;
	readonly version: number;
}

/** How a fact stands in what was said. */
export interface FactReading {
	readonly factId: string;
	/** Subjects who told it from own perception before any way reached them, without contact: C(f) is their number. */
	readonly independent: readonly string[];
	/** Versions that tell it after it may have reached the person. */
	readonly notIndependent: readonly VersionName[];
	/** Versions that have it from others. */
	readonly hearsay: readonly VersionName[];
	/** Versions that led to something found: verify before use (SPC 141). */
	readonly ledToFind: readonly VersionName[];
}

const isTold = ({ code }: MatrixCell): boolean => code === 'A' || code === 'P';

/** Whether a version counts for independent corroboration. */
export function isIndependent({
	code,
	knowledge,
	independence,
	contact
}: Pick<MatrixCell, 'code' | 'knowledge' | 'independence' | 'contact'>): boolean {
	return (
		code === 'A' &&
		(knowledge === 'saw' || knowledge === 'did') &&
		independence === 'independent' &&
		!contact
	);
}

/** The reading of one fact. @param cells of that fact */
export function readingOf(factId: string, cells: readonly MatrixCell[]): FactReading {
	const own = cells.filter((one) => one.factId === factId);
	const names = (those: readonly MatrixCell[]): VersionName[] =>
		those.map(({ subject, version }) => ({ subject, version }));
	const independent = own.filter(isIndependent).map(({ subject }) => subject);
	return {
		factId,
		independent: [...new Set(independent)],
		notIndependent: names(
			own.filter((one) => isTold(one) && (one.independence !== 'independent' || one.contact))
		),
		hearsay: names(
			own.filter(
				(one) => isTold(one) && (one.knowledge === 'heard' || one.knowledge === 'told-here')
			)
		),
		ledToFind: names(own.filter((one) => one.ledToFind))
	};
}

/** On how many facts that two subjects were both asked they agree; `asked` 0 = nothing to compare. */
export interface AgreementShare {
	readonly subjects: readonly [string, string];
	readonly asked: number;
	readonly agreed: number;
}

/** Agreement of every two subjects on the facts both were asked, by their latest version. */
export function agreementShares(cells: readonly MatrixCell[]): AgreementShare[] {
	const subjects = [...new Set(cells.map(({ subject }) => subject))];
	const facts = [...new Set(cells.map(({ factId }) => factId))];
	const latest = (subject: string, factId: string): MatrixCell | undefined =>
		cells.findLast((one) => one.subject === subject && one.factId === factId && one.code !== 'N');
	return subjects.flatMap((a, index) =>
		subjects.slice(index + 1).map((b): AgreementShare => {
			const pairs = facts.flatMap((factId) => {
				const [one, other] = [latest(a, factId), latest(b, factId)];
				return one === undefined || other === undefined ? [] : [one.code === other.code];
			});
			return { subjects: [a, b], asked: pairs.length, agreed: pairs.filter(Boolean).length };
		})
	);
}
