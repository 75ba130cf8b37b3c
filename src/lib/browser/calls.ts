/**
 * Orders to the server that are no events: devices, starting a chart, measuring, score sheets. A refusal is a value.
 *
 * @module
 */
import {
	openedDevice,
	profileList,
	type OpenedDevice,
	type ProfileList
} from '../core/session/exchange.ts';
import type { SubjectKind } from '../core/virtual/hearing.ts';
import { recorderResults } from '../core/recording/recorder-results.ts';
import type { BlindView } from '../core/sheet/blind-view.ts';
import {
	blindViewAnswer,
	caliperReading,
	namedScorer,
	scorerCandidates as candidateList,
	scoringTasks,
	written,
	type CaliperPlace,
	type ScorerList,
	type ScoringTask
} from '../core/sheet/exchange.ts';
import type { ScoreSheet } from '../core/sheet/sheet.ts';

/** An answer, or why there is none. */
export type Answer<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly code: string; readonly message: string };

type Schema<T> = { parse(value: unknown): T };

async function call<T>(path: string, schema: Schema<T>, body?: object): Promise<Answer<T>> {
	try {
		const answer = await fetch(path, {
			cache: 'no-store',
			...(body && {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body)
			})
		});
		const said: unknown = await answer.json();
		if (answer.ok) return { ok: true, value: schema.parse(said) };
		const { code, message } = said as { code?: string; message?: string };
		return { ok: false, code: code ?? 'request/refused', message: message ?? '' };
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		return { ok: false, code: 'request/away', message };
	}
}

const anything: Schema<unknown> = { parse: (value) => value };
export type { ProfileList };
export type PortList = ReturnType<(typeof recorderResults)['list-ports']['parse']>;

/** Serial ports of the workstation. */
export const listPorts = (): Promise<Answer<PortList>> =>
	call('/api/recorder/list-ports', recorderResults['list-ports'], {});

/** Device profiles that a session may use. */
export const listProfiles = (session: string): Promise<Answer<ProfileList>> =>
	call(`/api/recorder/profiles?session=${encodeURIComponent(session)}`, profileList);

/** The device that is open. */
export const askDevice = (): Promise<Answer<OpenedDevice>> =>
	call('/api/recorder/device', openedDevice);

/** What a device is opened with. */
export interface DeviceOrder {
	readonly session: string;
	readonly profile: string;
	/** Path of the port; empty for the virtual instrument. */
	readonly port: string;
	/** Who sits in the chair of a demonstration. */
	readonly subject?: SubjectKind;
}

/** Opens a device by its profile. */
export const openDevice = (order: DeviceOrder): Promise<Answer<unknown>> =>
	call('/api/recorder/open', anything, order);

/** Closes the device. */
export const closeDevice = (session: string): Promise<Answer<unknown>> =>
	call('/api/recorder/close', anything, { session });

/** Draws the order of the next chart and begins to record it. */
export const startChart = (session: string): Promise<Answer<unknown>> =>
	call('/api/recorder/start-chart', anything, { session });

/** Measures every sealed chart and scores it. */
export const measureSession = (session: string): Promise<Answer<unknown>> =>
	call(`/api/sessions/${encodeURIComponent(session)}/measure`, anything, {});

/** Scores again after measurements were taken out, measured anew or restored. */
export const scoreSession = (session: string): Promise<Answer<unknown>> =>
	call(`/api/sessions/${encodeURIComponent(session)}/score`, anything, {});

const sessionPath = (session: string): string => `/api/sessions/${encodeURIComponent(session)}`;
const taskPath = (task: string): string => `/api/scoring/${encodeURIComponent(task)}`;

/** An event was written; its number. */
export type Written = Answer<{ readonly seq: number }>;

/** Seals the tester's own sheet. The same sheet sent again is answered as the first time. */
export const commitFirstSheet = (session: string, sheet: ScoreSheet): Promise<Written> =>
	call(`${sessionPath(session)}/sheet`, written, { sheet });

/** Seals the sheet of a blind scorer. The same sheet sent again is answered as the first time. */
export const commitBlindSheet = (task: string, sheet: ScoreSheet): Promise<Written> =>
	call(`${taskPath(task)}/commit`, written, { sheet });

/** What a blind scorer works with. */
export const readBlindView = (task: string): Promise<Answer<BlindView>> =>
	call(taskPath(task), blindViewAnswer);

/** The tasks of whoever is signed in, newest first. */
export const listScoringTasks = (): Promise<Answer<{ readonly tasks: readonly ScoringTask[] }>> =>
	call('/api/scoring', scoringTasks);

/** Who may be named to score this session blind. */
export const scorerCandidates = (session: string): Promise<Answer<ScorerList>> =>
	call(`${sessionPath(session)}/scorers`, candidateList);

/** Names a blind scorer. */
export const nameScorer = (
	session: string,
	given: { readonly seat: 'second' | 'third'; readonly scorerId: string }
): Promise<Answer<{ readonly seq: number; readonly task: string }>> =>
	call(`${sessionPath(session)}/scorers`, namedScorer, given);

/** The value between two samples, before anything is recorded. */
export const caliperValue = (
	session: string,
	{ chart, presentation, channel, from, to }: CaliperPlace
): Promise<Answer<{ readonly value: number }>> => {
	const numbers = { chart, presentation, from, to };
	const query = new URLSearchParams({ channel });
	for (const [name, value] of Object.entries(numbers)) query.set(name, String(value));
	return call(`${sessionPath(session)}/caliper?${query.toString()}`, caliperReading);
};

/** Puts the value between two samples in the place of the automatic one; scores are computed again. */
export const overrideMeasurement = (
	session: string,
	place: CaliperPlace & { readonly reason: string }
): Promise<Written> => call(`${sessionPath(session)}/caliper`, written, place);
