/**
 * A whole session as its makers propose it: every step, one chart, for tests of everything that takes events.
 *
 * @module
 */
import type { Actor, EventData, EventType } from '#lib/core/session/event.ts';
import { questionListHash } from '#lib/core/session/question-list.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { agreement, committed, keysStrong, revealed } from './fixtures/score-sheets.ts';
import {
	interviewer,
	MemorySession,
	propose,
	readProcedure,
	reviewer,
	system,
	tester,
	type ScriptStep
} from './memory-session.ts';

const say =
	<T extends EventType>(
		type: T,
		data: EventData<T> | ((state: SessionState) => EventData<T>),
		actor: Actor = tester,
		monotonicS: number | null = null
	): ScriptStep =>
	(state) => ({
		proposed: propose(type, typeof data === 'function' ? data(state) : data, monotonicS),
		actor
	});

const numbers = [1, 2, 3, 4, 5];

/** The fact behind question `n`. */
export const fact = (n: number): EventData<'fact-recorded'> => ({
	factId: `fact-${n}`,
	text: `赃物藏在第${n}处`,
	elements: ['address'],
	source: '现场勘查笔录',
	confidence: 'established',
	salience: 'central',
	knownBy: ['perpetrator', 'investigators']
});

/** Question `n`: a buffer, the key, four foils. */
export const question = (n: number): EventData<'question-drafted'> => ({
	questionId: `question-${n}`,
	factId: `fact-${n}`,
	stem: `东西藏在哪里（${n}）？`,
	category: '藏匿地点',
	items: (['buffer', 'foil', 'key', 'foil', 'foil', 'foil'] as const).map((role, index) => ({
		itemId: `item-${n}-${index}`,
		text: `地点${index}`,
		role
	}))
});

const order = numbers
	.flatMap((n) => question(n).items.map(({ itemId }) => ({ questionId: `question-${n}`, itemId })))
	.map((place, index) => ({ presentation: index + 1, ...place }));

/** The start of chart `n` with every item in the order of the list. */
export const chartStart = (n: number): EventData<'chart-started'> => ({
	chart: n,
	seed: 7,
	order,
	profile: 'virtual',
	profileSha256: 'a'.repeat(64),
	file: `chart-${String(n).padStart(2, '0')}.bdf`,
	startedUtc: '2026-03-01T08:00:00.000Z',
	columns: [{ name: 'EDA', kind: 'eda', unit: 'uS' }],
	rateHz: 100
});

/** Marks of one presentation of chart 1, asked every 25 s from 30 s on; the recording began at 1000 s. */
const asked = order.flatMap(({ presentation, questionId, itemId }) => {
	const onset = 1030 + 25 * (presentation - 1);
	const at = { chart: 1, presentation, sample: null };
	return [
		say('question-asked', { ...at, questionId, itemId }, tester, onset),
		say('question-ended', { ...at }, tester, onset + 2),
		say('answer-marked', { ...at, answer: 'no' }, tester, onset + 2.5)
	];
});

const requiredPoints = (state: 'points' | 'rules'): string[] =>
	readProcedure()
		.steps.flatMap(({ gates }) => gates)
		.flatMap(({ parameters }) => (parameters[state] as string[] | undefined) ?? []);

const complete = (step: EventData<'step-completed'>['step']): ScriptStep =>
	say('step-completed', { step });

/** What the recorder says of the file of a chart. */
export const chartSeal: EventData<'chart-sealed'> = {
	chart: 1,
	file: 'chart-01.bdf',
	bytes: 4,
	sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
	samples: 90_000,
	lost: 0,
	rateHz: 100,
	effectiveRateHz: 100
};

export const opening: EventData<'session-opened'> = {
	caseId: 'case-1',
	subjectCode: 'S-01',
	technique: 'cit',
	demonstration: true,
	protocols: []
};

const preparation: readonly ScriptStep[] = [
	say('session-opened', opening),
	say('subject-described', {
		...{ sex: 'male', ageYears: 34, language: '汉语', background: '', relationToCase: '邻居' }
	}),
	...numbers.map((n) => say('fact-recorded', fact(n), n === 5 ? interviewer : tester)),
	say('hypothesis-recorded', {
		hypothesisId: 'hypothesis-1',
		statement: '藏匿者到过现场',
		supportedBy: ['fact-1'],
		contradictedBy: [],
		refutedIf: '监控显示当晚在外地'
	}),
	complete('case-psychology'),
	...numbers.map((n) => say('question-drafted', question(n))),
	say('question-list-locked', (state) => ({
		version: 1,
		sha256: questionListHash(state),
		acceptedWarnings: []
	})),
	complete('question-drafting')
];

const interview: readonly ScriptStep[] = [
	say('identity-checked', { method: '身份证' }),
	say('rights-explained', { points: requiredPoints('points'), language: '汉语' }),
	say('consent-recorded', { decision: 'given', form: 'written', understood: true }),
	say('fitness-recorded', {
		answers: requiredPoints('rules').map((ruleId) => ({ ruleId, answer: 'no', note: '' })),
		medication: '',
		fit: true,
		note: ''
	}),
	say('prior-knowledge-recorded', {
		entries: numbers.map((n) => ({ questionId: `question-${n}`, knows: 'no', fromWhom: '' })),
		note: ''
	}),
	say('sensors-checked', {
		device: 'BITalino',
		profile: 'virtual',
		channels: [{ name: 'EDA', kind: 'eda', quality: 0.9, accepted: true }],
		accepted: true,
		note: ''
	}),
	complete('pre-test-interview')
];

const test: readonly ScriptStep[] = [
	say('chart-started', chartStart(1), tester, 1000),
	say('clock-paired', { chart: 1, sample: 0, monotonicS: 1000, utcMs: 0 }, system),
	say('chart-announced', { chart: 1, what: 'X', sample: null }, tester, 1000.5),
	...asked,
	say('artifact-marked', { chart: 1, code: 'M', sample: null, note: '' }, tester, 1100),
	say('clock-paired', { chart: 1, sample: 80_000, monotonicS: 1800, utcMs: 800_000 }, system),
	say('chart-stopped', { chart: 1, reason: 'complete', note: '' }),
	say('chart-sealed', chartSeal, system),
	complete('formal-test')
];

const conclusion: readonly ScriptStep[] = [
	say('chart-measured', {
		software: '0.1.0',
		measurements: order.map(({ presentation, questionId, itemId }) => ({
			...{ chart: 1, presentation, questionId, itemId },
			...{ channel: 'EDA', feature: 'scr-amplitude', value: 0.5, quality: 1, exclusion: '' }
		}))
	}),
	say('score-recorded', {
		software: '0.1.0',
		scores: [
			{
				...{ method: 'lykken', channel: 'EDA', statistic: 3, p: 0.25, pKind: 'exact' },
				perQuestion: numbers.map((n) => ({ questionId: `question-${n}`, value: 1 })),
				sentence: { zh: '句子', en: 'a sentence' }
			}
		]
	}),
	say('sheet-committed', (state) => committed('first', keysStrong(state))),
	say('scorer-named', { seat: 'second', scorerId: reviewer.id, task: 'task-1' }),
	say('sheet-committed', (state) => committed('second', keysStrong(state)), reviewer),
	say('sheet-revealed', (state) => revealed('first', keysStrong(state)), system),
	say('sheet-revealed', (state) => revealed('second', keysStrong(state)), system),
	say('sheets-compared', (state) => agreement(keysStrong(state), 'inconclusive'), system),
	say('conclusion-recorded', {
		outcome: 'inconclusive',
		basis: { method: 'lykken', channel: 'EDA', p: 0.25 },
		limits: '一张图谱',
		alternatives: '泄露'
	}),
	complete('chart-analysis'),
	say(
		'clarification-recorded',
		{ topic: '藏匿地点', question: '怎么知道的？', statement: '不愿说明', factIds: ['fact-1'] },
		interviewer
	),
	say('interview-closed', {
		...{ recordingReference: 'AV-1', breaksOffered: true, complaints: '', welfare: '状态良好' }
	}),
	complete('post-test-interview')
];

/** All lines, up to the seal. */
export const script: readonly ScriptStep[] = [...preparation, ...interview, ...test, ...conclusion];

/** A session that went through the script until `until` said stop before a line. */
export function wholeSession(
	until?: (...line: Parameters<Parameters<MemorySession['play']>[1] & object>) => boolean
): MemorySession {
	return new MemorySession().play(script, until);
}
