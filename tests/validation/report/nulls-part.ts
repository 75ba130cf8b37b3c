/** The part on tests in which there is nothing to find. */
import { TOGETHER } from '../simulation/detail-scores.ts';
import type { Validation } from '../validation.ts';
import { blocks, fixed, metText, percent, shareText, table } from './markdown.ts';
import { channelName } from './simulation-part.ts';

type Nulls = Validation['nulls'];

function textbook({ textbook: rows }: Nulls): string {
	return blocks(
		'### 4.1 Exact: Lykken’s score when nothing is recognised',
		'Computed by the application, against the table of the reference (polygraph.md §3.1, four digits). No simulation.',
		table(
			[
				'questions × scored items',
				'textbook rule: P(score ≥ questions)',
				'exact rule: score with p ≤ .05',
				'its p',
				'reference'
			],
			rows.map((one) => [
				`${one.questions} × ${one.items}`,
				`${fixed(100 * one.textbook, 2)} %`,
				`${one.cut} of ${2 * one.questions}`,
				fixed(one.exact, 4),
				metText(one.met)
			])
		)
	);
}

function details({ details: scenarios }: Nulls): string {
	const names = scenarios[0]?.scores ?? [];
	const head = scenarios.map(
		({ name, charts }) => `${name}, ${charts} chart${charts === 1 ? '' : 's'}`
	);
	const rows = names.map(({ method, channel }, k) => [
		`${method}, ${channel === TOGETHER ? channelName(channel) : 'one channel'}`,
		...scenarios.map(({ scores }) => percent(scores[k]!.falsePositives.share))
	]);
	const rule = [
		'lykken, textbook rule',
		...scenarios.map(({ scores }) => percent(scores[0]!.textbook?.share ?? null))
	];
	const margin = scenarios[0]?.scores[0]?.falsePositives.of ?? 0;
	return blocks(
		'### 4.2 SIMULATION: p ≤ .05 in random concealed-information tests',
		`Six questions of five scored items, ${margin} random tests each (95 % of such shares lie within 0.6 percentage points of 5 % when 5 % is right). Responses are log-normal or normal with a fixed SD; channels share 30 % of their variance; the orders are those of the application: buffer first, then key and foils in random order.`,
		table(['method', ...head], [...rows, rule]),
		'**Exchangeable** responses are the null hypothesis that every result names: the promise is at most 5 %. **Items keep a meaning**: foils and keys that mean something to the person for reasons of their own, the same in every chart; p stays right, because the key is exchanged in all charts of a question together. **Loses … per place**: responses get weaker from item to item within a question. Key and foils are placed alike, each chart anew, so p stays right whatever depends on the place alone (src/lib/core/technique/order.ts). Until 2026-11-25 the key was never placed last, as textbooks advise; p ≤ .05 then came up in up to 13.3 % of such tests.'
	);
}

function searching({ searching: rows }: Nulls): string {
	return blocks(
		'### 4.3 SIMULATION: false alarms of the searching test',
		table(
			['items × repetitions', 'random tests', 'some item reaches p ≤ .05'],
			rows.map(({ items, repetitions, falseAlarms }) => [
				`${items} × ${repetitions}`,
				...[`${falseAlarms.of}`, shareText(falseAlarms)]
			])
		)
	);
}

/** `−3 / +3`: at or below, at or above. */
function cutsText({ rule, cuts }: Nulls['essM'][number]): string {
	const [low, high] =
		rule === 'subtotal'
			? [cuts.subtotal, cuts.allSubtotals]
			: [cuts.significant, cuts.notSignificant];
	return `${fixed(low, 0)} / +${fixed(high, 0)}`;
}

function essM({ essM: rows }: Nulls): string {
	return blocks(
		'### 4.4 Exact: how often ESS-M speaks when scores are random',
		'By its own reference distribution (every sensor score −, 0 or + with probability ⅓, independent; respiration, cardio, finger pulse and doubled skin conductance), prior ½, α .05. No simulation. “α .05” belongs to the lower limit of odds; it is not the rate at which the rule speaks.',
		table(
			[
				...['questions × charts', 'rule', 'cuts'],
				...['significant response', 'no significant response', 'inconclusive']
			],
			rows.map((one) => [
				...[`${one.questions} × ${one.charts}`, one.rule],
				cutsText(one),
				...[percent(one.significant), percent(one.notSignificant), percent(one.inconclusive)]
			])
		)
	);
}

function comparison({ comparison: scenarios }: Nulls): string {
	const parts = scenarios.map(({ questions, charts, issue, order, methods }) =>
		blocks(
			`**${questions} relevant questions, ${charts} charts, ${issue} issue; ${order === 'one-side' ? 'one comparison question each (C R N C R N …)' : 'between two comparison questions (C R C R … C)'}**`,
			table(
				[
					...['method', 'significant response', 'no significant response', 'inconclusive'],
					...['its own p ≤ .05', 'mean score']
				],
				methods.map((one) => [
					one.method,
					...[shareText(one.significant), shareText(one.notSignificant)],
					...[shareText(one.inconclusive), one.pAtMost05 === null ? '—' : shareText(one.pAtMost05)],
					fixed(one.meanStatistic, 2)
				])
			)
		)
	);
	return blocks(
		'### 4.5 SIMULATION: comparison-question methods when relevant and comparison questions do not differ',
		`${scenarios[0]?.methods[0]?.significant.of ?? 0} random tests each. All responses of a sensor come from one log-normal distribution; its SD for skin conductance, cardio and respiration is that of OSS-3’s norms, for finger pulse it is ours. Every method decides by its textbook rule and cuts. Percentages are **not error rates**: the reference groups of these methods are people of whom one group responds more to comparison questions, and none of them promises 5 % for tests without any difference. They show how often a rule speaks where there is nothing to be read.`,
		...parts,
		'Two things stand out. Choosing the stronger of two neighbouring comparison questions pushes every score that uses it towards “no significant response” (mean score far above 0). And without that choice the rules with low cuts (ESS-M ±3, federal subtotals −3) call “significant response” in a large share of tests that hold no information. OSS-2 leans the same way even with one comparison question, because its bins are not symmetric about equal responses. `miritello-rank` is not listed: in the application it scores concealed-information tests (3.1, 4.2).'
	);
}

/** Part 4. */
export function nullsPart({ nulls }: Validation): string {
	const { presentations, most } = nulls.artifacts;
	return blocks(
		'## 4. Tests in which there is nothing to find',
		...[textbook(nulls), details(nulls), searching(nulls), essM(nulls), comparison(nulls)],
		'### 4.6 Exact: artifact proportions',
		`With ${presentations} presentations of each type and any number of artifacts, p ≤ .05 comes up with probability ${percent(most)} at most when artifacts fall anywhere alike.`
	);
}
