import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import { readBody } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { sessionFor } from '../../../session.server.ts';
import type { RequestHandler } from './$types';

const order = z.strictObject({ session: z.string().max(64) });

/** Draws the order of the next chart and begins to record it. */
export const POST: RequestHandler = async (event) => {
	const { session, actor } = await sessionFor(
		event,
		(await readBody(event.request, order)).session
	);
	const { workstation } = getLab();
	const device = await workstation.device();
	if (!device) throw new LabError('recorder/no-device', 'expected an open device, got none');
	const started = await workstation.startChart(session.id, actor, device);
	return Response.json({ seq: started.seq, data: started.data });
};
