/**
 * Tiles of a recording as an answer, whoever may have them.
 *
 * @module
 */
import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import { TILE_SIZES } from '#lib/core/recording/tile-levels.ts';
import type { Chart } from '#lib/core/session/state.ts';
import { readTiles } from '#lib/server/charts/tile-files.ts';
import { getLab } from '#lib/server/lab.ts';

const asked = z.object({
	chart: z.coerce.number().int().min(1).max(99),
	tile: z.coerce.number().refine((size) => TILE_SIZES.some((one) => one === size)),
	from: z.coerce.number().int().min(0).default(0),
	to: z.coerce.number().int().min(0).default(Number.MAX_SAFE_INTEGER)
});

/**
 * Answers `?tile=SAMPLES&from=SAMPLE&to=SAMPLE` with tiles (server/charts/tile-files.ts).
 *
 * @param find the chart, for somebody who may see it
 * @throws {LabError} `request/body`; `chart/not-sealed`; what `find` refuses
 */
export async function answerTiles(
	{ url }: { readonly url: URL },
	number: string,
	find: (chart: number) => Promise<Chart>
): Promise<Response> {
	const read = asked.safeParse({ ...Object.fromEntries(url.searchParams), chart: number });
	if (!read.success) throw new LabError('request/body', z.prettifyError(read.error));
	const chart = await find(read.data.chart);
	const tiles = await readTiles(getLab().dataFolder, chart, read.data);
	return new Response(tiles.slice(), {
		headers: {
			'content-type': 'application/octet-stream',
			// pages keep tiles themselves, sealed (lib/browser/recording): the browser's own cache is clear
			'cache-control': 'no-store'
		}
	});
}
