/**
 * Whether the score sheets of a session are those that were committed, and what comparing them comes to now.
 *
 * @module
 */
import { listedQuestions } from '#lib/core/session/question-list.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { sheetPlaces, sheetProblem, type SheetPlace } from '#lib/core/sheet/cells.ts';
import { sheetCommitment } from '#lib/core/sheet/sheet.ts';
import { scoringSeed } from '#lib/scoring/registry.ts';
import { compareSheets } from '#lib/scoring/sheet-comparison.ts';
import { sheetColumns } from '#lib/scoring/sheet-technique.ts';
import { protocolOf } from '#lib/server/protocols.ts';
import { isSame } from './differences.ts';
import { protocolsIn } from './session-analysis.ts';

/**
 * One line for each difference; empty = the same, or no sheet was revealed.
 *
 * @param folder whose protocols say how sheets are compared; those of this installation where it keeps none
 * @throws {LabError} `protocols/missing`, `protocols/no-folder`, `protocols/invalid`
 */
export function sheetDifferences(state: SessionState, folder: string): string[] {
	const places = sheetPlaces(state);
	const sheets = state.sheets.flatMap(({ seat, commitment, revealed }) =>
		revealed === null ? [] : [{ ...revealed, seat, commitment }]
	);
	const faults = sheets.flatMap(({ seat, commitment, nonce, sheet }) => {
		const isCommitted = sheetCommitment(nonce, sheet) === commitment;
		const problem = sheetProblem(sheet, places, sheet.scale);
		return [
			...(isCommitted ? [] : [`${seat} sheet: not the one that was committed`]),
			...(problem === null ? [] : [`${seat} sheet: ${problem}`])
		];
	});
	return [...faults, ...comparisonDifferences(state, places, folder)];
}

function comparisonDifferences(
	state: SessionState,
	places: readonly SheetPlace[],
	folder: string
): string[] {
	if (state.compared === null) return [];
	const { software: _, ...recorded } = state.compared;
	const catalogue = protocolsIn(folder);
	const technique = protocolOf(catalogue, 'technique', state.opened?.technique);
	// only the sheets that were compared: a third one may have been committed since
	const sheets = recorded.outcomes.flatMap(({ seat }) => {
		const found = state.sheets.find((one) => one.seat === seat)?.revealed;
		return found ? [{ seat, sheet: found.sheet }] : [];
	});
	const now = compareSheets({
		...{ sheets, places, questions: listedQuestions(state) },
		technique,
		columns: sheetColumns(state),
		agreement: protocolOf(catalogue, 'scoring-procedure').agreement,
		seed: scoringSeed(state.charts)
	});
	return valueDifferences('sheets compared', recorded, now);
}

/** Every number, word and null that differs, with its path. */
function valueDifferences(where: string, recorded: unknown, now: unknown): string[] {
	if (typeof recorded === 'number' && typeof now === 'number')
		return isSame(recorded, now) ? [] : [`${where}: ${recorded}, now ${now}`];
	if (isRecord(recorded) && isRecord(now)) {
		const keys = [...new Set([...Object.keys(recorded), ...Object.keys(now)])];
		return keys.flatMap((key) => valueDifferences(`${where} ${key}`, recorded[key], now[key]));
	}
	if (recorded === now) return [];
	return [`${where}: ${JSON.stringify(recorded)}, now ${JSON.stringify(now)}`];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
	return typeof value === 'object' && value !== null;
}
