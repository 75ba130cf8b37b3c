import { getLab } from '#lib/server/lab.ts';
import { takeExport } from '#lib/server/exports/take-export.ts';
import { askerOf } from '../../../interview.server.ts';
import { reauthenticate } from '../../../reauthentication.server.ts';
import type { RequestHandler } from './$types';

/**
 * What was approved, to whoever asked for it and gave the password a moment ago. A write, because each copy is counted
 * and stands in the audit trail.
 */
export const POST: RequestHandler = async (event) => {
	await reauthenticate(event, null);
	const { name, type, body } = await takeExport(getLab(), event.params.export, askerOf(event));
	return new Response(body, {
		headers: {
			'content-type': type,
			'content-disposition': `attachment; filename="${name}"`
		}
	});
};
