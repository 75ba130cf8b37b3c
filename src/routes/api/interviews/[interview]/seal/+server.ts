import { LabError } from '#lib/core/errors.ts';
import { sealInterview } from '#lib/server/interviews/sealing.ts';
import { getLab } from '#lib/server/lab.ts';
import { interviewFor } from '../../../../interview.server.ts';
import { recordInBoth, recordSource } from '../../../../interview-record.server.ts';
import type { RequestHandler } from './$types';

/** Seals the interview: its folder is written and checked, its log ends. */
export const POST: RequestHandler = async (event) => {
	const { interview } = event.params;
	const { case: shell, user } = await interviewFor(event, interview);
	if (shell.role !== 'interviewer' && shell.role !== 'supervisor')
		throw new LabError('interview/role', `interview-sealed is not for the ${shell.role}`);
	const { database, interviews, dataFolder, stations } = getLab();
	const { lastHash, files } = await sealInterview(
		{
			...{ database, interviews, dataFolder },
			record: async (_, events) => recordInBoth(await recordSource(interview, shell, events))
		},
		interview,
		{ id: user.id, role: shell.role }
	);
	stations.sealed();
	return Response.json({ lastHash, files });
};
