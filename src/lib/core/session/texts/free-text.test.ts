import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { sessionLog } from '../../../../../tests/fixtures/session-log.ts';
import { payloads, type EventData, type EventType } from '../event.ts';
import { reduce } from '../reduce.ts';
import { freeTextsOf, keptFieldsOf } from './free-text.ts';
import { textsAt } from './text-fields.ts';
import { laboratoryFields, plannedFields, printedFields, programFields } from './text-registry.ts';

/** Strings that are codes, ids or dates whatever their length: a walk of its own through the schemas. */
interface Visited {
	readonly path: string;
	readonly schema: z.ZodType;
}

function strings(schema: z.ZodType, path: string): Visited[] {
	const within = (inner: unknown, name: string) => strings(inner as z.ZodType, name);
	const at = (name: string) => (path === '' ? name : `${path}.${name}`);
	if (schema instanceof z.ZodString) return [{ path, schema }];
	if (schema instanceof z.ZodObject)
		return Object.entries(schema.shape).flatMap(([name, one]) => within(one, at(name)));
	if (schema instanceof z.ZodArray) return within(schema.element, `${path}[]`);
	if (schema instanceof z.ZodTuple)
		return schema.def.items.flatMap((one) => within(one, `${path}[]`));
	if (schema instanceof z.ZodRecord) return within(schema.valueType, `${path}{}`);
	if (schema instanceof z.ZodUnion) return schema.options.flatMap((one) => within(one, path));
	if (schema instanceof z.ZodPipe) return within(schema.in, path);
	if (
		schema instanceof z.ZodOptional ||
		schema instanceof z.ZodNullable ||
		schema instanceof z.ZodDefault ||
		schema instanceof z.ZodReadonly
	)
		return within(schema.unwrap(), path);
	return [];
}

/** Whether a person could type a sentence into it. */
function takesWords({ schema }: Visited): boolean {
	const sentence = '他说这不是他做的，his words were: I was at home that evening. '
		.repeat(2)
		.trim();
	return schema.safeParse(sentence).success;
}

const types = Object.keys(payloads) as EventType[];

test('every field of every event that takes words is collected, or listed as written by the program', () => {
	const forgotten = types.flatMap((type) => {
		const listed = [...keptFieldsOf(type), ...(programFields[type] ?? [])];
		return strings(payloads[type], '')
			.filter(takesWords)
			.filter(({ path }) => !listed.includes(path))
			.map(({ path }) => `${type}: ${path}`);
	});
	expect(forgotten).toEqual([]);
	// the walk sees what a reader sees
	expect(strings(payloads['conclusion-recorded'], '').map(({ path }) => path)).toEqual(
		expect.arrayContaining(['limits', 'alternatives'])
	);
});

test('what the registry names is there', () => {
	const named = [laboratoryFields, plannedFields, printedFields, programFields].flatMap((fields) =>
		Object.entries(fields).flatMap(([type, paths]) => (paths ?? []).map((path) => [type, path]))
	);
	const gone = named.filter(([type, path]) => {
		const schema = (payloads as Record<string, z.ZodType | undefined>)[type!];
		return schema === undefined || !strings(schema, '').some((one) => one.path === path);
	});
	expect(gone).toEqual([]);
});

describe('the texts of a session', () => {
	const fact = (text: string): EventData<'fact-recorded'> => ({
		...{ factId: 'f', text, elements: ['object'], source: '勘验笔录', confidence: 'established' },
		...{ salience: 'central', knownBy: ['perpetrator'] }
	});

	test('stand with their place; a correction takes the place of what it corrects, and stays itself', () => {
		const log = sessionLog('s');
		log.add('fact-recorded', fact('凿痕'));
		log.add('fact-corrected', { ...fact('凿痕宽十二毫米'), reason: '补充宽度' });
		log.add('note-added', { text: '附注一' });
		log.add('note-added', { text: '附注二' });
		const texts = freeTextsOf(reduce(log.events));
		expect(texts.map(({ text, isCurrent }) => [text, isCurrent])).toEqual([
			...[
				['凿痕', false],
				['勘验笔录', false]
			],
			...[
				['凿痕宽十二毫米', true],
				['勘验笔录', true],
				['补充宽度', true]
			],
			...[
				['附注一', true],
				['附注二', true]
			]
		]);
		expect(texts[2]).toMatchObject({ seq: 2, path: 'text', leaves: 'report', voice: 'recorded' });
		expect(texts.at(-1)).toMatchObject({ leaves: 'package', subject: null });
	});

	test('a conclusion that was taken back by reopening its step is not current', () => {
		const log = sessionLog('s');
		log.add('conclusion-recorded', {
			...{ outcome: 'inconclusive', limits: '局限', alternatives: '解释' },
			basis: { method: 'lykken', channel: 'EDA', p: 0.4 }
		});
		const current = () => freeTextsOf(reduce(log.events)).filter(({ isCurrent }) => isCurrent);
		expect(current().map(({ text, voice }) => [text, voice])).toEqual([
			['局限', 'laboratory'],
			['解释', 'laboratory']
		]);
		log.add('step-completed', { step: 'chart-analysis' });
		log.add('step-reopened', { step: 'chart-analysis', reason: '重新评图' });
		expect(current().map(({ text }) => text)).toEqual(['重新评图']);
	});

	test('a path finds texts in lists, and leaves empty ones out', () => {
		const data = { items: [{ text: '甲' }, { text: ' ' }, {}, { text: '乙' }], by: { a: 'x' } };
		expect(textsAt(data, 'items[].text')).toEqual([
			{ path: 'items[0].text', text: '甲' },
			{ path: 'items[3].text', text: '乙' }
		]);
		expect(textsAt(data, 'by{}')).toEqual([{ path: 'by.a', text: 'x' }]);
		expect(textsAt(data, 'items.text')).toEqual([]);
	});
});
