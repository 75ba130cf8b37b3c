/**
 * What a chart's files are called and what their header says, decided when it starts. Kept in the marker
 * file, so that a crash before the first byte of the recording loses no knowledge either.
 *
 * @module
 */
import { join } from 'node:path';
import { z } from 'zod';
import {
	annotationSignal,
	COUNT_OFFSET,
	layoutOf,
	type EdfHeader,
	type EdfLayout
} from '#lib/core/recording/edf/header.ts';
import { countField, encodeHeader } from '#lib/core/recording/edf/encode-header.ts';
import { patientField, recordingField } from '#lib/core/recording/edf/identification.ts';
import { channelSpec, deviceSetup } from '#lib/core/recording/recorder-messages.ts';

/** Room for annotations in each record [bytes]: a long Chinese question with the gaps of one second. */
const ANNOTATION_BYTES = 300;

/** Everything the files are made from. */
export const chartPlan = z.strictObject({
	sessionId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
	chart: z.number().int().min(1).max(99),
	subjectCode: z.string(),
	technician: z.string(),
	equipment: z.string(),
	bootId: z.string(),
	profile: z.string(),
	driver: z.string(),
	model: z.string().nullable(),
	firmware: z.string().nullable(),
	/** Nominal [Hz]. */
	rateHz: z.number().positive(),
	timeLapse: z.number().min(1),
	channels: z.array(channelSpec).min(1),
	/** Time of sample 0. */
	monotonicS: z.number(),
	utcMs: z.number(),
	/** The same on the wall clock of this place, `YYYY-MM-DDThh:mm:ss`. */
	start: z.string(),
	/** Folder on another disk for what this one refuses; absent = none. */
	spill: z.string().optional(),
	/** How the device was opened, for a recorder that goes on in this chart. Not told by older recorders. */
	setup: deviceSetup.optional(),
	/** The start of the machine that the chart was begun in (`machineStart`). Not told by older recorders. */
	machine: z.string().optional()
});
export type ChartPlan = z.infer<typeof chartPlan>;

/** The chart's files; all lie in the session's folder. */
export interface ChartPaths {
	/** The data folder. */
	readonly root: string;
	readonly folder: string;
	/** `recordings/<session>/chart-NN.bdf`, as messages name it. */
	readonly name: string;
	readonly bdf: string;
	readonly clock: string;
	/** Derived from the recording, for drawing; may be missing. */
	readonly tiles: string;
	/** There while the chart is being recorded. */
	readonly open: string;
	/** The closing notice, until it is acknowledged. */
	readonly closed: string;
	/** What happened since the last records, by turns; there while the chart is being recorded. */
	readonly journals: readonly [string, string];
}

/** Paths of a chart under a data folder. */
export function chartPaths(root: string, sessionId: string, chart: number): ChartPaths {
	const folder = join(root, 'recordings', sessionId);
	const stem = `chart-${String(chart).padStart(2, '0')}`;
	return {
		root,
		folder,
		name: `recordings/${sessionId}/${stem}.bdf`,
		bdf: join(folder, `${stem}.bdf`),
		clock: join(folder, `${stem}.clock.jsonl`),
		tiles: join(folder, `${stem}.tiles`),
		open: join(folder, `${stem}.open`),
		closed: join(folder, `${stem}.closed.json`),
		journals: [join(folder, `${stem}.journal-0`), join(folder, `${stem}.journal-1`)]
	};
}

/** Samples of each channel in a record: about one second. */
export function samplesPerRecord(rateHz: number): number {
	return Math.max(1, Math.round(rateHz));
}

/** Duration of a record [s]; 1 unless the rate is no whole number. */
export function recordSeconds(rateHz: number): number {
	return samplesPerRecord(rateHz) / rateHz;
}

/**
 * The header of the recording.
 *
 * @param records −1 while it runs
 */
export function headerOf(plan: ChartPlan, records: number): EdfHeader {
	const { subjectCode, technician, equipment, start, rateHz } = plan;
	const signals = plan.channels.map((channel) => ({
		label: channel.name,
		transducer: channel.transducer,
		dimension: channel.unit === 'counts' ? '' : channel.unit,
		physicalMin: channel.physicalMin,
		physicalMax: channel.physicalMax,
		digitalMin: channel.digitalMin,
		digitalMax: channel.digitalMax,
		prefilter: '',
		samplesPerRecord: samplesPerRecord(rateHz),
		reserved: ''
	}));
	return {
		format: 'BDF+C',
		patient: patientField({ code: subjectCode }),
		recording: recordingField({ start, administration: plan.sessionId, technician, equipment }),
		start,
		records,
		recordDurationS: recordSeconds(rateHz),
		signals: [...signals, annotationSignal('BDF+C', ANNOTATION_BYTES)]
	};
}

/** The bytes of the header and where things lie behind it. */
export function layOut(plan: ChartPlan): {
	readonly header: EdfHeader;
	readonly headerBytes: Uint8Array;
	readonly layout: EdfLayout;
	/** The header's count field for this many records. */
	count(records: number): { readonly offset: number; readonly bytes: Uint8Array };
} {
	const header = headerOf(plan, -1);
	const layout = layoutOf(header);
	return {
		header,
		headerBytes: encodeHeader(header),
		layout,
		count: (records) => ({ offset: COUNT_OFFSET, bytes: countField(records) })
	};
}
