/**
 * Where an event carries words that somebody typed: found in its schema, so that no field of a new event is forgotten.
 *
 * @module
 */
import { z } from 'zod';
import { payloads, type EventType } from '../event.ts';

/** Strings up to this length are ids, codes and labels by the convention of the payload schemas. */
const LONGEST_CODE = 64;

/** What of a JSON Schema is looked at. */
interface Node {
	readonly type?: string | readonly string[];
	readonly properties?: Readonly<Record<string, Node>>;
	readonly items?: Node | readonly Node[];
	readonly prefixItems?: readonly Node[];
	readonly anyOf?: readonly Node[];
	readonly oneOf?: readonly Node[];
	readonly allOf?: readonly Node[];
	readonly additionalProperties?: Node | boolean;
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly pattern?: string;
	readonly format?: string;
	readonly maxLength?: number;
}

const known = new Map<EventType, readonly string[]>();

/**
 * Paths of the fields of an event that can hold free text: strings that are neither short (64 signs at most), nor of
 * a pattern, a format or a list.
 *
 * @returns such as `items[].text`; `{}` stands for any key
 */
export function textFieldsOf(type: EventType): readonly string[] {
	const before = known.get(type);
	if (before !== undefined) return before;
	const found = new Set<string>();
	walk(z.toJSONSchema(payloads[type], { unrepresentable: 'any', io: 'input' }) as Node, '', found);
	const fields = [...found];
	known.set(type, fields);
	return fields;
}

function walk(node: Node, path: string, found: Set<string>): void {
	if (isText(node)) found.add(path);
	for (const branch of [...(node.anyOf ?? []), ...(node.oneOf ?? []), ...(node.allOf ?? [])])
		walk(branch, path, found);
	for (const [name, child] of Object.entries(node.properties ?? {}))
		walk(child, path === '' ? name : `${path}.${name}`, found);
	const items = [node.items ?? [], node.prefixItems ?? []].flat() as readonly Node[];
	for (const item of items) walk(item, `${path}[]`, found);
	if (typeof node.additionalProperties === 'object')
		walk(node.additionalProperties, `${path}{}`, found);
}

function isText(node: Node): boolean {
	if (![node.type].flat().includes('string')) return false;
	if (node.enum !== undefined || node.const !== undefined) return false;
	if (node.pattern !== undefined || node.format !== undefined) return false;
	return (node.maxLength ?? Infinity) > LONGEST_CODE;
}

/** The texts at a path of an event's data, with the path each really has; empty ones are left out. */
export function textsAt(
	data: unknown,
	field: string
): { readonly path: string; readonly text: string }[] {
	const parts = field.match(/[^.[\]{}]+|\[\]|\{\}/g) ?? [];
	let places: { path: string; value: unknown }[] = [{ path: '', value: data }];
	for (const part of parts) places = places.flatMap((place) => inside(place, part));
	return places.flatMap(({ path, value }) =>
		typeof value === 'string' && value.trim() !== '' ? [{ path, text: value }] : []
	);
}

function inside(
	{ path, value }: { readonly path: string; readonly value: unknown },
	part: string
): { path: string; value: unknown }[] {
	if (typeof value !== 'object' || value === null) return [];
	if (part === '[]')
		return Array.isArray(value)
			? value.map((one: unknown, index) => ({ path: `${path}[${index}]`, value: one }))
			: [];
	const entries = Object.entries(value);
	const wanted = part === '{}' ? entries : entries.filter(([name]) => name === part);
	return wanted.map(([name, one]) => ({
		...{ path: path === '' ? name : `${path}.${name}`, value: one as unknown }
	}));
}
