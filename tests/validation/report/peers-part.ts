/** The part on agreement with other programs. */
import type { Validation } from '../validation.ts';
import { blocks, figure, fixed, list, table } from './markdown.ts';

type Peers = Validation['peers'];

function operations({ operations: all, rows }: Peers): string {
	const numbers = rows.reduce((sum, { count }) => sum + count, 0);
	return blocks(
		`${rows.length} comparisons of an operation on a channel, ${numbers} numbers. “Largest” and “median” are differences relative to the size of the quantity; for places (peaks, onsets) the share that has no partner within one sample; for likeness one minus the correlation. The tolerance is the one advised with the data. All figures by record are in report.json.`,
		table(
			[
				...['other program', 'operation', 'channels', 'numbers', 'measure'],
				...['largest', 'median', 'tolerance', 'channels that meet it']
			],
			all.map((one) => [
				...[one.peer, `\`${one.operation}\``, `${one.channels}`, `${one.count}`, one.measure],
				...[figure(one.largest, 2), figure(one.median, 2), figure(one.tolerance, 1)],
				one.met === one.channels ? `all ${one.channels}` : `**${one.met} of ${one.channels}**`
			])
		)
	);
}

function missed({ rows }: Peers): string {
	const all = rows.filter(({ met }) => !met);
	return blocks(
		'### 2.1 What does not meet the advised tolerance',
		table(
			['record and channel', 'operation', 'difference', 'tolerance'],
			all.map((one) => [
				`${one.file} ${one.channel}`,
				...[`\`${one.operation}\``, figure(one.largest), figure(one.tolerance, 1)]
			])
		),
		'`eda_phasic_cvxeda_nk`: see 2.2. `ppg_peaks_kubios` and `r_peaks_neurokit_kubios` are compared with beats moved as the other program does it (a named option); by default a beat moves one place for every missed one before it, which differs where many are missing in a row (two records, 5 % and 0.5 % of the beats).'
	);
}

function decomposition({ decompositions }: Peers): string {
	const all = decompositions.length;
	const lower = decompositions.filter(({ raw: one }) => one.free <= one.theirs).length;
	const negative = decompositions.filter(({ raw: one }) => one.leastPhasicOfTheirs < 0).length;
	const standardised = decompositions.map(({ file, standardised: one }) => [
		...[file, figure(one.ours, 6), figure(one.theirs, 6), figure(one.higherBy, 3)]
	]);
	const raw = decompositions.map(({ file, raw: one }) => [
		...[file, figure(one.theirs, 5), figure(one.free, 5), figure(one.atRest, 5)],
		...[fixed(one.correlation.atRest, 4), fixed(one.correlation.free, 4)],
		figure(one.leastPhasicOfTheirs, 3)
	]);
	return blocks(
		'### 2.2 Convex decomposition: whose objective is lower',
		'The decomposition minimises one number, so the lower value is the better answer to the same problem. In standard deviations, as the authors recommend and the application does, against the authors’ own program:',
		table(['record', 'ours', 'theirs', 'theirs higher by (share)'], standardised),
		`In the unit of the trace NeuroKit2’s copy is free at the start: a response may be under way when the record begins, even a negative one (its phasic trace goes below zero on ${negative} of ${all} records, which a sum of responses cannot). Given the same freedom our objective is lower on ${lower} of ${all} records, on some by far: their solver stops early. But the lowest value of that problem is no sensible trace, because a large negative response takes over the start. The application starts at rest, which allows less; its trace is the one that resembles theirs. Likeness to an answer that is not the best of its own problem is all that can be had here, and on two records it is less than the advised 0.999.`,
		table(
			[
				...['record', 'theirs', 'ours, free start', 'ours, at rest'],
				...['correlation of phasic, at rest', 'free start', 'least phasic value of theirs']
			],
			raw
		)
	);
}

/** Part 2. */
export function peersPart({ peers }: Validation): string {
	return blocks(
		'## 2. Agreement with other programs on the same real recordings',
		'Agreement shows that a published method is computed as published. It does not show that the method finds the truth.',
		...[operations(peers), missed(peers), decomposition(peers)],
		'### 2.3 What is not compared, and why',
		list(
			peers.notCompared.map(
				({ operation, channels, reason }) => `\`${operation}\` (${channels}): ${reason}`
			)
		)
	);
}
