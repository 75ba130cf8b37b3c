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
import { mediaFile, type MediaFile } from '../core/session/question.ts';
import type { GivenReview } from '../core/session/review-view.ts';
import type { ScreenAsk } from '../core/desk/screen.ts';
import {
	readinessAnswer,
	selfTestResult,
	type ReadinessAnswer,
	type SelfTestResult
} from '../core/laboratory/exchange.ts';
import type { SubjectKind } from '../core/virtual/hearing.ts';
import { recorderResults } from '../core/recording/recorder-results.ts';
import {
	caliperReading,
	namedScorer,
	scorerCandidates as candidateList,
	written,
	type CaliperPlace,
	type ScorerList
} from '../core/sheet/exchange.ts';
import type { ScoreSheet } from '../core/sheet/sheet.ts';

/** An answer, or why there is none. */
export type Answer<T> =
	| { readonly ok: true; readonly value: T }
	| { readonly ok: false; readonly code: string; readonly message: string };

type Schema<T> = { parse(value: unknown): T };

function call<T>(path: string, schema: Schema<T>, body?: object): Promise<Answer<T>> {
	const ask = (): Promise<Response> =>
		fetch(path, {
			cache: 'no-store',
			...(body && {
				method: 'POST',
				headers: { 'content-type': 'application/json' },
				body: JSON.stringify(body)
			})
		});
	return send(ask, schema);
}

async function send<T>(ask: () => Promise<Response>, schema: Schema<T>): Promise<Answer<T>> {
	try {
		const answer = await ask();
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

/** Whether a formal test may begin with what is open; null = nothing is open, or nothing is asked for. */
export const askReadiness = (): Promise<Answer<ReadinessAnswer>> =>
	call('/api/laboratory/readiness', readinessAnswer);

/** Tries the instrument that is open; `instrument` = which of several of its profile it is. */
export const runSelfTest = (instrument?: string): Promise<Answer<SelfTestResult>> =>
	call('/api/laboratory/self-test', selfTestResult, instrument === undefined ? {} : { instrument });

/** Closes the device. */
export const closeDevice = (session: string): Promise<Answer<unknown>> =>
	call('/api/recorder/close', anything, { session });

/**
 * Draws the order of the next chart and begins to record it.
 *
 * @param takeOver another station holds the session, and whoever starts was told so
 */
export const startChart = (session: string, takeOver = false): Promise<Answer<unknown>> =>
	call('/api/recorder/start-chart', anything, { session, takeOver });

/** Shows something on the subject's screen; an item is marked when the screen confirms it. */
export const askScreen = (session: string, ask: ScreenAsk): Promise<Answer<unknown>> =>
	call(`/api/sessions/${encodeURIComponent(session)}/screen`, anything, ask);

/** Measures an acquaintance chart and writes down what it showed. */
export const concludeAcquaintance = (
	session: string,
	told: { readonly chart: number; readonly chosen: string | null; readonly note: string }
): Promise<Answer<unknown>> =>
	call(`/api/sessions/${encodeURIComponent(session)}/acquaintance`, anything, told);

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

/**
 * Keeps a picture or a sound with the session.
 *
 * @param name what it is called
 * @returns as a question names it
 */
export async function uploadMedia(
	session: string,
	file: Blob,
	name: string
): Promise<Answer<MediaFile>> {
	const path = `${sessionPath(session)}/media?name=${encodeURIComponent(name)}`;
	const headers = { 'content-type': 'application/octet-stream' };
	return send(() => fetch(path, { method: 'POST', headers, body: file }), mediaFile);
}

/** Seals the tester's own sheet. The same sheet sent again is answered as the first time. */
export const commitFirstSheet = (session: string, sheet: ScoreSheet): Promise<Written> =>
	call(`${sessionPath(session)}/sheet`, written, { sheet });

/** Seals the sheet of a blind scorer. The same sheet sent again is answered as the first time. */
export const commitBlindSheet = (task: string, sheet: ScoreSheet): Promise<Written> =>
	call(`${taskPath(task)}/commit`, written, { sheet });

/** Who may be asked to review the question list blind. */
export const reviewerList = (session: string): Promise<Answer<ScorerList>> =>
	call(`${sessionPath(session)}/reviewers`, candidateList);

/** Asks somebody to review the question list blind. */
export const askReview = (session: string, reviewerId: string): Promise<Written> =>
	call(`${sessionPath(session)}/reviewers`, namedScorer, { reviewerId });

/** Hands a blind review of a question list in. */
export const giveReview = (task: string, review: GivenReview): Promise<Written> =>
	call(`/api/review/${encodeURIComponent(task)}`, written, review);

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
