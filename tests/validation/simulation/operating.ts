/** From the scores of virtual subjects to operating characteristics and outcomes. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { limitsOf, technique } from '#lib/core/protocols/technique.ts';
import { subjectKinds, type SubjectKind } from '#lib/core/virtual/hearing.ts';
import { outcomeByRule } from '#lib/core/technique/outcome-rule.ts';
import { virtualChannels } from '../../contracts/virtual-test.ts';
import { shareOf, type Share } from '../records/matching.ts';
import { scoreNames, TOGETHER, type DetailScore } from './detail-scores.ts';
import { rocArea, rocPoints, type RocArea } from './roc.ts';
import type { SubjectResult } from './subjects.ts';

/** File of the technique whose rule decides. */
export const TECHNIQUE_FILE = 'protocols/techniques/cit.yaml';
const scoring = limitsOf(technique.parse(parse(readFileSync(TECHNIQUE_FILE, 'utf8'))));
/** Up to this p the person is said to respond. */
export const RESPONDS_AT = scoring.respondsAtOrBelow;
/** From this p on the person is said not to respond. */
export const NOT_FROM = scoring.doesNotRespondAtOrAbove;

/** Subjects by kind, all tested with the same number of charts. */
export type Groups = Readonly<Record<SubjectKind, readonly SubjectResult[]>>;

/** What one score is worth between informed and uninformed subjects. */
export interface Operating {
	readonly method: string;
	readonly channel: string;
	readonly roc: RocArea;
	readonly points: ReturnType<typeof rocPoints>;
	/** Informed with p at or below the limit of the technique. */
	readonly sensitivity: Share;
	/** Uninformed with p at or below the limit. */
	readonly falsePositives: Share;
	/** The same two by the textbook rule of Lykken's score; null for other methods. */
	readonly textbook: { readonly sensitivity: Share; readonly falsePositives: Share } | null;
	/** Tests of either group that this score could not be given to. */
	readonly unscored: number;
}

const known = (scores: readonly (DetailScore | null)[]): DetailScore[] =>
	scores.filter((score) => score !== null);

/** One row for every score. */
export function operating({ informed, uninformed }: Groups): Operating[] {
	return scoreNames(virtualChannels).map(({ method, channel }, place) => {
		const of = (group: readonly SubjectResult[]) => group.map(({ scores }) => scores[place]!);
		const [with_, without] = [known(of(informed)), known(of(uninformed))];
		const strengths = (scores: readonly DetailScore[]) => scores.map(({ strength }) => strength);
		const atOrBelow = (scores: readonly DetailScore[]): Share =>
			shareOf(scores.filter(({ p }) => p <= RESPONDS_AT).length, scores.length);
		const hits = (scores: readonly DetailScore[]): Share =>
			shareOf(scores.filter((score) => score.isTextbookHit).length, scores.length);
		return {
			...{ method, channel },
			roc: rocArea(strengths(with_), strengths(without)),
			points: rocPoints(strengths(with_), strengths(without)),
			sensitivity: atOrBelow(with_),
			falsePositives: atOrBelow(without),
			textbook:
				with_[0]?.isTextbookHit === null
					? null
					: { sensitivity: hits(with_), falsePositives: hits(without) },
			unscored: informed.length + uninformed.length - with_.length - without.length
		};
	});
}

/** The scores whose outcomes are shown: that of the technique first. */
export const BASES = [
	{ method: 'lykken', channel: 'eda' },
	{ method: 'within-question-z', channel: 'eda' },
	{ method: 'within-question-z', channel: 'rsp' },
	{ method: 'leave-one-out-z', channel: TOGETHER }
] as const;

/** How often each outcome came up for one kind of subject. */
export interface OutcomeRow {
	readonly method: string;
	readonly channel: string;
	readonly kind: SubjectKind;
	readonly responds: Share;
	readonly inconclusive: Share;
	readonly doesNotRespond: Share;
}

/** Outcomes of every kind of subject by the rule of the technique; what could not be scored is inconclusive. */
export function outcomes(groups: Groups): OutcomeRow[] {
	const names = scoreNames(virtualChannels);
	return BASES.flatMap(({ method, channel }) => {
		const place = names.findIndex((one) => one.method === method && one.channel === channel);
		return subjectKinds.map((kind): OutcomeRow => {
			const said = groups[kind].map(({ scores }) => {
				const score = scores[place];
				return score ? outcomeByRule(score.p, scoring) : 'inconclusive';
			});
			const share = (outcome: (typeof said)[number]): Share =>
				shareOf(said.filter((one) => one === outcome).length, said.length);
			return {
				...{ method, channel, kind },
				responds: share('responds'),
				inconclusive: share('inconclusive'),
				doesNotRespond: share('does-not-respond')
			};
		});
	});
}
