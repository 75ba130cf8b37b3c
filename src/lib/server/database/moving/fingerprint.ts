/**
 * What two databases have to agree on about a table: how many rows, and a hash that does not depend on their order or on
 * how each of them writes a date or a yes.
 *
 * @module
 */
import { sha256Hex } from '#lib/core/audit/hash.ts';

/** Of one table. */
export interface Fingerprint {
	readonly rows: number;
	/** SHA-256 over the sorted hashes of the rows. */
	readonly sha256: string;
}

/** Adds up the rows of a table. */
export class Fingerprinter {
	readonly #hashes: string[] = [];

	/** Adds a row. Columns without a value count as if they were not there. */
	add(row: Readonly<Record<string, unknown>>): void {
		const cells = Object.keys(row)
			.sort()
			.map((column) => [column, plain(row[column])])
			.filter(([, value]) => value !== null);
		this.#hashes.push(sha256Hex(JSON.stringify(cells)));
	}

	/** Of what was added so far. */
	get result(): Fingerprint {
		return { rows: this.#hashes.length, sha256: sha256Hex([...this.#hashes].sort().join('\n')) };
	}
}

function plain(value: unknown): string | number | null {
	if (value === null || value === undefined) return null;
	if (typeof value === 'boolean') return value ? 1 : 0;
	if (value instanceof Date) return value.getTime();
	if (typeof value === 'bigint') return value.toString();
	if (value instanceof Uint8Array) return Buffer.from(value).toString('hex');
	if (typeof value === 'number' || typeof value === 'string') return value;
	throw new TypeError(`expected a value of a column, got ${typeof value}`);
}
