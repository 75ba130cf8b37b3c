import { lapse, readClock } from '#lib/server/lab.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = () => Response.json({ ...readClock(), rate: lapse });
