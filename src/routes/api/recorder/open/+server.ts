import { z } from 'zod';
import { subjectKinds } from '#lib/core/virtual/hearing.ts';
import { chooseDevice } from '#lib/server/charts/open-device.ts';
import { LabError } from '#lib/core/errors.ts';
import { readBody } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { registerVirtual } from '#lib/server/laboratory/start-guard.ts';
import { laboratoryContext } from '../../../laboratory.server.ts';
import { sessionFor } from '../../../session.server.ts';
import type { RequestHandler } from './$types';

const order = z.strictObject({
	session: z.string().max(64),
	profile: z.string().max(64),
	/** Path of the port; not needed for the virtual instrument. */
	port: z.string().max(400).default(''),
	serialNumber: z.string().max(200).nullable().default(null),
	/** Who sits in the chair of a demonstration. */
	subject: z.enum(subjectKinds).default('informed'),
	seed: z.number().int().min(0).max(0xffffffff).default(7)
});

/** Opens a device for a session; never while a chart is recorded. */
export const POST: RequestHandler = async (event) => {
	const { session: sessionId, ...choice } = await readBody(event.request, order);
	const { session } = await sessionFor(event, sessionId);
	const { catalogue, dataFolder, workstation } = getLab();
	if (workstation.recorder.health?.recording)
		throw new LabError('recorder/chart-running', 'expected no running chart, got one');
	const { demonstration } = session;
	const device = await chooseDevice(catalogue, dataFolder, { ...choice, demonstration });
	const { model, firmware } = await workstation.open(device);
	await registerVirtual(laboratoryContext(), device);
	const { profile, rateHz, channels } = device.setup;
	return Response.json({ profile, rateHz, channels, model, firmware });
};
