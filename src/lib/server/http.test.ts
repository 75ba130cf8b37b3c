import { expect, test } from 'vitest';
import { z } from 'zod';
import { isLabError } from '../core/errors.ts';
import { readBody, statusOf } from './http.ts';

test.each([
	['case/not-found', 404],
	['accounts/unknown', 404],
	['session/step-closed', 409],
	['recorder/unreachable', 503],
	['access/locked', 423],
	['request/body', 400],
	['anything/else', 400]
] as const)('%s answers with %i', (code, status) => {
	expect(statusOf(code)).toBe(status);
});

test('a body is taken only as JSON of the expected shape', async () => {
	const shape = z.strictObject({ a: z.number() });
	const ask = (body: string, type = 'application/json') =>
		readBody(
			new Request('http://x', { method: 'POST', body, headers: { 'content-type': type } }),
			shape
		).catch((error: unknown) => (isLabError(error) ? error.code : error));
	expect(await ask('{"a":1}')).toEqual({ a: 1 });
	expect(await ask('{"a":1}', 'text/plain')).toBe('request/body');
	expect(await ask('{"a":1')).toBe('request/body');
	expect(await ask('{"a":1,"b":2}')).toBe('request/body');
	expect(await ask(`{"a":${' '.repeat(1_100_000)}1}`)).toBe('request/body');
});
