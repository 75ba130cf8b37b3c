/**
 * The analysis of one channel as data for a report, and its features at events.
 *
 * @module
 */
import { isLabError } from '../../errors.ts';
import { movements, type Movement } from '../quality/movement.ts';
import { breathingFlag } from '../quality/controlled-breathing.ts';
import { LEAST_CORRELATION } from '../quality/beat-template.ts';
import { questionQuality, type QuestionQuality } from '../quality/question-quality.ts';
import type { Decomposition } from '../eda/decomposition.ts';
import { analyseEda } from './eda-analysis.ts';
import { edaEventFeatures } from './eda-event-features.ts';
import { analyseHeart, heartEventFeatures, type EcgDetector } from './heart-analysis.ts';
import { pulseResponses } from './pulse-event-features.ts';
import {
	channelQuality,
	qualitySummary,
	type RecordingChannel,
	type RecordingEvent
} from './recording-channel.ts';
import { analyseRespiration, respirationEventFeatures } from './respiration-analysis.ts';

/** Movement counts from six times the usual on. Lab decision 2026-11: untested starting values */
const MOVEMENT = { bridgeS: 0.5, movement: { factor: 6, leastRatio: 2, forS: 0.3, quality: 0.5 } };
/** Time around an event that its features rest on. [s] */
const WINDOWS = {
	eda: { from: 0, to: 15 },
	rsp: { from: 0, to: 15 },
	ecg: { from: -3, to: 15 },
	ppg: { from: -3, to: 15 },
	cardio: { from: -3, to: 15 },
	movement: { from: 0, to: 15 }
} as const;

/** A channel's part of the report. */
export interface ChannelReport {
	/** `{kind, rateHz, unit, samples, [kind]: …, quality}`; `error` instead of the kind's part when it cannot be analysed. */
	readonly summary: Readonly<Record<string, unknown>>;
	/** Features of an event, and whether they can be scored. */
	at(event: RecordingEvent): Readonly<Record<string, unknown>>;
	readonly moved: readonly Movement[];
}

/** Methods a kind is analysed with where there are several; the first of each list by default. */
export interface AnalysisMethods {
	readonly eda?: Decomposition;
	readonly ecg?: EcgDetector;
}

/** What a kind's analysis adds. */
interface Findings {
	readonly summary: Readonly<Record<string, unknown>>;
	readonly at: (event: RecordingEvent) => Readonly<Record<string, unknown>>;
	readonly flags: (event: RecordingEvent) => readonly string[];
	readonly quality?: Readonly<Record<string, unknown>>;
	readonly moved?: readonly Movement[];
}

/** Analyses one channel; a signal that cannot be analysed (too short, rate too low) says why. */
export function channelReport(
	channel: RecordingChannel,
	methods: AnalysisMethods = {}
): ChannelReport {
	const { kind, rateHz, unit, values } = channel;
	const seconds = channelQuality(channel);
	const found = attempted(channel, methods);
	const overall = { ...qualitySummary(seconds, values), ...found.quality };
	const { from, to } = WINDOWS[kind];
	const judged = (event: RecordingEvent): QuestionQuality =>
		questionQuality(seconds, { from: event.time + from, to: event.time + to }, found.flags(event));
	return {
		summary: { kind, rateHz, unit, samples: values.length, ...found.summary, quality: overall },
		at: (event) => ({ ...found.at(event), quality: judged(event) }),
		moved: found.moved ?? []
	};
}

function attempted(channel: RecordingChannel, methods: AnalysisMethods): Findings {
	try {
		return findings(channel, methods);
	} catch (error) {
		if (!isLabError(error)) throw error;
		const { code, message } = error;
		return { summary: { error: { code, message } }, at: () => ({}), flags: () => [] };
	}
}

function findings(channel: RecordingChannel, methods: AnalysisMethods): Findings {
	switch (channel.kind) {
		case 'eda':
			return edaFindings(channel, methods.eda);
		case 'rsp':
			return respirationFindings(channel);
		case 'movement':
			return movementFindings(channel);
		default:
			return heartFindings(channel, methods.ecg);
	}
}

function edaFindings(
	{ values, rateHz, unit }: RecordingChannel,
	method: Decomposition = 'highpass'
): Findings {
	const found = analyseEda(values, rateHz, { isCalibrated: unit === 'uS', method });
	const { measuredIn, tonicMean, tonicSlope, threshold, scrs, scrRate } = found;
	return {
		summary: { eda: { method, measuredIn, tonicMean, tonicSlope, threshold, scrs, scrRate } },
		at: (event) => ({ ...edaEventFeatures(found, event) }),
		flags: () => []
	};
}

function respirationFindings({ values, rateHz }: RecordingChannel): Findings {
	const found = analyseRespiration(values, rateHz);
	const { troughs, peaks, rateMean, amplitudeMean, volumePerTimeMean } = found;
	return {
		summary: { rsp: { troughs, peaks, rateMean, amplitudeMean, volumePerTimeMean } },
		at: (event) => ({ ...respirationEventFeatures(found, event) }),
		flags: ({ time }) => [breathingFlag(found.breaths, rateHz, { from: time, to: time + 15 })]
	};
}

function movementFindings({ values, rateHz }: RecordingChannel): Findings {
	const moved = movements(values, rateHz, MOVEMENT);
	return { summary: { movement: { movements: moved } }, at: () => ({}), flags: () => [], moved };
}

function heartFindings(
	{ kind, values, rateHz }: RecordingChannel,
	method: EcgDetector = 'pan-tompkins'
): Findings {
	const detector = kind === 'ecg' ? 'ecg' : 'ppg';
	const found = analyseHeart(detector, values, rateHz, method);
	const { beats, heartRateMean, hrv, isInverted, beatCorrelation, plausibleShare } = found;
	const rest = { heartRateMean, isInverted, hrv };
	// prepared only when there is an event to measure
	let responses: ReturnType<typeof pulseResponses> | null = null;
	const isLike = beatCorrelation !== null && beatCorrelation >= LEAST_CORRELATION[detector];
	return {
		summary: {
			[kind]: { ...(kind === 'ecg' ? { method, rPeaks: beats } : { peaks: beats }), ...rest }
		},
		at: (event) => {
			const change = { ...heartEventFeatures(found, event.time) };
			if (kind === 'ecg') return change;
			responses ??= pulseResponses(values, found, rateHz);
			return {
				...change,
				...(kind === 'ppg' ? responses.finger(event.time) : responses.cardio(event))
			};
		},
		flags: () => (isLike ? [] : ['beats-unlike']),
		quality: { beatCorrelation, plausibleIntervals: plausibleShare }
	};
}
