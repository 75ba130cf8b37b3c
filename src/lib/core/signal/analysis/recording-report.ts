/**
 * A whole recording: every channel, and every event on every channel.
 *
 * @module
 */
import type { Movement } from '../quality/movement.ts';
import {
	MOST_COUPLED,
	coupledTraces,
	respirationCoupling
} from '../quality/respiration-coupling.ts';
import { isLabError } from '../../errors.ts';
import { resampled } from '../sampling/resampled.ts';
import { analyseEda } from './eda-analysis.ts';
import { channelReport, type AnalysisMethods } from './channel-report.ts';
import type { RecordingChannel, RecordingEvent } from './recording-channel.ts';

/** Rate at which skin and breathing are compared. [Hz] */
const COUPLING_HZ = 8;
/** A movement this long before or after counts for an event. [s] */
const REACH_S = 2;
const WINDOW_S = 15;

/** The report: what `analyse` prints. */
export interface RecordingReport {
	readonly channels: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
	readonly events: readonly {
		readonly time: number;
		/** By channel; `flags` holds what concerns all channels. */
		readonly features: Readonly<Record<string, unknown>>;
		readonly flags: readonly string[];
	}[];
}

/** Analyses a recording. Channels may have different rates; all start at the same time. */
export function recordingReport(
	channels: readonly RecordingChannel[],
	events: readonly RecordingEvent[],
	methods: AnalysisMethods = {}
): RecordingReport {
	const reports = channels.map((channel) => ({
		name: channel.name,
		report: channelReport(channel, methods)
	}));
	const moved = reports.flatMap(({ report }) => report.moved);
	const coupling = events.length > 0 ? couplingAt(channels) : () => null;
	return {
		channels: Object.fromEntries(reports.map(({ name, report }) => [name, report.summary])),
		events: events.map((event) => {
			const coupled = coupling(event.time);
			const flags = isMoved(moved, event.time) ? ['movement'] : [];
			if (coupled !== null && coupled > MOST_COUPLED) flags.push('eda-follows-respiration');
			return {
				time: event.time,
				features: {
					...Object.fromEntries(reports.map(({ name, report }) => [name, report.at(event)])),
					...(coupled === null ? {} : { respirationCoupling: coupled })
				},
				flags
			};
		})
	};
}

function isMoved(moved: readonly Movement[], time: number): boolean {
	return moved.some(({ from, to }) => to >= time - REACH_S && from <= time + WINDOW_S + REACH_S);
}

/** Coupling of the first skin conductance with the first respiration; null when it cannot be told. */
function couplingAt(channels: readonly RecordingChannel[]): (time: number) => number | null {
	const eda = channels.find(({ kind }) => kind === 'eda');
	const respiration = channels.find(({ kind }) => kind === 'rsp');
	if (eda === undefined || respiration === undefined) return () => null;
	try {
		const { clean } = analyseEda(eda.values, eda.rateHz, { isCalibrated: eda.unit === 'uS' });
		const skin = resampled(clean, eda.rateHz, COUPLING_HZ);
		const breath = resampled(respiration.values, respiration.rateHz, COUPLING_HZ);
		const length = Math.min(skin.length, breath.length);
		const traces = coupledTraces(skin.slice(0, length), breath.slice(0, length), COUPLING_HZ);
		return (time) => {
			const found = respirationCoupling(traces, { from: time, to: time + WINDOW_S });
			return found === null || Number.isNaN(found) ? null : found;
		};
	} catch (error) {
		if (!isLabError(error)) throw error;
		return () => null;
	}
}
