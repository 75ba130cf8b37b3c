import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readLists } from './annotation-lists.ts';
import { AnnotationQueue, type EdfAnnotation, LEAST_ANNOTATION_BYTES } from './annotation-queue.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

/** Everything that comes out of a queue, record after record, with the bytes checked on the way. */
function drained(queue: AnnotationQueue, capacity: number): EdfAnnotation[] {
	const found: EdfAnnotation[] = [];
	for (let record = 0; record === 0 || queue.waiting > 0; record++) {
		const before = queue.waiting;
		const bytes = queue.take(record, capacity);
		expect(bytes).toHaveLength(capacity);
		const { lists, unreadable, latin1 } = readLists(bytes);
		expect({ unreadable, latin1 }).toEqual({ unreadable: 0, latin1: false });
		expect(lists[0]).toEqual({ onsetS: record, durationS: null, texts: [''] });
		for (const { onsetS, durationS, texts } of lists.slice(1))
			found.push({ onsetS, durationS, text: texts.join('|') });
		expect(lists.length > 1 || before === 0).toBe(true);
	}
	return found;
}

test('writes the time of the record first, then the annotations, then zeros', () => {
	const queue = new AnnotationQueue();
	queue.add({ onsetS: 1.5, durationS: 0.25, text: '提问 3' });
	queue.add({ onsetS: -0.125, durationS: null, text: 'before' });
	const expected =
		'+2.25\u0014\u0014\0+1.5\u00150.25\u0014提问 3\u0014\0-0.125\u0014before\u0014\0';
	expect(text(queue.take(2.25, 120)).replace(/\0+$/, '\0')).toBe(expected);
	expect(queue.waiting).toBe(0);
	expect(text(queue.take(3.25, 120)).replace(/\0+$/, '')).toBe('+3.25\u0014\u0014');
});

test.each([
	[0.1 + 0.2, '+0.3'],
	[1e-9, '+0'],
	[-1e-9, '+0'],
	[100, '+100'],
	[0.00000012, '+0.0000001']
])('writes %d s as %s', (onsetS, written) => {
	expect(text(new AnnotationQueue().take(onsetS, 66))).toMatch(
		new RegExp(`^\\${written}\u0014\u0014\\0`)
	);
});

test('what does not fit waits for the next record, in order', () => {
	const queue = new AnnotationQueue();
	const added = Array.from({ length: 20 }, (_, i) => ({
		...{ onsetS: i / 8, durationS: null, text: `question ${String(i)}` }
	}));
	for (const annotation of added) queue.add(annotation);
	expect(drained(queue, 66)).toEqual(added);
});

test('a long text is cut between characters into marked parts, the first with the duration', () => {
	const queue = new AnnotationQueue();
	const long = '被测人说他从来没有去过那个地方😀'.repeat(6);
	queue.add({ onsetS: 3, durationS: 2, text: long });
	const found = drained(queue, 120);
	const count = String(found.length);
	expect(found.length).toBeGreaterThan(2);
	expect(found.map(({ durationS }) => durationS)).toEqual([2, ...found.slice(1).map(() => null)]);
	expect(found.every(({ onsetS }) => onsetS === 3)).toBe(true);
	found.forEach((part, i) => {
		expect(part.text.endsWith(` (${String(i + 1)}/${count})`)).toBe(true);
	});
	expect(found.map((part) => part.text.replace(/ \(\d+\/\d+\)$/, '')).join('')).toBe(long);
});

test('beyond 99 parts the rest is dropped and marked', () => {
	const queue = new AnnotationQueue();
	queue.add({ onsetS: 0, durationS: null, text: 'x'.repeat(10_000) });
	const found = drained(queue, 66);
	expect(found).toHaveLength(99);
	expect(found.at(-1)?.text).toMatch(/x…\s\(99\/99\)$/);
});

test('control characters become spaces, lone surrogates the replacement character', () => {
	const queue = new AnnotationQueue();
	queue.add({ onsetS: 0, durationS: null, text: 'a\u0014b\u0000c\td\ud800e\u0085' });
	expect(drained(queue, 66)[0]?.text).toBe('a b c\td\ufffde');
});

test('any text at any time comes out whole, whatever the room', () => {
	const character = fc.oneof(
		fc.constantFrom(...'aé经😀 '),
		fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 })
	);
	const annotation = fc.record({
		onsetS: fc.double({ min: -999_999, max: 999_999, noNaN: true }),
		durationS: fc.option(fc.double({ min: 0, max: 999_999, noNaN: true })),
		text: fc
			.string({ unit: character, minLength: 1, maxLength: 200 })
			.filter((written) => written.trim() !== '' && !/[\u0000-\u001f\u007f-\u009f]/.test(written))
	});
	const room = fc.integer({ min: LEAST_ANNOTATION_BYTES / 6, max: 50 }).map((n) => n * 6);
	fc.assert(
		fc.property(fc.array(annotation, { maxLength: 5 }), room, (annotations, capacity) => {
			const queue = new AnnotationQueue();
			for (const each of annotations) queue.add(each);
			const whole = drained(queue, capacity)
				.map((part) => part.text.replace(/ \(\d+\/\d+\)$/, ''))
				.join('');
			expect(whole).toBe(annotations.map((each) => each.text.trim()).join(''));
		})
	);
});

describe('refuses', () => {
	const good = { onsetS: 1, durationS: null, text: 'a' };
	test.each([
		['an empty text', { ...good, text: ' \u0001 ' }],
		['no time', { ...good, onsetS: Number.NaN }],
		['a time beyond 11 days', { ...good, onsetS: 1e6 }],
		['a negative duration', { ...good, durationS: -1 }]
	])('%s', (_, annotation) => {
		expect(() => {
			new AnnotationQueue().add(annotation);
		}).toThrow(expect.objectContaining({ code: 'edf/annotation' }));
	});

	test('too little room', () => {
		expect(() => new AnnotationQueue().take(0, 65)).toThrow(
			expect.objectContaining({ code: 'edf/annotation-capacity' })
		);
	});
});
