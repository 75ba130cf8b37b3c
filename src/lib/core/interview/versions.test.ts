import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript } from '../../../../tests/fixtures/interviews.ts';
import { retraction, spoken } from '../../../../tests/fixtures/interview-records.ts';
import { differenceOf } from './difference.ts';
import { asOther, versionsByTopic } from './versions.ts';

describe('the difference of two wordings', () => {
	test('is told in Chinese words', () => {
		expect(differenceOf('我在茶馆等人。', '我在饭馆等人。')).toEqual([
			{ kind: 'same', text: '我在' },
			{ kind: 'removed', text: '茶馆' },
			{ kind: 'added', text: '饭馆' },
			{ kind: 'same', text: '等人。' }
		]);
	});

	test('gives both texts back, whatever they are', () => {
		const text = fc.oneof(
			fc.string({ unit: 'grapheme' }),
			fc
				.array(fc.constantFrom('我', '九点', '出门', '。', ' ', 'home', '\n', '👍🏽'))
				.map((all) => all.join(''))
		);
		fc.assert(
			fc.property(text, text, (former, later) => {
				const parts = differenceOf(former, later);
				const without = (kind: string): string =>
					parts.flatMap((one) => (one.kind === kind ? [] : [one.text])).join('');
				expect([without('added'), without('removed')]).toEqual([former, later]);
				if (former === later) expect(parts.every(({ kind }) => kind === 'same')).toBe(true);
			})
		);
	});
});

describe('versions of a topic', () => {
	const interview = (id: string, day: number): InterviewScript => {
		const script = new InterviewScript(grid);
		script.state = { ...script.state, interviewId: id };
		for (let i = 0; i < day * 144; i++) script.tenMinutes();
		return script.begin();
	};

	test('stand in the order of time, over interviews, with the original and what became of it', () => {
		const earlier = interview('first', 0);
		earlier.tell('statement-recorded', { ...spoken, freeNarrative: false });
		earlier.tell('statement-corrected', {
			...{ statement: 4, corrected: 'half past', reason: 'read-back', effect: 'for' }
		});
		const later = interview('second', 3);
		later.tell('statement-recorded', { ...spoken, topic: '车' });
		later.tell('statement-recorded', { ...spoken, said: '我在家。' });
		later.tell('statement-retracted', { ...retraction, interview: 'first' });
		const topics = versionsByTopic(later.state, [asOther(earlier.state)]);
		expect(topics.map(({ topic, isFirstNotFree }) => [topic, isFirstNotFree])).toEqual([
			['车', false],
			['当晚', true]
		]);
		expect(topics[1]?.versions).toMatchObject([
			{
				...{ number: 1, interview: 'first', isOwn: false, said: spoken.said },
				...{ corrections: [{ effect: 'for' }], retraction: { inOwnWords: retraction.inOwnWords } }
			},
			{ number: 2, interview: 'second', isOwn: true, said: '我在家。', retraction: null }
		]);
		// seen from the earlier one it is taken back too
		expect(
			versionsByTopic(earlier.state, [asOther(later.state)])[0]?.versions[0]?.retraction
		).not.toBeNull();
	});

	test('lose no statement and give each once, however topics and interviews mix', () => {
		fc.assert(
			fc.property(
				fc.array(fc.tuple(fc.nat(2), fc.constantFrom('a', 'b', 'c')), { maxLength: 20 }),
				(told) => {
					const scripts = [0, 1, 2].map((n) => interview(`i${n}`, n));
					for (const [which, topic] of told)
						scripts[which]!.tell('statement-recorded', { ...spoken, topic });
					const others = scripts.slice(1).map(({ state }) => asOther(state));
					const topics = versionsByTopic(scripts[0]!.state, others);
					expect(topics.flatMap(({ versions }) => versions)).toHaveLength(told.length);
					for (const { topic, versions } of topics) {
						expect(versions.every((one) => one.topic === topic)).toBe(true);
						expect(versions.map(({ number }) => number)).toEqual(versions.map((_, i) => i + 1));
					}
				}
			),
			{ numRuns: 50 }
		);
	});
});
