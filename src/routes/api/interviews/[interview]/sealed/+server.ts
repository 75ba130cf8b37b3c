import { readSealedInterview } from '#lib/server/interviews/sealed-interview.ts';
import { getLab } from '#lib/server/lab.ts';
import { zipArchive } from '#lib/server/zip-archive.ts';
import { interviewFor } from '../../../../interview.server.ts';
import type { RequestHandler } from './$types';

/** The sealed folder as a ZIP file, checked before it is handed out; taking it is noted in the audit trail. */
export const GET: RequestHandler = async (event) => {
	const { interview } = event.params;
	const { user } = await interviewFor(event, interview);
	const { database, interviews, dataFolder } = getLab();
	const { name, sealedAt, entries } = await readSealedInterview(
		{ database, interviews, dataFolder },
		interview,
		user.id
	);
	const archive = zipArchive(
		entries.map(({ path, content }) => ({ path: `${name}/${path}`, content })),
		sealedAt
	);
	return new Response(new Uint8Array(archive), {
		headers: {
			'content-type': 'application/zip',
			'content-disposition': `attachment; filename="${name}.zip"`
		}
	});
};
