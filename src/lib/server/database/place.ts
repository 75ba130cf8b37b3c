/**
 * Where the data of this laboratory lie, as its environment says.
 *
 * @module
 */
import { join, resolve } from 'node:path';

/** Absolute path of the data folder: `JINGWEI_DATA`, or `data` where the program was started. */
export function dataFolderOf(): string {
	return resolve(process.env['JINGWEI_DATA'] ?? 'data');
}

/** Where the database of a data folder is: `DATABASE_URL`, or a file in it. */
export function databasePlace(dataFolder: string): string {
	return process.env['DATABASE_URL'] ?? join(dataFolder, 'jingwei.sqlite');
}
