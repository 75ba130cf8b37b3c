/** The findings in words, every figure taken from the data. */
import { exactInterval } from '#lib/core/statistics/proportions.ts';
import type { Share } from '../records/matching.ts';
import { TOGETHER } from '../simulation/detail-scores.ts';
import type { Validation } from '../validation.ts';
import { countText, fixed, list, percent, shareText } from './markdown.ts';

/** The figures that the findings and the summary name. */
export function keyFigures({ records, peers, simulation, nulls }: Validation) {
	const [ours] = records.beats.detectors;
	const one = simulation.find(({ charts }) => charts === 1)!;
	const lykken = one.operating.find((row) => row.method === 'lykken' && row.channel === 'eda')!;
	const outcome = (kind: string) =>
		one.outcomes.find(
			(row) => row.method === 'lykken' && row.channel === 'eda' && row.kind === kind
		)!;
	const exact = nulls.textbook.find(({ questions, items }) => questions === 6 && items === 5)!;
	const exactOfThree = nulls.textbook.find(
		({ questions, items }) => questions === 3 && items === 5
	)!;
	const missed = peers.rows.filter(({ met }) => !met).length;
	return {
		beats: ours!.byTolerance.at(-1)!,
		beatsOf50: ours!.byTolerance[0]!,
		comparisons: peers.rows.length,
		missed,
		...{ lykken, one, exact, exactOfThree },
		...{ bystander: outcome('informed-innocent'), knows: outcome('informed') },
		...{ silent: outcome('non-responder'), counter: outcome('countermeasure') }
	};
}

/**
 * Methods that find too much beyond chance, by where it was seen.
 *
 * Each list holds many shares, of which some lie far above 5 % by luck; so a share counts as too large when chance
 * would bring it about in fewer than one of 20 such lists (Clopper–Pearson limit, Bonferroni).
 */
export function exceeding({ simulation, nulls }: Validation) {
	const subjects = simulation.flatMap(({ charts, operating }) =>
		operating.map((row) => ({ ...row, charts }))
	);
	const tables = nulls.details.flatMap(({ name, charts, scores }) =>
		scores.map((row) => ({ ...row, name, charts }))
	);
	return {
		subjects: subjects.filter(({ falsePositives }) => isAbove(falsePositives, subjects.length)),
		tables: tables.filter(({ falsePositives }) => isAbove(falsePositives, tables.length))
	};
}

function isAbove(found: Share, shares: number): boolean {
	return found.of > 0 && exactInterval(found, (2 * 0.05) / shares)[0] > 0.05;
}

/** Said when virtual subjects are wrongly found more often than exchangeable responses would be. */
function habituation(all: Validation): string {
	const { lykken, exact } = keyFigures(all);
	const [low = 0] = lykken.falsePositives.interval ?? [];
	if (low <= exact.exact) return '';
	return ` That is more than the ${percent(exact.exact)} of exchangeable responses (4.2).`;
}

function metList(all: Validation): string[] {
	const { beats, comparisons, missed, exact, exactOfThree, lykken } = keyFigures(all);
	const resting = all.records.pulse[0]!;
	const { subjects, tables } = exceeding(all);
	const exchangeable = tables.filter(({ name }) => name === 'exchangeable');
	return [
		`Real recordings: R waves of the annotated noisy record found: ${countText(beats.sensitivity)}, right: ${countText(beats.precision)}, median error ${fixed(beats.errorMs?.median ?? null, 1)} ms (150 ms).`,
		`Real recordings: pulse and electrocardiogram of one resting person agree on intervals to ${fixed(resting.intervalsMs.bias.value, 1)} ms on average, 95 % within ${fixed(resting.intervalsMs.lower.value, 0)} to ${fixed(resting.intervalsMs.upper.value, 0)} ms.`,
		`Real recordings: ${comparisons - missed} of ${comparisons} comparisons with other programs meet the tolerance advised with the data.`,
		`Exact: the textbook rule of Lykken’s score is met by chance with probability ${fixed(100 * exact.textbook, 1)} % (6 × 5) and ${fixed(100 * exactOfThree.textbook, 1)} % (3 × 5), as in the reference; the exact rule with ${fixed(100 * exact.exact, 1)} %.`,
		`SIMULATION: with Lykken’s score on skin conductance ${shareText(lykken.falsePositives)} of the subjects who do not know are wrongly found by the exact rule, ${shareText(lykken.textbook!.falsePositives)} by the textbook rule.${habituation(all)}`,
		exchangeable.length === 0
			? 'SIMULATION: with exchangeable responses, the null hypothesis that every result names, no method exceeds 5 % beyond chance.'
			: `SIMULATION: **with exchangeable responses these exceed 5 %: ${exchangeable.map(({ method }) => method).join(', ')}**.`,
		subjects.length === 0
			? 'SIMULATION: among virtual subjects who do not know no method exceeds 5 % beyond chance.'
			: `SIMULATION: **among virtual subjects who do not know these exceed 5 %: ${subjects.map((row) => `${row.method} on ${row.channel === TOGETHER ? 'all channels' : row.channel}, ${row.charts} chart(s): ${shareText(row.falsePositives)}`).join('; ')}**.`
	];
}

function notMetList(all: Validation): string[] {
	const { records, nulls, peers } = all;
	const { missed, comparisons } = keyFigures(all);
	const rates = records.heartRates.filter(({ met }) => !met).length;
	const counts = records.responseCounts.flatMap((record) => record.counts);
	const worst = exceeding(all).tables.filter(({ name }) => name !== 'exchangeable');
	const most = worst.toSorted(
		(a, b) => (b.falsePositives.share ?? 0) - (a.falsePositives.share ?? 0)
	)[0];
	const likeness = peers.decompositions.map(({ raw }) => raw.correlation.atRest);
	const lower = peers.decompositions.filter(({ raw }) => raw.free <= raw.theirs).length;
	const standardised = peers.decompositions.filter(
		({ standardised: { higherBy } }) => higherBy >= 0
	).length;
	const ess = nulls.essM.find(
		({ questions, charts, rule }) => questions === 3 && charts === 3 && rule === 'two-stage'
	)!;
	return [
		`Real recordings: ${missed} of ${comparisons} comparisons do not meet the advised tolerance (2.1): the convex decomposition in raw units, whose likeness to the other program’s is ${fixed(Math.min(...likeness), 3)} at worst instead of 0.999. That program’s answer is not the best of its own problem: with the same freedom our objective is lower on ${lower} of ${likeness.length} records, and in standard deviations, as used, on ${standardised} of ${likeness.length} (2.2).`,
		`Real recordings: ${rates} of ${records.heartRates.length} mean heart rates differ from another detector’s by more than 1.5 bpm (1.3); ${counts.filter(({ met }) => !met).length} of ${counts.length} counts of skin conductance responses differ from another program’s by more than 20 %, as those differ from each other (1.4).`,
		most === undefined
			? 'SIMULATION: no departure from exchangeable responses that was tried raises the rate above 5 %.'
			: `SIMULATION: **when responses weaken from item to item within a question, p is too small**: up to ${shareText(most.falsePositives)} at p ≤ .05 (${most.method}, ${most.channel === TOGETHER ? 'all channels' : 'one channel'}, ${most.charts} chart(s), ${most.name}). The loss of a real person is not known; a p close to the limit should be read with this in mind.`,
		`Exact: the two-stage rule of ESS-M (3 questions, 3 charts) says “significant response” with probability ${percent(ess.significant)} when scores are random; it was never meant to be a 5 % test, and must not be read as one.`,
		'SIMULATION: choosing the stronger neighbouring comparison question pushes ESS-M, both federal scales, Utah and OSS-2 towards “no significant response” when there is no difference at all.'
	];
}

function openList(all: Validation): string[] {
	const { bystander, knows, silent, counter } = keyFigures(all);
	return [
		`SIMULATION, but true of every such test: whoever knows the details responds, however the knowledge was come by (${percent(bystander.responds.share)} of those who took no part, ${percent(knows.responds.share)} of those who conceal).`,
		`SIMULATION: “does not respond” may mean a person without skin responses (${percent(silent.doesNotRespond.share)} of the non-responders) or responses made on purpose (${percent(counter.doesNotRespond.share)} of those who do so).`,
		'How well any method tells people apart who know from those who do not: no recording of real people with known knowledge is among the data. Error rates of the laboratory, and of any single case, are unknown.',
		'How well beats, responses and breaths are found on other people and other sensors: one record has an independent truth, and it is of one heart.',
		'Whether a comparison-question method is valid: random tables can only show what its rule does when there is nothing.'
	];
}

/** What met, what did not, what cannot be concluded. */
export function findings(all: Validation): string {
	return [
		'## Findings',
		'**What met what was promised**',
		list(metList(all)),
		'**What did not**',
		list(notMetList(all)),
		'**What cannot be concluded**',
		list(openList(all))
	].join('\n\n');
}
