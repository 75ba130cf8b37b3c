import type { ReadinessAnswer } from '#lib/core/laboratory/exchange.ts';
import { validSelfTest } from '#lib/core/laboratory/in-date.ts';
import { getLab } from '#lib/server/lab.ts';
import { momentOf, settingsOf } from '#lib/server/laboratory/context.ts';
import { readinessOf } from '#lib/server/laboratory/start-guard.ts';
import { laboratoryContext, whoAsks } from '../../../laboratory.server.ts';
import type { RequestHandler } from './$types';

/** Whether a formal test may begin with what is open now; null = nothing is open, or nothing is asked for. */
export const GET: RequestHandler = async (event) => {
	const context = laboratoryContext();
	const device = await getLab().workstation.device();
	const ready = device === null ? null : await readinessOf(context, device, whoAsks(event).id);
	const settings = settingsOf(context.catalogue);
	if (ready === null || settings === null) return Response.json(null);
	const { instrument, candidates, obstacles } = ready;
	const answer: ReadinessAnswer = {
		obstacles: [...obstacles],
		virtual: instrument?.virtual ?? false,
		lastTest: instrument?.selfTests.at(-1) ?? null,
		isTested:
			instrument !== null && validSelfTest(instrument, settings, momentOf(context)) !== null,
		instrument: instrument?.instrumentId ?? null,
		candidates: candidates.map(({ instrumentId, model, serialNumber }) => ({
			...{ instrumentId, model, serialNumber }
		}))
	};
	return Response.json(answer);
};
