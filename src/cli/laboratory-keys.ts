/**
 * Folders of the archive lie encrypted: they are read with the keys of the laboratory of `JINGWEI_DATA`, where these are.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { LabError } from '#lib/core/errors.ts';
import { openDatabase } from '#lib/server/database/open.ts';
import { databasePlace, dataFolderOf } from '#lib/server/database/place.ts';
import { keyPlace } from '#lib/server/keys/key-file.ts';
import { envelopeOf } from '#lib/server/keys/rest-file.ts';

/**
 * Does something with the files of a folder while its keys are at hand.
 *
 * @throws {LabError} `keys/unknown` when the folder is encrypted and this is not the laboratory it lies in
 */
export async function withKeysFor<T>(folder: string, run: () => Promise<T>): Promise<T> {
	const log = join(folder, 'events.jsonl');
	if (!existsSync(log) || (await envelopeOf(log)) === null) return run();
	const dataFolder = dataFolderOf();
	const [place, keys] = [databasePlace(dataFolder), keyPlace(dataFolder)];
	const isHere = existsSync(keys.file) && (place.startsWith('postgres') || existsSync(place));
	if (!isHere)
		throw new LabError(
			'keys/unknown',
			`expected the keys of the laboratory (JINGWEI_DATA, JINGWEI_KEY_FILE): ${folder} is encrypted`
		);
	const database = await openDatabase(place, keys);
	try {
		return await run();
	} finally {
		await database.close();
	}
}
