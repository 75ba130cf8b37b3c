import { expect, test } from 'vitest';
import { secondStand } from './second-stand.ts';

type Given = Parameters<typeof secondStand>[0];

const scorer = (seat: 'second' | 'third') => ({
	seat,
	scorerId: `${seat}-1`,
	task: `task-${seat}`
});
const sheet = (seat: 'first' | 'second' | 'third') =>
	({ seat, scorerId: `${seat}-1` }) as Given['sheets'][number];
const compared = (agreedOutcome: 'responds' | null) =>
	({ agreedOutcome }) as NonNullable<Given['compared']>;
const nothing: Given = { scorers: [], sheets: [], compared: null, settled: null };

test.each<[string, Partial<Given>, ReturnType<typeof secondStand>]>([
	['nothing was done', {}, 'unnamed'],
	['only the tester sealed', { sheets: [sheet('first')] }, 'unnamed'],
	['somebody was named', { scorers: [scorer('second')], sheets: [sheet('first')] }, 'waiting'],
	[
		'the second scorer was quicker than the tester',
		{ scorers: [scorer('second')], sheets: [sheet('second')] },
		'first-missing'
	],
	['both agree', { compared: compared('responds') }, 'agreed'],
	['they do not agree', { compared: compared(null) }, 'disputed'],
	[
		'a third was named',
		{ compared: compared(null), scorers: [scorer('second'), scorer('third')] },
		'third-waiting'
	],
	[
		'three sheets do not agree either',
		{ compared: compared(null), scorers: [scorer('third')], sheets: [sheet('third')] },
		'disputed'
	],
	[
		'it was settled by talking',
		{ compared: compared(null), settled: { outcome: 'inconclusive', reason: 'noise' } },
		'settled'
	]
])('%s', (_, given, expected) => {
	expect(secondStand({ ...nothing, ...given })).toBe(expected);
});
