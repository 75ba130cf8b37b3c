/**
 * Every chart of a report as drawn sheets.
 *
 * @module
 */
import { join } from 'node:path';
import type { ReportDocument } from '#lib/core/report/blocks.ts';
import type { ReportWords } from '#lib/core/report/words.ts';
import { chartSheets, type DrawnSheet } from './chart-sheets.ts';

/**
 * Draws the charts one after the other.
 *
 * @param folder of the recordings
 * @returns sheets by the number of the chart
 * @throws {LabError} `report/recording` when one is missing or another
 */
export async function drawnCharts(
	folder: string,
	{ sections }: ReportDocument,
	{ say }: ReportWords
): Promise<Map<number, DrawnSheet[]>> {
	const drawn = new Map<number, DrawnSheet[]>();
	for (const block of sections.flatMap(({ blocks }) => blocks)) {
		if (block.kind !== 'chart') continue;
		const sheets = await chartSheets(join(folder, block.file), block, {
			missing: say('sheet-missing'),
			seconds: say('sheet-seconds'),
			uncalibrated: say('sheet-uncalibrated'),
			scale: (seconds) => say('sheet-scale', { seconds }),
			page: (page, pages) => say('sheet', { page, pages })
		});
		drawn.set(block.chart, sheets);
	}
	return drawn;
}
