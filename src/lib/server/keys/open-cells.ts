/**
 * Opens every encrypted text of every answer of the database, so that readers need know nothing of keys.
 *
 * @module
 */
import type { KyselyPlugin, QueryResult, RootOperationNode, UnknownRow } from 'kysely';
import { isLabError } from '#lib/core/errors.ts';
import { cellKey, DESTROYED_TEXT, openCell } from './cell.ts';
import type { KeyRing } from './key-ring.ts';

/** Short texts that lists show: what is destroyed is told there. */
const SHOWN = new Set([
	...['number', 'title', 'reason', 'order_ref'],
	...['purpose', 'recipient', 'office']
]);

/** The plugin; whoever writes finds the keys of a connection through it. */
export class OpenCells implements KyselyPlugin {
	readonly ring: KeyRing;

	constructor(ring: KeyRing) {
		this.ring = ring;
	}

	/** Questions stay as they are. */
	transformQuery({ node }: { readonly node: RootOperationNode }): RootOperationNode {
		return node;
	}

	/**
	 * Opens the texts of an answer. Those whose key was destroyed stay as they are, or become a dash in a list:
	 * `readBody` refuses them.
	 *
	 * @throws {LabError} `keys/unknown`, `keys/changed`
	 */
	async transformResult({
		result
	}: {
		readonly result: QueryResult<UnknownRow>;
	}): Promise<QueryResult<UnknownRow>> {
		const rows: UnknownRow[] = [];
		for (const row of result.rows) rows.push(await this.#opened(row));
		return { ...result, rows };
	}

	async #opened(row: UnknownRow): Promise<UnknownRow> {
		let opened: UnknownRow | null = null;
		for (const [column, value] of Object.entries(row)) {
			const id = typeof value === 'string' ? cellKey(value) : null;
			if (id === null) continue;
			opened ??= { ...row };
			opened[column] = await this.#text(id, column, value as string);
		}
		return opened ?? row;
	}

	async #text(id: string, column: string, text: string): Promise<string> {
		try {
			return openCell(this.ring.fresh(id) ?? (await this.ring.find(id)), text);
		} catch (error) {
			if (!isLabError(error) || error.code !== 'keys/destroyed') throw error;
			return SHOWN.has(column) ? DESTROYED_TEXT : text;
		}
	}
}
