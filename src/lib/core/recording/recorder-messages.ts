/**
 * What is said on the recorder's local socket. JSON packets both ways, block packets from the recorder.
 *
 * The recorder greets with `hello`, then pushes `health` twice a second, `notice` when something happened, and
 * the blocks asked for by `subscribe`. Every command carries a `request` number and gets one `reply` with it.
 *
 * @module
 */
import { z } from 'zod';
import { sensorKinds, units } from '../units.ts';

/** One recorded channel: what it is and how raw counts become the unit. */
export const channelSpec = z.strictObject({
	/** EDF label, ASCII, ≤ 16 characters, e.g. `EDA`. */
	name: z.string().regex(/^[\x20-\x7e]{1,16}$/),
	kind: z.enum(sensorKinds),
	unit: z.enum(units),
	/** Name of the driver's column it is read from. */
	column: z.string(),
	/** Raw value range [counts]. */
	digitalMin: z.number().int(),
	digitalMax: z.number().int(),
	/** Value in `unit` at digitalMin and digitalMax (linear transfer); equal to the digital limits when uncalibrated. */
	physicalMin: z.number(),
	physicalMax: z.number(),
	transducer: z.string().max(80)
});
export type ChannelSpec = z.infer<typeof channelSpec>;

/** A device as the recorder shall open it: resolved from a device profile. */
export const deviceSetup = z.strictObject({
	profile: z.string(),
	driver: z.string(),
	/** Path of the port, e.g. /dev/rfcomm0, COM5, /dev/pts/3. */
	port: z.string().min(1),
	/** To find the same instrument again after it was unplugged; null = same path only. */
	serialNumber: z.string().nullable(),
	/** JSON file holding `{path}` that is read again before each attempt (virtual instrument); null = none. */
	pathFile: z.string().nullable(),
	baudRate: z.number().int().positive(),
	rateHz: z.number().positive(),
	inputs: z.array(z.string()),
	settings: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
	channels: z.array(channelSpec).min(1)
});
export type DeviceSetup = z.infer<typeof deviceSetup>;

const request = z.number().int().min(1);
/** Commands to the recorder. */
export const recorderCommand = z.discriminatedUnion('command', [
	z.strictObject({ request, command: z.literal('list-ports') }),
	z.strictObject({ request, command: z.literal('open'), setup: deviceSetup }),
	z.strictObject({ request, command: z.literal('close') }),
	/** Begin recording: `folder` is created under the recorder's root; refused while a chart is running. */
	z.strictObject({
		request,
		command: z.literal('start-chart'),
		sessionId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
		chart: z.number().int().min(1).max(99),
		subjectCode: z.string(),
		technician: z.string(),
		equipment: z.string()
	}),
	/** Adds an annotation to the running chart at a monotonic time; the reply gives the sample. */
	z.strictObject({
		request,
		command: z.literal('mark'),
		id: z.string(),
		chart: z.number().int(),
		monotonicS: z.number(),
		durationS: z.number().nullable(),
		text: z.string().max(200)
	}),
	/** Where a monotonic time falls in a chart of this recorder run; answers from kept clock pairs after it stopped too. */
	z.strictObject({
		request,
		command: z.literal('place'),
		sessionId: z.string(),
		chart: z.number().int(),
		monotonicS: z.number()
	}),
	z.strictObject({ request, command: z.literal('stop-chart') }),
	/** The closed chart is in the log: its notice need not be given again. */
	z.strictObject({
		request,
		command: z.literal('acknowledge-chart'),
		sessionId: z.string().regex(/^[A-Za-z0-9_-]{8,64}$/),
		chart: z.number().int().min(1).max(99)
	}),
	/** Blocks from this number on; the recorder answers with the first it still has. */
	z.strictObject({ request, command: z.literal('subscribe'), from: z.number().int().min(0) }),
	z.strictObject({ request, command: z.literal('unsubscribe') }),
	/** Flush, close files and end the process. */
	z.strictObject({ request, command: z.literal('shut-down') })
]);
export type RecorderCommand = z.infer<typeof recorderCommand>;

/** The problem of a disk that takes a write and does not answer. */
export const SLOW_DISK = 'slow';

/** State of the recording, twice a second; everything a health lane shows. */
export const recorderHealth = z.strictObject({
	type: z.literal('health'),
	bootId: z.string(),
	/** Process clock: seconds since an arbitrary origin, the same for all processes of this machine. */
	monotonicS: z.number(),
	utcMs: z.number(),
	device: z.enum(['closed', 'opening', 'streaming', 'stalled', 'lost']),
	deviceDetail: z.string(),
	/**
	 * The device is being opened and has given no valid frame for nearly 2 s: how many bytes came instead. Absent = it is
	 * not so. Not told by older recorders.
	 */
	noFramesYet: z.strictObject({ bytes: z.number().int().min(0) }).optional(),
	profile: z.string().nullable(),
	rateHz: z.number(),
	/** By the minimum-delay line fit; equal to rateHz until there are points enough. */
	effectiveRateHz: z.number(),
	recording: z
		.strictObject({
			sessionId: z.string(),
			chart: z.number().int(),
			file: z.string(),
			/** Number of the first block of this recording: those before are another's. Not told by older recorders. */
			firstBlock: z.number().int().optional(),
			/** Samples taken in, samples safely on disk, samples lost and declared. */
			samples: z.number().int(),
			writtenSamples: z.number().int(),
			lost: z.number().int(),
			gaps: z.number().int(),
			/** Why samples do not reach the disk now, e.g. `ENOSPC`; null = they do. */
			problem: z.string().nullable(),
			/**
			 * While the data folder refuses: how many of the samples on disk lie in the spill folder, and why that refuses,
			 * too (null = it takes). Absent = none lie there. Not told by older recorders.
			 */
			spilled: z
				.strictObject({ samples: z.number().int().min(0), problem: z.string().nullable() })
				.optional()
		})
		.nullable(),
	/** Room where recordings go [bytes]; 0 = not known. The whole of the disk is not told by older recorders. */
	diskFreeBytes: z.number(),
	diskTotalBytes: z.number().optional(),
	/**
	 * The folder for what the data folder refuses: whether it would help, and the size of what waits there for room [bytes].
	 * Absent = there is none. Not told by older recorders.
	 */
	spill: z
		.strictObject({
			state: z.enum(['ready', 'same-disk', 'unwritable']),
			waitingBytes: z.number().int().min(0)
		})
		.optional(),
	writeDelayMs: z.number(),
	/** Quality 0…1 of the last seconds by channel name. */
	quality: z.record(z.string(), z.number()),
	lastBlock: z.number().int(),
	firstBlock: z.number().int()
});
export type RecorderHealth = z.infer<typeof recorderHealth>;

/** Why samples are missing; `storage` = they arrived but the disk did not take them. */
export const gapCauses = [
	'sequence',
	'disconnect',
	'stall',
	'recorder-restart',
	'storage'
] as const;
/** Why samples are missing. */
export type GapCause = (typeof gapCauses)[number];

/** Things that happened; the web process turns those of a chart into events. */
export const recorderNotice = z.discriminatedUnion('notice', [
	z.strictObject({
		type: z.literal('notice'),
		notice: z.literal('gap'),
		sessionId: z.string().nullable(),
		chart: z.number().int(),
		firstSample: z.number().int(),
		samples: z.number().int(),
		cause: z.enum(gapCauses),
		monotonicS: z.number(),
		utcMs: z.number()
	}),
	z.strictObject({
		type: z.literal('notice'),
		notice: z.literal('clock'),
		sessionId: z.string(),
		chart: z.number().int(),
		sample: z.number().int(),
		monotonicS: z.number(),
		utcMs: z.number()
	}),
	z.strictObject({
		type: z.literal('notice'),
		notice: z.literal('device'),
		state: z.enum(['opening', 'streaming', 'stalled', 'lost', 'closed']),
		detail: z.string()
	}),
	/** The disk refuses the running chart (samples are kept in memory and tried again), or takes it again. */
	z.strictObject({
		type: z.literal('notice'),
		notice: z.literal('storage'),
		sessionId: z.string(),
		chart: z.number().int(),
		state: z.enum(['failing', 'recovered']),
		detail: z.string()
	}),
	/** Given again on every connection until `acknowledge-chart`; gaps and clock pairs are in the clock file. */
	z.strictObject({
		type: z.literal('notice'),
		notice: z.literal('chart-closed'),
		sessionId: z.string(),
		chart: z.number().int(),
		file: z.string(),
		bytes: z.number().int(),
		sha256: z.string(),
		samples: z.number().int(),
		lost: z.number().int(),
		rateHz: z.number(),
		effectiveRateHz: z.number(),
		repaired: z.boolean()
	})
]);
export type RecorderNotice = z.infer<typeof recorderNotice>;

/** First message on every connection. */
export const recorderHello = z.strictObject({
	type: z.literal('hello'),
	bootId: z.string(),
	version: z.literal(1),
	pid: z.number().int(),
	root: z.string()
});
/** Answer to a command. */
export const recorderReply = z.strictObject({
	type: z.literal('reply'),
	request,
	result: z.unknown().optional(),
	error: z.strictObject({ code: z.string(), message: z.string() }).optional()
});
/** Everything the recorder says in JSON. */
export const recorderMessage = z.union([
	recorderHello,
	recorderReply,
	recorderHealth,
	recorderNotice
]);
export type RecorderMessage = z.infer<typeof recorderMessage>;
