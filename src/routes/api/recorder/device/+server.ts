import { getLab } from '#lib/server/lab.ts';
import type { RequestHandler } from './$types';

/** The device that is open: profile, rate and how its counts become values; null when none is. */
export const GET: RequestHandler = async () => {
	const device = await getLab().workstation.device();
	if (device === null) return Response.json(null);
	const { profile, rateHz, channels } = device.setup;
	return Response.json({ profile, rateHz, channels });
};
