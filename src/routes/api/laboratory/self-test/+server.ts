import { z } from 'zod';
import { LabError } from '#lib/core/errors.ts';
import { readBody } from '#lib/server/http.ts';
import { getLab, lapse, readClock } from '#lib/server/lab.ts';
import { runSelfTest } from '#lib/server/laboratory/self-test.ts';
import { laboratoryContext, whoAsks } from '../../../laboratory.server.ts';
import type { RequestHandler } from './$types';

const order = z.strictObject({
	/** Which of several instruments of one profile it is, where the port does not tell. */
	instrument: z.string().max(64).optional()
});

/** Tries the instrument that is open for a few seconds, and keeps what was found. */
export const POST: RequestHandler = async (event) => {
	const { id, role } = whoAsks(event);
	const { instrument } = await readBody(event.request, order);
	const { workstation } = getLab();
	const device = await workstation.device();
	if (!device) throw new LabError('recorder/no-device', 'expected an open device, got none');
	const result = await runSelfTest(
		laboratoryContext(),
		{
			...{ desk: workstation, device, lapse, instrumentId: instrument },
			monotonicS: () => readClock().monotonicS
		},
		{ id, role }
	);
	return Response.json(result);
};
