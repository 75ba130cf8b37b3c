/**
 * Samples of a recording as an answer, whoever may have them.
 *
 * @module
 */
import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import type { Chart } from '#lib/core/session/state.ts';
import { getLab } from '#lib/server/lab.ts';
import { readBlocks } from '#lib/server/recording-files.ts';

const range = z.object({
	chart: z.coerce.number().int().min(1).max(99),
	from: z.coerce.number().int().min(0).default(0),
	to: z.coerce.number().int().min(0).default(Number.MAX_SAFE_INTEGER)
});

/**
 * Answers `?from=SAMPLE&to=SAMPLE` with block packets.
 *
 * @param find the chart, for somebody who may see it
 * @throws {LabError} `request/body`; what `find` refuses
 */
export async function answerBlocks(
	{ url }: { readonly url: URL },
	number: string,
	find: (chart: number) => Promise<Chart>
): Promise<Response> {
	const asked = range.safeParse({ ...Object.fromEntries(url.searchParams), chart: number });
	if (!asked.success) throw new LabError('request/body', z.prettifyError(asked.error));
	const blocks = await readBlocks(getLab().dataFolder, await find(asked.data.chart), asked.data);
	return new Response(blocks.slice(), {
		headers: { 'content-type': 'application/octet-stream' }
	});
}
