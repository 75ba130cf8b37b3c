/**
 * What a sealed folder holds besides the records themselves: measurements as a table, every version of the report, the
 * verifier. Made once before the seal and kept, so that a sealing that was cut off finds the same bytes again.
 *
 * @module
 */
import { existsSync } from 'node:fs';
import { copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { measurementCsv } from '#lib/core/report/measurement-csv.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { reportFile } from '../report/report-files.ts';
import type { ReportPlaces } from '../report/report-source.ts';
import { finish } from '../sealed-folder.ts';
import { verifierFiles, type PackageFile } from './verifier.ts';

type Places = Pick<ReportPlaces, 'database' | 'events' | 'catalogue' | 'dataFolder'>;

/** Makes the files. */
async function makeExtras(places: Places, state: SessionState): Promise<PackageFile[]> {
	const reports: PackageFile[] = [];
	for (const { version } of state.report.issued) {
		const make = (format: 'pdf' | 'docx' | 'json', locale: 'zh-CN' | 'en'): Promise<Buffer> =>
			reportFile(places, state.sessionId, { version, format, locale });
		const name = `report/report-v${version}`;
		reports.push({ path: `${name}.json`, content: await make('json', 'zh-CN') });
		// of earlier versions the content is enough: only the last one can stand
		if (version < state.report.issued.length) continue;
		for (const locale of ['zh-CN', 'en'] as const)
			for (const format of ['pdf', 'docx'] as const)
				reports.push({ path: `${name}.${locale}.${format}`, content: await make(format, locale) });
	}
	return [
		{ path: 'measurements.csv', content: measurementCsv(state) },
		...reports,
		...(await verifierFiles())
	];
}

/**
 * Puts the files into a folder that is being sealed.
 *
 * @param part the folder
 * @throws {LabError} `report/recording`, `report/content`, `sealing/verifier`
 */
export async function collectExtras(
	places: Places,
	state: SessionState,
	part: string
): Promise<void> {
	const kept = join(places.dataFolder, 'archive', `.${state.sessionId}.made`);
	if (state.sealed === null || !existsSync(kept)) {
		const unfinished = `${kept}.part`;
		await rm(unfinished, { recursive: true, force: true });
		for (const { path, content } of await makeExtras(places, state)) {
			await mkdir(dirname(join(unfinished, path)), { recursive: true });
			await writeFile(join(unfinished, path), content, { flush: true });
		}
		await rm(kept, { recursive: true, force: true });
		await rename(unfinished, kept);
	}
	for (const entry of await readdir(kept, { recursive: true, withFileTypes: true })) {
		if (!entry.isFile()) continue;
		const source = join(entry.parentPath, entry.name);
		const copy = join(part, source.slice(kept.length + 1));
		await mkdir(dirname(copy), { recursive: true });
		await copyFile(source, copy);
		await finish(copy);
	}
}

/** Forgets what was kept, once the sealed folder is in its place. */
export async function forgetExtras(
	{ dataFolder }: Pick<Places, 'dataFolder'>,
	sessionId: string
): Promise<void> {
	await rm(join(dataFolder, 'archive', `.${sessionId}.made`), { recursive: true, force: true });
}
