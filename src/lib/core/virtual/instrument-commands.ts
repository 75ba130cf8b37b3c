/**
 * What is said on the control socket of the virtual instrument: one JSON object per line, one line back for each.
 *
 * @module
 */
import { z } from 'zod';
import { hearing, subjectKinds } from './hearing.ts';

/** Who sits in the chair. */
export const subjectChoice = z.strictObject({
	subject: z.enum(subjectKinds),
	seed: z.number().int().min(0).max(0xffffffff)
});
export type SubjectChoice = z.infer<typeof subjectChoice>;

/** A line to the instrument: something heard now, something heard at a known time, or a new subject. */
export const instrumentCommand = z.union([
	hearing,
	/** `atS`: monotonic time [s]; may lie in the future, or a little in the past. */
	z.strictObject({ heard: hearing, atS: z.number() }),
	/** The person changes; the stream goes on. `atS`: when the new person's own time begins, default now. */
	z.strictObject({ configure: subjectChoice, atS: z.number().optional() }),
	z.strictObject({ ask: z.literal('state') })
]);
export type InstrumentCommand = z.infer<typeof instrumentCommand>;

/** The line back. */
export const instrumentReply = z.union([
	z.strictObject({
		ok: z.literal(true),
		/** Monotonic time [s] when the line was taken in. */
		atS: z.number(),
		subject: z.string(),
		seed: z.number(),
		mode: z.enum(['idle', 'live', 'simulated']),
		/** Path of the serial port; null while unplugged. */
		path: z.string().nullable()
	}),
	z.strictObject({ error: z.strictObject({ code: z.string(), message: z.string() }) })
]);
export type InstrumentReply = z.infer<typeof instrumentReply>;

/** `instrument.json` in the data folder. */
export const instrumentPlace = z.strictObject({
	pid: z.number().int(),
	/** Serial port; changes when the instrument is plugged in again. */
	path: z.string(),
	socket: z.string(),
	serialNumber: z.string()
});
export type InstrumentPlace = z.infer<typeof instrumentPlace>;
