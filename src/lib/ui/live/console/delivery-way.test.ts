import { expect, test } from 'vitest';
import type { QuestionItem } from '#lib/core/session/question.ts';
import { wayOf } from './delivery-way.ts';

const file = { sha256: 'a'.repeat(64), bytes: 9, type: 'image/png', name: 'x.png' };
const item = (given: Pick<QuestionItem, 'stimulus' | 'prompt'>): QuestionItem => ({
	...{ itemId: 'i', text: 't', role: 'item' },
	...given
});

test('the list says how an item is put, the examiner may choose one way for all', () => {
	const picture = item({ stimulus: { kind: 'picture', description: 'd', file } });
	const object = item({ stimulus: { kind: 'object', description: 'd', file } });
	const recorded = item({ prompt: { kind: 'recorded', file: { ...file, type: 'audio/wav' } } });
	const unrecorded = item({ prompt: { kind: 'recorded', file: null } });
	const spoken = item({ prompt: { kind: 'synthesised', file: null } });
	expect([picture, object, recorded, unrecorded, spoken].map((one) => wayOf(one, 'list'))).toEqual([
		...['screen', 'room', 'recorded', 'voice', 'voice']
	]);
	for (const way of ['room', 'voice', 'screen'] as const) expect(wayOf(recorded, way)).toBe(way);
});
