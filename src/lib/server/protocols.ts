/**
 * The protocol files of the laboratory: read and checked once at start, with the hash a session keeps of each.
 *
 * @module
 */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { sha256Hex } from '#lib/core/audit/hash.ts';
import { LabError } from '#lib/core/errors.ts';
import type { ProtocolKind, ProtocolValue } from '#lib/core/protocols/kinds.ts';
import type { Protocol } from '#lib/core/protocols/parse.ts';
import { crossProblems } from '#lib/core/protocols/cross-check.ts';
import { parsedProtocol } from './parsed-protocols.ts';

/** One file as it was read. */
export type ProtocolFile = Protocol & {
	/** Path below the folder with forward slashes, e.g. `rules/rights.yaml`. */
	readonly name: string;
	/** Of the bytes of the file, lower-case hex. */
	readonly sha256: string;
	readonly bytes: Buffer;
};

/** One thing wrong, and where. */
export interface FileProblem {
	readonly file: string;
	readonly line: number;
	readonly path: string;
	readonly message: string;
}

/** Everything read from a folder. */
export interface Catalogue {
	readonly folder: string;
	/** Sorted by name; files with problems are left out. */
	readonly files: readonly ProtocolFile[];
	readonly problems: readonly FileProblem[];
}

/** Largest protocol file [bytes]; a longer one is a mistake or an attack. */
const LARGEST_FILE = 256 * 1024;

/** The folder in use: JINGWEI_PROTOCOLS, else protocols/ below JINGWEI_ROOT, else below the current folder. */
export function protocolsFolder(): string {
	const root = process.env['JINGWEI_ROOT'] ?? process.cwd();
	return resolve(process.env['JINGWEI_PROTOCOLS'] ?? join(root, 'protocols'));
}

/**
 * Reads and checks every .yaml file of a folder. Problems are values.
 *
 * @throws {LabError} `protocols/no-folder` when there is no such folder
 */
export function readProtocols(folder: string): Catalogue {
	if (!existsSync(folder))
		throw new LabError('protocols/no-folder', `expected a folder of protocols, got ${folder}`);
	const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
		.map((name) => name.replaceAll('\\', '/'))
		.filter((name) => /[.]ya?ml$/.test(name) && statSync(join(folder, name)).isFile())
		.toSorted();
	const files: ProtocolFile[] = [];
	const problems: FileProblem[] = [];
	for (const name of names) {
		const read = readProtocol(folder, name);
		if ('problems' in read) problems.push(...read.problems);
		else files.push(read);
	}
	// files that are wrong in themselves would only cause more of the same
	if (problems.length === 0) problems.push(...crossProblems(files));
	return { folder, files, problems };
}

function readProtocol(
	folder: string,
	name: string
): ProtocolFile | { readonly problems: readonly FileProblem[] } {
	const whole = (message: string): { problems: FileProblem[] } => ({
		problems: [{ file: name, line: 1, path: '', message }]
	});
	const { size } = statSync(join(folder, name));
	if (size > LARGEST_FILE) return whole(`expected at most ${LARGEST_FILE} bytes, got ${size}`);
	const bytes = readFileSync(join(folder, name));
	let text: string;
	try {
		text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
	} catch {
		return whole('expected UTF-8 text');
	}
	const parsed = parsedProtocol(name, text);
	if ('problems' in parsed)
		return { problems: parsed.problems.map((problem) => ({ file: name, ...problem })) };
	return { ...parsed, name, sha256: sha256Hex(bytes), bytes };
}

/**
 * The protocols of the laboratory; nothing starts with a faulty one.
 *
 * @throws {LabError} `protocols/invalid` naming file and line of every problem
 */
export function openProtocols(folder = protocolsFolder()): Catalogue {
	const catalogue = readProtocols(folder);
	const { problems } = catalogue;
	if (problems.length === 0) return catalogue;
	const list = problems
		.map(({ file, line, path, message }) => `${file}:${line}: ${path ? `${path}: ` : ''}${message}`)
		.join('\n');
	throw new LabError('protocols/invalid', `expected valid protocols in ${folder}, got\n${list}`);
}

/** Every value of a kind, in order of file name. */
export function protocolsOf<K extends ProtocolKind>(
	{ files }: Catalogue,
	kind: K
): ProtocolValue<K>[] {
	return files.filter((file) => file.kind === kind).map(({ value }) => value as ProtocolValue<K>);
}

/**
 * The one value of a kind, or the one with this id.
 *
 * @throws {LabError} `protocols/missing` when there is none
 */
export function protocolOf<K extends ProtocolKind>(
	catalogue: Catalogue,
	kind: K,
	id?: string
): ProtocolValue<K> {
	const found = protocolsOf(catalogue, kind).find(
		(value) => id === undefined || ('id' in value && value.id === id)
	);
	if (found !== undefined) return found;
	throw new LabError('protocols/missing', `expected a protocol of kind ${kind} ${id ?? ''}`, {
		details: { kind, id: id ?? '' }
	});
}
