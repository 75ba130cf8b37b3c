import { recorderOf } from '#lib/server/charts/append-marked.ts';
import { getLab } from '#lib/server/lab.ts';
import type { RequestHandler } from './$types';

/** Serial ports of this workstation. */
export const POST: RequestHandler = async () =>
	Response.json(await recorderOf(getLab().workstation).command('list-ports', {}));
