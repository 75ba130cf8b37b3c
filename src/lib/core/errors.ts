/**
 * The one error type for refusals. Expected outcomes are values; anything else thrown is a bug.
 *
 * @module
 */

/** An `area/what` code: kebab-case area, slash, kebab-case what. */
export type ErrorCode = `${string}/${string}`;

/** A refusal: the message says what was expected and what came. */
export class LabError extends Error {
	readonly code: ErrorCode;
	/** Values for a translated message; no personal data. */
	readonly details: Readonly<Record<string, string | number>>;

	/**
	 * @param code `area/what`, stable, used by pages to choose the translated sentence
	 * @param message English, what was expected and what came
	 * @param options cause: the error underneath; details: values for the translated sentence
	 */
	constructor(
		code: ErrorCode,
		message: string,
		options: { cause?: unknown; details?: Readonly<Record<string, string | number>> } = {}
	) {
		super(message, options.cause === undefined ? undefined : { cause: options.cause });
		this.name = 'LabError';
		this.code = code;
		this.details = options.details ?? {};
	}
}

/** Whether an unknown thrown value is a refusal (and not a bug). */
export function isLabError(error: unknown): error is LabError {
	return error instanceof LabError;
}
