/**
 * The code of the laboratory's log on a report: paper is the copy that nobody who can write the database can change.
 *
 * @module
 */
import { encode } from 'uqr';
import { printedCode, type TreeHead } from '#lib/core/integrity/tree-head.ts';
import type { ReportWords } from '#lib/core/report/words.ts';
import type { SessionEvent } from '#lib/core/session/event.ts';
import type { LabDatabase } from '../database/open.ts';
import { headCovering } from '../integrity/heads.ts';
import type { Flow } from './pdf/flow.ts';

/** Side of the picture [pt]. */
const SIDE = 96;

/**
 * The head that was the first to cover the issue of a version: always the same one, so that the same version stays the
 * same file. Null = none covers it yet, or the salts were erased.
 */
export async function headOfVersion(
	{ db }: LabDatabase,
	events: readonly SessionEvent[],
	version: number
): Promise<TreeHead | null> {
	const issued = events.find((one) => one.type === 'report-issued' && one.data.version === version);
	if (issued === undefined) return null;
	const row = await db
		.selectFrom('log_salt')
		.select('leaf')
		.where('source', '=', 'session')
		.where('owner', '=', issued.sessionId)
		.where('seq', '=', issued.seq)
		.executeTakeFirst();
	return row === undefined ? null : headCovering(db, row.leaf);
}

/** What is printed beside the code. */
export function logCodeLines(head: TreeHead, words: ReportWords): string[] {
	return [
		words.text({
			zh: '防篡改日志码（核验时使用）',
			en: 'Code of the tamper-evident log (for verification)'
		}),
		words.text({
			zh: `日志头 ${head.number}，共 ${head.size} 条，${words.time(head.at)}`,
			en: `Head ${head.number}, ${head.size} entries, ${words.time(head.at)}`
		}),
		...(printedCode(head).match(/.{1,48}/g) ?? [])
	];
}

/** Draws the code as squares and as text. */
export function drawLogCode(flow: Flow, head: TreeHead, words: ReportWords): void {
	flow.ensure(SIDE + 20);
	const top = flow.y + 8;
	const { data, size } = encode(printedCode(head), { border: 0, ecc: 'M' });
	const cell = SIDE / size;
	data.forEach((row, y) => {
		row.forEach((isDark, x) => {
			if (isDark) flow.doc.rect(flow.left + x * cell, top + y * cell, cell, cell);
		});
	});
	flow.doc.fill('#000000');
	flow.put(logCodeLines(head, words), flow.left + SIDE + 12, top, { size: 8 });
	flow.y = top + SIDE + 12;
}
