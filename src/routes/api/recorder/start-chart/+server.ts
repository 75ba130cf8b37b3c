import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import { readBody } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { assertMayStart, registerVirtual } from '#lib/server/laboratory/start-guard.ts';
import { laboratoryContext } from '../../../laboratory.server.ts';
import { sessionFor } from '../../../session.server.ts';
import type { RequestHandler } from './$types';

const order = z.strictObject({
	session: z.string().max(64),
	/** Another station may hold the session: who starts was told so and takes it over. */
	takeOver: z.boolean().default(false)
});

/** Draws the order of the next chart and begins to record it. */
export const POST: RequestHandler = async (event) => {
	const { session: sessionId, takeOver } = await readBody(event.request, order);
	const { session, actor } = await sessionFor(event, sessionId);
	const { workstation } = getLab();
	const device = await workstation.device();
	if (!device) throw new LabError('recorder/no-device', 'expected an open device, got none');
	const laboratory = laboratoryContext();
	await registerVirtual(laboratory, device);
	const instrument = await assertMayStart(laboratory, device, actor.id);
	const started = await workstation.startChart(
		...([session.id, actor, device, instrument, takeOver] as const)
	);
	return Response.json({ seq: started.seq, data: started.data });
};
