/** The file of ELAN, read by an XML parser and held against what its schema (EAF 3.0) asks for. */
import { expect, test } from 'vitest';
import type { Mark, NamedRecording } from './coding.ts';
import { eafText } from './eaf.ts';

const recording: NamedRecording = {
	...{ sha256: 'ab'.repeat(32), bytes: 1000, name: 'AV 1 & 甲.mp4', durationS: 3600 },
	...{ offsetS: -10, firstSliceS: 0, reference: 'AV-1', by: 'a', seq: 4 }
};
let seq = 10;
const mark = (coder: string, item: string, atS: number, more: Partial<Mark> = {}): Mark => ({
	...{ id: `mark-${(seq += 1)}`, seq, coder, item, value: 2, atS, untilS: null, note: '' },
	...{ alternative: '', withdrawn: null, sha256: recording.sha256, ...more }
});

function parsed(marks: readonly Mark[]): Document {
	const text = eafText({
		...{ recording, marks, names: { a: '甲', b: '乙' }, mediaType: 'video/mp4' },
		date: '2026-11-29T01:00:00.000Z'
	});
	const file = new DOMParser().parseFromString(text, 'application/xml');
	expect(file.querySelector('parsererror')?.textContent ?? '').toBe('');
	return file;
}

/** Every annotation with its times [ms], by tier. */
function annotations(file: Document): Record<string, (number | string)[][]> {
	const times = new Map(
		[...file.querySelectorAll('TIME_ORDER > TIME_SLOT')].map((slot) => [
			slot.getAttribute('TIME_SLOT_ID'),
			Number(slot.getAttribute('TIME_VALUE'))
		])
	);
	return Object.fromEntries(
		[...file.querySelectorAll('TIER')].map((tier) => [
			tier.getAttribute('TIER_ID') ?? '',
			[...tier.querySelectorAll(':scope > ANNOTATION > ALIGNABLE_ANNOTATION')].map((one) => [
				times.get(one.getAttribute('TIME_SLOT_REF1')) ?? NaN,
				times.get(one.getAttribute('TIME_SLOT_REF2')) ?? NaN,
				one.querySelector(':scope > ANNOTATION_VALUE')?.textContent ?? ''
			])
		])
	);
}

test('each coder has a tier for each item, in the time of the recording', () => {
	const file = parsed([
		mark('a', 'S1C-2', 20.5, { note: 'says <no> & "never"' }),
		mark('b', 'S1C-2', 21),
		mark('a', 'S1E-2', 30, { untilS: 42.25, value: 3, alternative: 'cold' }),
		mark('a', 'S1E-3', 50, { value: null }),
		mark('a', 'S1E-4', 60, { withdrawn: 'misheard' })
	]);
	expect(annotations(file)).toEqual({
		'S1C-2@甲': [[30_500, 31_000, '2 · says <no> & "never"']],
		'S1C-2@乙': [[31_000, 31_500, '2']],
		'S1E-2@甲': [[40_000, 52_250, '3 · ? cold']],
		'S1E-3@甲': [[60_000, 60_500, 'NA']]
	});
});

test('nothing overlaps in a tier: what would lies in a further one', () => {
	const file = parsed([
		mark('a', 'S1E-2', 10, { untilS: 20 }),
		mark('a', 'S1E-2', 15, { untilS: 25 }),
		mark('a', 'S1E-2', 20, { untilS: 30 })
	]);
	expect(annotations(file)).toEqual({
		'S1E-2@甲': [
			[20_000, 30_000, '2'],
			[30_000, 40_000, '2']
		],
		'S1E-2@甲 2': [[25_000, 35_000, '2']]
	});
});

test('its parts are those of the schema, in its order, and every reference leads somewhere', () => {
	const file = parsed([mark('a', 'S1C-2', 20), mark('b', 'W1', 30)]);
	const root = file.documentElement;
	expect(root.tagName).toBe('ANNOTATION_DOCUMENT');
	for (const name of ['AUTHOR', 'DATE', 'FORMAT', 'VERSION'])
		expect(root.hasAttribute(name)).toBe(true);
	expect([...root.children].map(({ tagName }) => tagName)).toEqual([
		...['HEADER', 'TIME_ORDER', 'TIER', 'TIER', 'LINGUISTIC_TYPE']
	]);
	const header = file.querySelector('HEADER');
	expect(header?.getAttribute('TIME_UNITS')).toBe('milliseconds');
	expect([...(header?.children ?? [])].map(({ tagName }) => tagName)).toEqual([
		...['MEDIA_DESCRIPTOR', 'PROPERTY', 'PROPERTY']
	]);
	const media = file.querySelector('MEDIA_DESCRIPTOR');
	expect(media?.getAttribute('MIME_TYPE')).toBe('video/mp4');
	expect(decodeURI(media?.getAttribute('MEDIA_URL') ?? '')).toBe(recording.name);
	const [type] = file.querySelectorAll('LINGUISTIC_TYPE');
	for (const tier of file.querySelectorAll('TIER'))
		expect(tier.getAttribute('LINGUISTIC_TYPE_REF')).toBe(type?.getAttribute('LINGUISTIC_TYPE_ID'));
	const slots = new Set(
		[...file.querySelectorAll('TIME_SLOT')].map((slot) => slot.getAttribute('TIME_SLOT_ID'))
	);
	for (const one of file.querySelectorAll('ALIGNABLE_ANNOTATION'))
		for (const name of ['TIME_SLOT_REF1', 'TIME_SLOT_REF2'])
			expect(slots.has(one.getAttribute(name))).toBe(true);
	const ids = [...file.querySelectorAll('[ANNOTATION_ID]')].map((one) =>
		one.getAttribute('ANNOTATION_ID')
	);
	expect(new Set(ids).size).toBe(ids.length);
});

test('without marks it is still a whole file', () => {
	expect(parsed([]).querySelectorAll('TIER')).toHaveLength(0);
});
