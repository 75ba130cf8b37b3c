import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import { recorderOf } from '#lib/server/charts/append-marked.ts';
import { readBody } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { sessionFor } from '../../../session.server.ts';
import type { RequestHandler } from './$types';

const order = z.strictObject({ session: z.string().max(64) });

/** Closes the device; never while a chart is recorded. */
export const POST: RequestHandler = async (event) => {
	await sessionFor(event, (await readBody(event.request, order)).session);
	const recorder = recorderOf(getLab().workstation);
	if (recorder.health?.recording)
		throw new LabError('recorder/chart-running', 'expected no running chart, got one');
	await recorder.command('close', {});
	return Response.json({});
};
