/** The part on real recordings. */
import type { Validation } from '../validation.ts';
import {
	blocks,
	countText,
	fixed,
	metText,
	percent,
	shareText,
	spreadText,
	table
} from './markdown.ts';

type Records = Validation['records'];

const short = (file: string): string => file.replace(/_?\d+hz[.]csv$/, '');

function beats({ beats: found }: Records): string {
	const rows = found.detectors.flatMap(({ detector, byTolerance }) =>
		byTolerance.map(({ withinMs, sensitivity, precision, errorMs }) => [
			withinMs === 50 ? detector : '',
			`${withinMs} ms`,
			countText(sensitivity),
			countText(precision),
			spreadText(errorMs)
		])
	);
	const { wrongTakenOut, rightTakenOut } = found.gate;
	return blocks(
		'### 1.1 R waves against annotated beats',
		`One record: \`${found.file}\` (MIT-BIH 118 with added noise, 12 dB), ${found.durationS} s, ${found.beats} beats annotated by experts. A beat counts as found when a detection lies within the tolerance; pairs are one to one. Intervals are exact (Clopper–Pearson, 95 %) and take the beats as independent, which beats of one person in one noise are not: they are too narrow for people in general. The last column is found minus annotated in milliseconds, median and quartiles of the pairs.`,
		table(['detector', 'within', 'sensitivity', 'positive predictive value', 'error, ms'], rows),
		`The other programs' detections are on the same record. What the application does with wrong beats: of the ${wrongTakenOut.of} intervals with a wrong or missed beat its gate takes out ${shareText(wrongTakenOut)}; of the ${rightTakenOut.of} right ones it takes out ${shareText(rightTakenOut)}.`
	);
}

function pulse({ pulse: pairs }: Records): string {
	const rows = pairs.map((one) => [
		`${short(one.file)}: ${one.ecg} and ${one.pulse}`,
		fixed(one.delayMs, 0),
		countText(one.ecgBeatsWithPulse),
		countText(one.pulsesWithEcgBeat),
		`${one.intervals.plausible} of ${one.intervals.all}`,
		fixed(one.intervalsMs.bias.value, 1),
		`${fixed(one.intervalsMs.lower.value, 1)}…${fixed(one.intervalsMs.upper.value, 1)}`
	]);
	return blocks(
		'### 1.2 Pulse against electrocardiogram of the same person',
		'Neither sensor is the truth; they see the same heart. The usual delay from R wave to pulse peak is found first, then a pulse within 150 ms of where the delay puts it belongs to the beat. Intervals of two successive beats are compared (Bland–Altman: bias and limits in which 95 % of differences lie). Limits hold errors of both sensors and real changes of the pulse delay with breathing and pressure. ABP: arterial line.',
		table(
			[
				...['record', 'delay, ms', 'beats with a pulse', 'pulses with a beat'],
				...['plausible interval pairs', 'bias, ms', 'limits, ms']
			],
			rows
		)
	);
}

function rates({ heartRates }: Records): string {
	const missed = heartRates.filter(({ met }) => !met);
	return blocks(
		'### 1.3 Mean heart rate against other detectors',
		`Advised: within 1.5 bpm. Compared: ${heartRates.length} pairs of a channel and another program's detector; ${heartRates.length - missed.length} are within it. The others:`,
		table(
			['record', 'other program', 'Jingwei, bpm', 'other, bpm'],
			missed.map(({ file, channel, peer, ours, theirs }) => [
				`${short(file)} ${channel}`,
				...[peer, fixed(ours, 1), fixed(theirs, 1)]
			])
		),
		'No truth is known for these records, except that the heart of one person has one rate: where two channels were worn at once (1.2), ours agree with each other on them.'
	);
}

function skin({ drivers, responseCounts: counts, events }: Records): string {
	const driverRows = drivers.map((one) => [
		`${short(one.file)}, ${one.peer}`,
		...[`${one.theirs}`, `${one.ours}`, metText(one.met)],
		...[countText(one.burstsWithResponse), countText(one.responsesWithBurst)]
	]);
	const countRows = counts.map(({ file, counts: peers }) => [
		short(file),
		`${peers[0]?.ours ?? '—'}`,
		peers.map(({ peer, theirs }) => `${peer} ${theirs}`).join(', '),
		`${peers.filter(({ met }) => met).length} of ${peers.length}`
	]);
	const eventRows = events.map(({ file, responses, afterEvents, afterAnyMoment }) => [
		short(file),
		...[`${responses}`, countText(afterEvents), percent(afterAnyMoment)]
	]);
	return blocks(
		'### 1.4 Skin conductance responses',
		'Against the driver of continuous decomposition (Ledalab’s own result and Ledapy’s). A burst is a maximum of the driver that rises by 2 % of its largest value; a response is a rise from trough to peak by 2 % of the largest; they belong together when the peaks lie within 1 s. These thresholds are ours: Ledalab’s list of responses is not in the data. Advised: counts within 20 %.',
		table(
			[
				'record',
				'bursts',
				'responses',
				'count',
				'bursts with a response',
				'responses with a burst'
			],
			driverRows
		),
		'Counts of programs that use a threshold relative to the largest response (here 10 %). They differ from each other by far more than the advised 20 %, so no count can meet all of them; the application scores with an absolute threshold instead.',
		table(['record', 'Jingwei', 'others', 'within 20 %'], countRows),
		'Responses that begin 0.5–5 s after a marked event, against the share of all moments that a response follows. The meaning of the markers of the first record is not documented, and four events are too few: nothing can be concluded from either.',
		table(['record', 'responses', 'after events', 'after any moment'], eventRows)
	);
}

function breathing({ breathing: all }: Records): string {
	return blocks(
		'### 1.5 Breaths against other programs',
		'Ends of inspiration within 0.5 s. The method of Khodadad is also reproduced exactly (part 2); here is what the application uses, which keeps the last breath and breaths after a shallow expiration.',
		table(
			[
				'record and program',
				'theirs',
				'ours',
				'theirs found',
				'ours in theirs',
				'rate, per min: ours / theirs'
			],
			all.map((one) => [
				`${short(one.file)}, ${one.peer}`,
				...[`${one.known}`, `${one.found}`],
				...[shareText(one.sensitivity), shareText(one.precision)],
				`${fixed(one.ratePerMinute.ours, 1)} / ${fixed(one.ratePerMinute.theirs, 1)}`
			])
		),
		'On one record (v102s) the two other programs differ from each other by a factor of nearly two; which is right is not known.'
	);
}

/** Part 1. */
export function recordsPart({ records }: Validation): string {
	return blocks(
		'## 1. Detectors on real recordings',
		'Real signals of real people, published by others. Only one record carries an independent truth (1.1); all else is agreement between sensors or programs.',
		...[beats(records), pulse(records), rates(records), skin(records), breathing(records)]
	);
}
