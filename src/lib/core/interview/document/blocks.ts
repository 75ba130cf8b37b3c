/**
 * A record as sections of simple blocks in one language: printed by a page, and written into the sealed folder.
 *
 * @module
 */
import type { BilingualText } from '../../text.ts';
import type { DifferencePart } from '../difference.ts';

/** One piece of a section. */
export type Block =
	| { readonly kind: 'facts'; readonly rows: readonly (readonly [name: string, value: string])[] }
	| { readonly kind: 'text'; readonly text: string; readonly tone: 'plain' | 'note' | 'alert' }
	| { readonly kind: 'heading'; readonly text: string }
	| {
			readonly kind: 'quote';
			readonly head: string;
			/** Word for word. */
			readonly text: string;
			readonly notes: readonly string[];
	  }
	| {
			readonly kind: 'difference';
			readonly head: string;
			readonly parts: readonly DifferencePart[];
	  }
	| {
			readonly kind: 'table';
			readonly head: readonly string[];
			readonly rows: readonly (readonly string[])[];
	  }
	/** The code of the log, drawn as squares where the sheet can draw them. */
	| { readonly kind: 'code'; readonly code: string; readonly label: string; readonly head: string }
	/** Lines to sign on, each with what stands before it. */
	| { readonly kind: 'signatures'; readonly lines: readonly string[] };

/** A part of the record. */
export interface Section {
	readonly title: string;
	readonly blocks: readonly Block[];
}

/** The record in one language. */
export interface RecordDocument {
	readonly title: string;
	/** Under the title: case and subject. */
	readonly subtitle: string;
	readonly sections: readonly Section[];
}

/** Words of one language: messages by their key, texts of files, moments. */
export interface RecordWords {
	readonly say: (key: string, inputs?: Readonly<Record<string, string | number>>) => string;
	readonly text: (text: BilingualText) => string;
	/** A moment given as ISO 8601 UTC. */
	readonly time: (iso: string) => string;
}

/** A paragraph. */
export function paragraph(text: string, tone: 'plain' | 'note' | 'alert' = 'plain'): Block {
	return { kind: 'text', text, tone };
}

/** Names with values; those without a value are left out. */
export function facts(rows: readonly (readonly [string, string | null])[]): Block {
	return {
		kind: 'facts',
		rows: rows.flatMap(([name, value]) => (value === null || value === '' ? [] : [[name, value]]))
	};
}
