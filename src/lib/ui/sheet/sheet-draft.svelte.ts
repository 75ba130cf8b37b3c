/**
 * A sheet that survives a reload: what was judged is kept on this computer at once, until the sheet is sealed. What
 * was sealed is kept as a copy, because the server shows it to nobody before the other scorer has sealed too.
 *
 * @module
 */
import type { Answer } from '#lib/browser/calls.ts';
import type { Drafts } from '#lib/browser/drafts.ts';
import { scoreSheet, type ScoreSheet } from '#lib/core/sheet/sheet.ts';
import { refusalText } from '../session/refusal-text.ts';
import type { Judgement, SheetGrid, SheetSnapshot } from './sheet-grid.svelte.ts';

/** Names of the drafts. */
const OPEN = 'sheet';
const SEALED = 'sheet-sealed';

/** Keeps one sheet. Make it while a component is set up. */
export class SheetDraft {
	/** What was kept before is back in the grid. */
	isReady = $state(false);
	/** false = this browser keeps nothing: a reload would lose the sheet. */
	isKept = $state(true);
	/** Why the sheet was not sealed; empty = it was not refused. */
	refused = $state('');
	busy = $state(false);
	readonly #grid: SheetGrid;
	readonly #drafts: Drafts;
	#isSealed = false;
	/** What was kept cannot be opened: nothing is written over it. */
	#isForeign = false;

	constructor(grid: SheetGrid, drafts: Drafts) {
		this.#grid = grid;
		this.#drafts = drafts;
		// an effect runs in the browser only: there are no drafts on the server
		let restored: Promise<void> | undefined;
		$effect(() => {
			restored ??= this.#restore();
			const snapshot = grid.snapshot();
			if (this.isReady && !this.#isSealed) void this.#keep(OPEN, snapshot);
		});
	}

	/**
	 * Seals the sheet by `send`; afterwards only its copy is left.
	 *
	 * @returns whether it was taken
	 */
	async seal(send: (sheet: ScoreSheet) => Promise<Answer<unknown>>): Promise<boolean> {
		const sheet = this.#grid.toSheet();
		if (sheet === null) return false;
		this.busy = true;
		// before it is sent: the answer may never arrive
		await this.#keep(SEALED, sheet);
		const answer = await send(sheet);
		this.busy = false;
		this.refused = answer.ok ? '' : refusalText(answer.code);
		this.#isSealed = answer.ok;
		if (answer.ok) await this.#forget(OPEN);
		else if (answer.code !== 'request/away') await this.#forget(SEALED);
		return answer.ok;
	}

	async #restore(): Promise<void> {
		try {
			const kept = await this.#drafts.load(OPEN);
			if (isSnapshot(kept)) this.#grid.restore(kept);
		} catch {
			this.isKept = false;
			this.#isForeign = true;
		}
		this.isReady = true;
	}

	async #keep(name: string, value: unknown): Promise<void> {
		if (name === OPEN && this.#isForeign) return;
		try {
			await this.#drafts.save(name, value);
		} catch {
			this.isKept = false;
		}
	}

	async #forget(name: string): Promise<void> {
		if (name === OPEN && this.#isForeign) return;
		try {
			await this.#drafts.clear(name);
		} catch {
			this.isKept = false;
		}
	}
}

/** The copy of a sheet sealed on this computer; null = there is none here. */
export async function sealedCopy(drafts: Drafts): Promise<ScoreSheet | null> {
	return scoreSheet.safeParse(await drafts.load(SEALED)).data ?? null;
}

function isSnapshot(value: unknown): value is SheetSnapshot {
	if (value === null || typeof value !== 'object') return false;
	const { cells, remark, cursor } = value as Partial<Record<keyof SheetSnapshot, unknown>>;
	const { row, column } = (cursor ?? {}) as { row?: unknown; column?: unknown };
	return (
		typeof remark === 'string' &&
		Number.isInteger(row) &&
		Number.isInteger(column) &&
		Array.isArray(cells) &&
		cells.every(
			(cell) => Array.isArray(cell) && typeof cell[0] === 'string' && isJudgement(cell[1])
		)
	);
}

function isJudgement(value: unknown): value is Judgement {
	if (value === null || typeof value !== 'object') return false;
	const { score, note } = value as Partial<Record<keyof Judgement, unknown>>;
	return (score === null || Number.isInteger(score)) && typeof note === 'string';
}
