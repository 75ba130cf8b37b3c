import { expect, test } from 'vitest';
import { emptyState } from '#lib/core/session/reduce.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { sessionBasis } from './session-basis.ts';

const rule = {
	...{ methods: ['lykken', 'rank-sum'], respondsAtOrBelow: 0.05, doesNotRespondAtOrAbove: 0.3 }
};
const recorded = (...kinds: string[]) =>
	({
		...emptyState('s'),
		charts: [
			{
				series: emptyState('s').listVersion,
				started: { seed: 42, columns: kinds.map((kind) => ({ name: `${kind}-1`, kind, unit: '' })) }
			}
		]
	}) as unknown as SessionState;

test('before a conclusion it is the first method of the technique on skin conductance', () => {
	const basis = sessionBasis(recorded('rsp', 'eda', 'ppg'), rule);
	expect([basis?.method.id, basis?.channel, basis?.seed]).toEqual(['lykken', 'eda-1', 42]);
});

test('after it, what the conclusion says', () => {
	const conclusion = { basis: { method: 'rank-sum', channel: 'ppg-1', p: 0.2 } };
	const state = { ...recorded('eda', 'ppg'), conclusion } as unknown as SessionState;
	const basis = sessionBasis(state, rule);
	expect([basis?.method.id, basis?.channel]).toEqual(['rank-sum', 'ppg-1']);
});

test('without skin conductance, or with a method of another program, there is none', () => {
	expect(sessionBasis(recorded('rsp'), rule)).toBeNull();
	expect(sessionBasis(recorded('eda'), { ...rule, methods: ['unknown'] })).toBeNull();
});
