/**
 * A whole session as its makers propose it: every step, one chart, for tests of everything that takes events.
 *
 * @module
 */
import { readFileSync } from 'node:fs';
import { demonstrationContent, parseDemonstration } from '#lib/core/casework/demonstration.ts';
import type { Actor, EventData, EventType } from '#lib/core/session/event.ts';
import { questionListHash } from '#lib/core/session/question-list.ts';
import type { SessionState } from '#lib/core/session/state.ts';
import { agreement, committed, keysStrong, revealed } from './fixtures/score-sheets.ts';
import {
	chartSeal,
	chartStart,
	fact,
	numbers,
	opening,
	order,
	question
} from './fixtures/session-parts.ts';
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

/** Answers with which nothing stands against any step. */
const { law } = demonstrationContent(
	parseDemonstration(readFileSync('protocols/demonstration/coin-club.yaml', 'utf8')),
	'zh-CN'
);

const preparation: readonly ScriptStep[] = [
	say('session-opened', opening),
	say('law-answered', {
		facts: [
			...law!.answers.facts,
			// no register is asked where there is no laboratory around the log
			{ fact: 'instrument.in_date', value: true },
			{ fact: 'staff.qualified', value: true }
		],
		unknown: []
	}),
	say('law-times-recorded', law!.times),
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
	say('review-waived', (state) => ({
		...{ sha256: questionListHash(state), reason: '实验室只有一名测试人员' }
	})),
	say('question-list-locked', (state) => ({
		version: 1,
		sha256: questionListHash(state),
		acceptedWarnings: []
	})),
	complete('question-drafting')
];

const interview: readonly ScriptStep[] = [
	say('identity-checked', { method: '身份证' }),
	say('part-explained', { part: 'purpose', note: '' }),
	say('part-explained', { part: 'sensors-explained', note: '' }),
	say('rights-explained', { points: requiredPoints('points'), language: '汉语' }),
	say('consent-recorded', { decision: 'given', form: 'written', understood: true }),
	say('fitness-recorded', {
		answers: requiredPoints('rules').map((ruleId) => ({ ruleId, answer: 'no' as const, note: '' })),
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
