/**
 * Events of a closed interview by which three coders say what they agreed on.
 *
 * @module
 */
import { z } from 'zod';
import { gridStates } from '../grid/model.ts';

const id = z.string().trim().min(1).max(80);

/** Event types with the schema of their data. */
export const labelPayloads = {
	/** The state of one slice that three coders agreed on. Their coding, not a truth about a mind. */
	'slice-labelled': z.strictObject({
		slice: z.number().int().min(1).max(200),
		stage: z.enum(gridStates),
		/** Accounts of the coders. */
		coders: z.tuple([id, id, id]),
		/** What in the recording it rests on. Stays in the interview. */
		basis: z.string().trim().min(1).max(600),
		/** Whose form holds the ratings the coders agreed on; empty = nobody's. */
		agreedForm: z.string().trim().max(80)
	}),
	/** The interview was an exercise with a volunteer who is known to have had no part in what was asked about. */
	'volunteer-noted': z.strictObject({
		/** How that is known. Stays in the interview. */
		basis: z.string().trim().min(1).max(600)
	})
} as const;
