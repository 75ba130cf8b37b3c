import { notFound } from '#lib/server/http.ts';
import { getLab } from '#lib/server/lab.ts';
import { hasMetricsToken } from '#lib/server/operations/metrics-token.ts';
import type { RequestHandler } from './$types';

/**
 * Figures for a monitoring program: to whoever has the token of `JINGWEI_METRICS_TOKEN`, or to a system administrator
 * who is signed in. To everybody else there is no such page.
 */
export const GET: RequestHandler = async ({ request, locals }) => {
	const isAdmin = locals.duty === 'system' && !locals.locked;
	const token = process.env['JINGWEI_METRICS_TOKEN'];
	if (!isAdmin && !hasMetricsToken(request.headers.get('authorization'), token)) throw notFound();
	const { text, contentType } = await getLab().metrics.text();
	return new Response(text, {
		headers: { 'content-type': contentType, 'cache-control': 'no-store' }
	});
};
