/**
 * The archive a laboratory shares, as `ARCHIVE_URL` names it.
 *
 * @module
 */
import { fileURLToPath } from 'node:url';
import { isAbsolute } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import type { ArchiveStore } from './archive-store.ts';
import { DirectoryStore } from './directory-store.ts';
import { S3Store } from './s3-store.ts';

/** A region every store of one's own answers to. */
const OWN_REGION = 'us-east-1';

/**
 * Opens the archive.
 *
 * @param url `s3://BUCKET/PREFIX?endpoint=https://store.lab:9000&region=…`, `file:///mnt/archive`, or an absolute path;
 * empty = sealed folders stay in the data folder of their station
 * @returns null = there is no shared archive
 * @throws {LabError} `archive/address`
 */
export function openArchive(url: string | undefined): ArchiveStore | null {
	if (url === undefined || url === '') return null;
	if (isAbsolute(url)) return new DirectoryStore(url);
	const address = URL.canParse(url) ? new URL(url) : null;
	if (address?.protocol === 'file:') return new DirectoryStore(fileURLToPath(address));
	if (address?.protocol !== 's3:' || address.hostname === '')
		throw new LabError('archive/address', 'expected s3://BUCKET, file:///FOLDER or a whole path');
	const endpoint = address.searchParams.get('endpoint');
	if (endpoint !== null && !/^https?:[/][/]/.test(endpoint))
		throw new LabError('archive/address', `expected an endpoint https://…, got ${endpoint}`);
	return new S3Store({
		bucket: address.hostname,
		prefix: address.pathname.replaceAll(/^[/]+|[/]+$/g, ''),
		endpoint,
		region: address.searchParams.get('region') ?? process.env['AWS_REGION'] ?? OWN_REGION
	});
}
