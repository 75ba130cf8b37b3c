/** The part on virtual subjects. */
import { TOGETHER } from '../simulation/detail-scores.ts';
import { BASES, NOT_FROM, RESPONDS_AT } from '../simulation/operating.ts';
import type { Validation } from '../validation.ts';
import { blocks, fixed, percent, shareText, table } from './markdown.ts';

type Run = Validation['simulation'][number];

/** What the kinds of subjects are called here. */
const KINDS: Readonly<Record<string, string>> = {
	informed: 'knows and conceals',
	uninformed: 'does not know',
	'informed-innocent': 'knows, took no part, conceals nothing',
	'non-responder': 'knows, shows no skin responses',
	countermeasure: 'knows, responds to foils on purpose'
};
const CHANNELS: Readonly<Record<string, string>> = {
	eda: 'skin conductance',
	ppg: 'heart rate (pulse)',
	rsp: 'respiration',
	[TOGETHER]: 'all three together'
};

/** Name of a channel in words. */
export const channelName = (channel: string): string => CHANNELS[channel] ?? channel;

const charts = ({ charts: n }: Run): string => (n === 1 ? '1 chart' : `${n} charts`);

function characteristics(run: Run, place: number): string {
	const { informed, uninformed } = run.subjects;
	const rows = run.operating.map((one) => [
		`${one.method}, ${channelName(one.channel)}`,
		`${fixed(one.roc.area, 3)} (${fixed(one.roc.interval[0], 3)}–${fixed(one.roc.interval[1], 3)})`,
		shareText(one.sensitivity),
		shareText(one.falsePositives)
	]);
	const unscored = run.operating.reduce((sum, one) => sum + one.unscored, 0);
	return blocks(
		`### 3.${place} ${charts(run)}: ${informed} who know against ${uninformed} who do not`,
		table(
			[
				'method and channel',
				'ROC area',
				`found: knows, p ≤ ${RESPONDS_AT}`,
				`wrongly found: does not know, p ≤ ${RESPONDS_AT}`
			],
			rows
		),
		`ROC area: DeLong, 95 %. Shares: Clopper–Pearson, 95 %. Scores that could not be given: ${unscored}. Points of every curve are in report.json.`
	);
}

function textbook(runs: readonly Run[]): string {
	const rows = runs.flatMap((run) =>
		run.operating.flatMap(({ channel, textbook: rule, sensitivity, falsePositives }) =>
			rule === null
				? []
				: [
						[
							`${charts(run)}, ${channelName(channel)}`,
							...[shareText(rule.falsePositives), shareText(falsePositives)],
							...[shareText(rule.sensitivity), shareText(sensitivity)]
						]
					]
		)
	);
	return blocks(
		'### 3.3 Lykken’s score: textbook rule beside the exact rule',
		`Textbook rule: as many points as questions were asked, half of the maximum. Exact rule: p ≤ ${RESPONDS_AT}.`,
		table(
			[
				'charts and channel',
				...['wrongly found, textbook', 'wrongly found, exact'],
				...['found, textbook', 'found, exact']
			],
			rows
		),
		'That more is found by the textbook rule is the price of its errors, not a better method.'
	);
}

function outcomes(runs: readonly Run[]): string {
	const parts = BASES.map(({ method, channel }) => {
		const rows = runs.flatMap((run) =>
			run.outcomes
				.filter((one) => one.method === method && one.channel === channel)
				.map((one) => [
					`${KINDS[one.kind] ?? one.kind}, ${charts(run)} (${one.responds.of})`,
					percent(one.responds.share),
					percent(one.inconclusive.share),
					percent(one.doesNotRespond.share)
				])
		);
		return blocks(
			`**${method}, ${channelName(channel)}**`,
			table(['kind, charts (subjects)', 'responds', 'inconclusive', 'does not respond'], rows)
		);
	});
	return blocks(
		'### 3.4 Outcomes of all five kinds by the rule of the technique',
		`The rule of protocols/techniques/cit.yaml: responds at p ≤ ${RESPONDS_AT}, does not respond at p ≥ ${NOT_FROM}, otherwise inconclusive. The first table is what the technique names first.`,
		...parts,
		'What the tables say: who knows the details without having taken part comes out like one who conceals, on skin conductance without any difference: **a response shows knowledge, never where it comes from**. Who has no skin responses comes out as “does not respond” although every detail is known: **no response does not show ignorance**. Responses made on purpose to foils make the skin tell less.'
	);
}

function searches(runs: readonly Run[]): string {
	const rows = runs.flatMap(({ searches: found, charts: n }) =>
		(found ?? []).map((one) => [
			`${KINDS[one.kind] ?? one.kind}, ${n} charts`,
			...[`${one.searches}`, percent(one.keyStrongest / one.searches)],
			...[percent(one.atMost05 / one.searches), percent(one.keyAtMost05 / one.searches)]
		])
	);
	return blocks(
		'### 3.5 The same questions searched without knowing the key',
		'Every question of the tests with three charts taken as a searching test of five items, all channels together, p by the largest statistic. For who does not know, every p ≤ .05 is a false alarm.',
		table(
			[
				'kind',
				'searches',
				'key is the strongest',
				'p ≤ .05',
				'p ≤ .05 and the strongest is the key'
			],
			rows
		)
	);
}

/** Part 3. */
export function simulationPart({ simulation: runs }: Validation): string {
	return blocks(
		'## 3. SIMULATION: virtual subjects',
		'**Nothing here says anything about any real person.** The virtual subject (protocols/virtual/subject.yaml) was made so that groups differ about as groups in published laboratory studies do: d 1.55 on skin conductance, 1.11 on respiration, 0.89 on heart rate. That the methods tell these groups apart is therefore put in, not found. What is tested is the software: that measurement and scoring, the real ones, carry the difference through, and keep the error rate they promise when there is none.',
		'Each subject hears six questions of one buffer, one key and four foils in a random order; recorded at 32 Hz through a 10-bit converter; measured by `measureChart` with protocols/scoring/cit-measures.yaml; scored by every method for concealed-information tests. Seeds are fixed; every subject of every group has its own. The likelihood ratio is left out: it needs a norm sample of the laboratory and decides nothing.',
		...runs.map((run, k) => characteristics(run, k + 1)),
		...[textbook(runs), outcomes(runs), searches(runs)]
	);
}
