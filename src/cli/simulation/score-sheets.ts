/**
 * The two score sheets of a simulated session. Nobody looks at the traces: a rule makes the sheets, and the log says so.
 *
 * @module
 */
import { createRandom, type Random } from '#lib/core/random.ts';
import type { Actor, EventData } from '#lib/core/session/event.ts';
import { listedQuestions } from '#lib/core/session/question-list.ts';
import { sheetPlaces } from '#lib/core/sheet/cells.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import { scales, sheetCommitment, type ScoreSheet, type Seat } from '#lib/core/sheet/sheet.ts';
import { inLocale, type BilingualText, type Locale } from '#lib/core/text.ts';
import { scoringSeed } from '#lib/scoring/registry.ts';
import type { TechniquePlan } from '#lib/scoring/session-technique.ts';
import { automaticSheetOf } from '#lib/scoring/sheet-automatic.ts';
import { compareSheets } from '#lib/scoring/sheet-comparison.ts';
import { sheetColumns } from '#lib/scoring/sheet-technique.ts';
import { SYSTEM, type SessionLog } from './session-log.ts';

/** Somebody who does not work on the case. */
const SECOND: Actor = { id: 'simulated-second-scorer', role: 'reviewer' };
/** How often the second scorer judges a cell one position higher or lower. */
const MOVED = 0.15;
/** Draws of the scorers, apart from those of the person and of the orders (which use the number of the chart). */
const STREAM = 1000;

const note: BilingualText = {
	zh: `模拟测试：两份评分表由规则产生，没有人看过图谱。第一份即自动评分表；第二份由它得来，每格以 ${MOVED} 的概率上下移动一级。`,
	en: `Simulated test: a rule made both score sheets, nobody looked at the traces. The first is the automatic sheet; the second comes from it, each cell one position up or down with probability ${MOVED}.`
};
const disagreed: BilingualText = {
	zh: '模拟测试：两份由规则产生的评分表不一致，没有人可以商议，按无法判定处理。',
	en: 'Simulated test: the two sheets made by a rule do not agree and there is nobody to talk it over, so it is taken as inconclusive.'
};

/** What the sheets are made by. */
export interface SheetPlan {
	readonly software: string;
	readonly procedure: ScoringProcedure;
	readonly technique: TechniquePlan;
	/** Of the session. */
	readonly seed: number;
	readonly locale: Locale;
}

/** Seals, reveals and compares both sheets; where they do not agree that is settled as inconclusive. */
export function scoreSheets(log: SessionLog, plan: SheetPlan): void {
	const { software, procedure, technique, seed, locale } = plan;
	const random = createRandom(seed, STREAM);
	const places = sheetPlaces(log.state);
	const first = automaticSheetOf(log.state, procedure, technique);
	const sheets = [
		{ seat: 'first' as const, sheet: first, nonce: hex(random) },
		{ seat: 'second' as const, sheet: anotherSheet(first, random), nonce: hex(random) }
	];
	log.add('note-added', { text: inLocale(note, locale) });
	commit(log, 'first', sheets[0]);
	log.add('scorer-named', { seat: 'second', scorerId: SECOND.id, task: hex(random) });
	commit(log, 'second', sheets[1], SECOND);
	for (const sheet of sheets) log.append(log.propose('sheet-revealed', sheet), SYSTEM);
	const compared = compareSheets({
		...{ sheets, places, technique, columns: sheetColumns(log.state) },
		questions: listedQuestions(log.state),
		agreement: procedure.agreement,
		seed: scoringSeed(log.state.charts)
	});
	log.append(log.propose('sheets-compared', { software, ...compared }), SYSTEM);
	if (compared.agreedOutcome !== null) return;
	const reason = inLocale(disagreed, locale);
	log.add('disagreement-settled', { outcome: 'inconclusive', reason });
}

function commit(
	log: SessionLog,
	seat: Seat,
	made: Pick<EventData<'sheet-revealed'>, 'nonce' | 'sheet'> | undefined,
	actor?: Actor
): void {
	if (made === undefined) return;
	const commitment = sheetCommitment(made.nonce, made.sheet);
	log.append(log.propose('sheet-committed', { seat, commitment }), actor);
}

/** What another scorer might have judged: the same but for cells that are one position higher or lower. */
export function anotherSheet(sheet: ScoreSheet, random: Random): ScoreSheet {
	const positions: readonly number[] = scales[sheet.scale];
	const [least = 0, most = 0] = [positions[0], positions.at(-1)];
	const cells = sheet.cells.map((cell) => {
		// two draws for every cell: what one cell gets does not depend on those before it
		const [isMoved, up] = [random.uniform() < MOVED, random.uniform() < 0.5];
		if (cell.score === null || !isMoved) return cell;
		const moved = cell.score + (up ? 1 : -1);
		// at the end of the scale there is one way only
		return { ...cell, score: moved > most ? most - 1 : moved < least ? least + 1 : moved };
	});
	return { ...sheet, cells };
}

/** 128 bits, lower-case hex. */
function hex(random: Random): string {
	return Array.from({ length: 4 }, () => random.uint32().toString(16).padStart(8, '0')).join('');
}
