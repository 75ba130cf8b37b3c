/** Events as JSON: a checked event, which is written and read back the same, or a refusal. */
import { canonicalJson } from '#lib/core/audit/canonical.ts';
import { readLog } from '#lib/core/audit/log-text.ts';
import { isLabError } from '#lib/core/errors.ts';
import { proposedInterviewEvent } from '#lib/core/interview/interview-event.ts';
import { parseClockLines } from '#lib/core/recording/clock-lines.ts';
import { proposedEvent } from '#lib/core/session/event.ts';
import { expected } from '../oracle.ts';

/** @throws when a promise of a reader is broken */
export function fuzz(bytes: Uint8Array): void {
	const text = new TextDecoder().decode(bytes);
	refusing('audit/event-line', () => readLog(text, () => null));
	try {
		parseClockLines(text);
	} catch (error) {
		if (!(error instanceof Error && /^(ZodError|\$ZodError|SyntaxError)$/.test(error.name)))
			throw error;
	}
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return;
	}
	for (const schema of [proposedEvent, proposedInterviewEvent]) {
		const parsed = schema.safeParse(value);
		if (!parsed.success) continue;
		refusing('audit/not-canonical', () => {
			const written = canonicalJson(parsed.data);
			const again = schema.safeParse(JSON.parse(written));
			expected(again.success && canonicalJson(again.data) === written, 'written and read the same');
		});
	}
	refusing('audit/not-canonical', () => {
		const written = canonicalJson(value);
		expected(canonicalJson(JSON.parse(written)) === written, 'canonical text is its own');
	});
}

function refusing(code: string, act: () => unknown): void {
	try {
		act();
	} catch (error) {
		if (!isLabError(error) || error.code !== code) throw error;
	}
}
