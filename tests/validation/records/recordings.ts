/** The recordings of the shared data folder, with what the manifest says of them. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { shared } from '../../requirements.ts';
import { allReferences, table, type Reference } from '../../contracts/signals/references.ts';

/** One recording of the manifest. */
export interface Recording {
	readonly file: string;
	readonly sampling_rate: number;
	readonly duration_s: number;
	readonly channels: Readonly<Record<string, string>>;
	readonly events: readonly { readonly time_s: number; readonly name: string }[] | null;
	readonly annotations: { readonly beats?: readonly number[] } | null;
}

const FOLDER = 'data/signals';
const path = (file: string): string => shared(`${FOLDER}/${file}`);

/** All recordings, in the order of the manifest. */
export function recordings(): Recording[] {
	return JSON.parse(readFileSync(path('manifest.json'), 'utf8')) as Recording[];
}

/** The recording of a file. */
export function recording(file: string): Recording {
	const found = recordings().find((one) => one.file === file);
	if (found === undefined) throw new Error(`no recording ${file} in the manifest`);
	return found;
}

/** One channel as recorded, NaN where nothing was. */
export function channelOf(file: string, channel: string): Float64Array {
	const found = table(file).get(channel);
	if (found === undefined) throw new Error(`no channel ${channel} in ${file}`);
	return found.slice();
}

/** What the peers gave on one channel. */
export function referenceOf(file: string, channel: string): Reference {
	const found = allReferences().find(({ meta }) => meta.file === file && meta.channel === channel);
	if (found === undefined) throw new Error(`no reference of ${channel} in ${file}`);
	return found;
}

const sha256 = (content: string | Buffer): string =>
	createHash('sha256').update(content).digest('hex');

/** Hashes that tell which data the figures come from: of the manifest, and of all files with their names. */
export function dataHashes(): { readonly manifestSha256: string; readonly filesSha256: string } {
	const files = readdirSync(path(''), { recursive: true, encoding: 'utf8' })
		.map((file) => file.replaceAll('\\', '/'))
		.filter((file) => /[.](csv|json)$/.test(file))
		.toSorted();
	const lines = files.map((file) => `${sha256(readFileSync(path(file)))}  ${file}\n`);
	return {
		manifestSha256: sha256(readFileSync(path('manifest.json'))),
		filesSha256: sha256(lines.join(''))
	};
}

/** Hash of one file of the project. */
export function fileHash(file: string): string {
	return sha256(readFileSync(file));
}
