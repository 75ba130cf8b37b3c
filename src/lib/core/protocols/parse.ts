/**
 * A protocol file from its text: YAML read strictly, every problem with its line.
 *
 * @module
 */
import { LineCounter, isNode, parseDocument, type Document } from 'yaml';
import { keyFaults, textFault } from './readable.ts';
import { kindOf, protocolKinds, type ProtocolKind, type ProtocolValue } from './kinds.ts';

/** One thing wrong with a file. */
export interface ProtocolProblem {
	/** Where in the data, e.g. `steps.2.gates.0.text.en`; empty for the whole file. */
	readonly path: string;
	/** 1-based. */
	readonly line: number;
	/** English, what was expected and what came. */
	readonly message: string;
}

/** A file that is right, by its kind. */
export type Protocol = {
	[K in ProtocolKind]: { readonly kind: K; readonly value: ProtocolValue<K> };
}[ProtocolKind];

/** What came of reading a file. */
export type ParsedProtocol = Protocol | { readonly problems: readonly ProtocolProblem[] };

/** Most times one anchor may be repeated: a few hundred bytes of aliases can stand for gigabytes. */
const MOST_ALIASES = 50;

/**
 * Reads a protocol file.
 *
 * @param name path below protocols/ with forward slashes, e.g. `rules/rights.yaml`; it decides the kind
 * @param text YAML 1.2; a repeated key, what cannot be seen and what is nested or long beyond reason are refused
 */
export function parseProtocol(name: string, text: string): ParsedProtocol {
	const kind = kindOf(name);
	if (kind === null) return problem('', 1, 'no kind of protocol lies in this place');
	const fault = textFault(text);
	if (fault !== null) return problem('', lineAt(text, fault.at), fault.message);
	const lines = new LineCounter();
	// repeated keys are looked for below: the parser would compare each with all before it
	const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, strict: true });
	const faults = [...document.errors, ...document.warnings];
	if (faults.length > 0)
		return {
			problems: faults.map(({ message, pos }) => ({
				path: '',
				line: lines.linePos(pos[0]).line,
				message: message.split('\n')[0] ?? message
			}))
		};
	const repeated = keyFaults(document);
	if (repeated.length > 0)
		return {
			problems: repeated.map(({ at, message }) => ({
				...{ path: '', line: lines.linePos(at).line, message }
			}))
		};
	let value: unknown;
	try {
		value = document.toJS({ maxAliasCount: MOST_ALIASES });
	} catch (error) {
		return problem('', 1, error instanceof Error ? error.message : 'unreadable aliases');
	}
	const checked = protocolKinds[kind].schema.safeParse(value);
	if (checked.success) return { kind, value: checked.data } as Protocol;
	return {
		problems: checked.error.issues.map(({ path, message }) => ({
			path: path.join('.'),
			line: lineOf(document, lines, path),
			message
		}))
	};
}

function problem(path: string, line: number, message: string): ParsedProtocol {
	return { problems: [{ path, line, message }] };
}

function lineAt(text: string, offset: number): number {
	return text.slice(0, offset).split('\n').length;
}

/** The line of the nearest thing that exists on the way to a path. */
function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
	for (let length = path.length; length > 0; length--) {
		const node = document.getIn(path.slice(0, length), true);
		if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
	}
	return 1;
}
