import { notFound } from '#lib/server/http.ts';
import { certificateText } from '#lib/server/keys/certificate-text.ts';
import { listCertificates } from '#lib/server/keys/erase.ts';
import { retentionContext } from '../../../retention.server.ts';
import { askerOf } from '../../../interview.server.ts';
import type { PageServerLoad } from './$types';

/** One certificate, in both languages, ready to print and sign. */
export const load: PageServerLoad = async (event) => {
	const { role } = askerOf(event);
	if (role !== 'supervisor' && role !== 'admin') throw notFound();
	const all = await listCertificates(retentionContext().db);
	const found = all.find(({ id }) => id === event.params.certificate);
	if (found === undefined) throw notFound();
	return { id: found.id, text: certificateText(found) };
};
