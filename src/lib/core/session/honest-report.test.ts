import { expect, test } from 'vitest';
import { honestReport, type PrintedTexts } from './honest-report.ts';
import { emptyState } from './reduce.ts';
import type { SessionState } from './state.ts';

const text = { zh: '文', en: 'text' };
const texts: PrintedTexts = {
	technique: { limits: [{ id: 'laboratory-rates', text, source: 'NRC' }] },
	legal: {
		notices: [{ id: 'reply-1999', title: text, text, shownOn: ['report'], source: 'reply' }]
	},
	wording: {
		forbidden: [
			{ id: 'guilt', words: { zh: ['有罪'], en: ['guilty'] }, reason: text, source: 'NRC' }
		]
	}
};
const missing = (state: SessionState, printed = texts) =>
	honestReport(state, printed).flatMap(({ line, met }) => (met ? [] : [line]));

const sheet = { scale: 'seven-position' as const, cells: [], remark: '' };
const committed = (['first', 'second'] as const).map((seat) => ({
	...{ seat, scorerId: seat, commitment: 'c', at: { utc: '', monotonicS: null } },
	revealed: { seat, nonce: 'n', sheet }
}));
const basis = { method: 'lykken', channel: 'EDA', p: 0.01 };
const conclusion = {
	outcome: 'responds' as const,
	basis,
	limits: 'One chart.',
	alternatives: 'Chance.'
};
const complete = {
	...emptyState('s'),
	opened: { protocols: [{ name: 'a', sha256: 'b' }] },
	rights: { points: [], language: 'zh' },
	consent: 'given',
	lock: { version: 1 },
	questions: [{ questionId: 'q' }],
	priorKnowledge: { entries: [{ questionId: 'q', knows: 'no', fromWhom: '' }] },
	sensors: { accepted: true },
	charts: [{ sealed: { sha256: 'c' } }],
	measured: { software: 'jingwei', measurements: [{}] },
	scores: { software: 'jingwei', scores: [{}] },
	sheets: committed,
	compared: { agreedOutcome: 'responds' },
	conclusion
} as unknown as SessionState;

test('of an empty session only what is printed anyway is there', () => {
	const lines = honestReport(emptyState('s'), texts).filter(({ met }) => met);
	expect(lines.map(({ line }) => line)).toEqual(['error-rates', 'not-evidence', 'words']);
});

test('a complete session says everything; the numbers are those of the reference', () => {
	expect(missing(complete)).toEqual([]);
	const numbers = honestReport(complete, texts).map(({ number }) => number);
	expect(new Set(numbers)).toEqual(new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
});

test.each([
	['leakage', { priorKnowledge: { entries: [] } }],
	['scorers', { sheets: committed.slice(0, 1) }],
	['agreement', { compared: { agreedOutcome: null } }],
	['hashes', { charts: [{ sealed: null }] }],
	['words', { conclusion: { ...conclusion, limits: '可以认定其有罪。' } }],
	['words', { conclusion: { ...conclusion, alternatives: 'The person is guilty.' } }]
])('%s is missed', (line, changed) => {
	expect(missing({ ...complete, ...changed } as unknown as SessionState)).toEqual([line]);
});

test('sheets that disagree are settled in words', () => {
	const disputed = { ...complete, compared: { agreedOutcome: null } } as unknown as SessionState;
	const settled = { outcome: 'inconclusive' as const, reason: 'Talked over.' };
	expect(missing({ ...disputed, settled })).toEqual([]);
});

test('error rates and the legal notice have to be among what is printed', () => {
	const bare = { ...texts, technique: { limits: [] }, legal: { notices: [] } };
	expect(missing(complete, bare)).toEqual(['error-rates', 'not-evidence']);
});
