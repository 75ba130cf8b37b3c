import { expect, test } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { runningLog } from '../../../../tests/fixtures/session-log.ts';
import { parseProtocol } from '../protocols/parse.ts';
import { technique } from '../protocols/technique.ts';
import { procedureFor } from '../session/procedure-of-technique.ts';
import { procedure } from '../session/procedure.ts';
import { reduce } from '../session/reduce.ts';
import type { Measurement } from '../signal/measure.ts';
import { acquaintanceFindings, acquaintanceList, acquaintanceOrder } from './acquaintance.ts';
import { isDone, partsOf, reviewPlaces } from './pre-test-script.ts';
import { clockWarnings, testClocks } from './test-clocks.ts';

function read<K extends 'acquaintance' | 'test-desk' | 'pre-test-script'>(kind: K) {
	const name = `procedure/${kind}.yaml`;
	const parsed = parseProtocol(name, readFileSync(`protocols/${name}`, 'utf8'));
	if ('problems' in parsed || parsed.kind !== kind) throw new Error(JSON.stringify(parsed));
	return parsed.value as Extract<typeof parsed, { kind: K }>['value'];
}

const acquaintance = read('acquaintance');
const list = acquaintanceList(acquaintance, 'zh-CN');

test('the small list has no key, and its order begins with the leading item', () => {
	expect(list[0]!.items.some(({ role }) => role === 'key')).toBe(false);
	const firsts = new Set<string>();
	for (let seed = 0; seed < 60; seed++) {
		const order = acquaintanceOrder(list, seed);
		expect(order).toHaveLength(list[0]!.items.length);
		expect(order[0]!.itemId).toBe(acquaintance.leading.id);
		expect(new Set(order.map(({ itemId }) => itemId)).size).toBe(order.length);
		firsts.add(order[1]!.itemId);
	}
	// every choice comes first sometimes
	expect(firsts.size).toBe(acquaintance.choices.length);
});

test('what it showed counts every channel, the one without a response too', () => {
	const row = (itemId: string, channel: string, value: number | null): Measurement => ({
		...{ chart: 1, presentation: 1, questionId: 'acquaintance', itemId, channel },
		...{ feature: channel === 'EDA' ? 'scr-amplitude' : 'line-length', value },
		...{ quality: 1, exclusion: '' }
	});
	const [, a, b] = list[0]!.items.map(({ itemId }) => itemId);
	const rows = [
		...[row(a!, 'EDA', 0.4), row(b!, 'EDA', 0.001), row(b!, 'EDA', null)],
		...[row(a!, 'RSP', 12), row('other', 'RSP', 3)]
	];
	const columns = ['EDA', 'RSP', 'ECG'].map((name) => ({ name, kind: name.toLowerCase() }));
	const [eda, rsp, ...rest] = acquaintanceFindings(list, rows, columns, { 'scr-amplitude': 0.01 });
	expect(rest).toEqual([]);
	expect(eda).toMatchObject({ channel: 'EDA', responses: 1 });
	expect(eda!.values.find(({ itemId }) => itemId === b)!.value).toBe(0.001);
	expect(eda!.values).toHaveLength(list[0]!.items.length);
	expect(rsp!.responses).toBeNull();
});

test('the clocks count charts, pauses and rests of the day', () => {
	const log = runningLog('session-1');
	const began = Date.parse(log.events.at(-1)!.at.utc) / 1000;
	const beganS = log.events.at(-1)!.at.monotonicS!;
	log.add('chart-paused', { chart: 1, sample: null, reason: '' }, beganS + 600);
	const clocks = (after: number) => testClocks(reduce(log.events), began + after, 5);
	expect(clocks(660)).toMatchObject({ chartS: 660, dayS: 660, withoutRestS: 660, pauseS: 60 });
	// long enough in the pause: the person is resting
	expect(clocks(600 + 301).withoutRestS).toBeNull();
	log.add('chart-resumed', { chart: 1, sample: null }, beganS + 1000);
	expect(clocks(1100)).toMatchObject({ withoutRestS: 100, pauseS: null, dayS: 1100 });
	log.add('chart-stopped', { chart: 1, reason: 'complete', note: '' }, beganS + 1200);
	expect(clocks(1300)).toMatchObject({ chartS: null, dayS: 1200, withoutRestS: 300 });
	// of another day
	expect(clocks(90_000)).toMatchObject({ dayS: 0, withoutRestS: null });
	const { limits } = read('test-desk');
	expect(clockWarnings(clocks(1100), limits)).toEqual([]);
	const long = { chartS: 86_000, dayS: 86_000, withoutRestS: 86_000, pauseS: null };
	expect(clockWarnings(long, limits)).toEqual(['chart', 'day', 'rest']);
});

test('the review holds stems only where details are secret, every word where they are not', () => {
	const script = read('pre-test-script');
	const state = reduce(runningLog('session-1').events);
	for (const kind of ['recognition', 'search'] as const) {
		const secret = reviewPlaces(state, script, kind);
		expect(secret.map(({ itemId }) => itemId)).toEqual(state.questions.map(() => null));
		const shown = JSON.stringify(secret);
		for (const { items } of state.questions)
			for (const { text } of items) expect(shown).not.toContain(text);
	}
	for (const kind of ['comparison', 'relevant-irrelevant', 'known-peak'] as const)
		expect(reviewPlaces(state, script, kind)).toHaveLength(
			state.questions.flatMap(({ items }) => items).length
		);
});

test('parts tick from what was recorded', () => {
	const script = read('pre-test-script');
	const log = runningLog('session-1');
	const done = () => {
		const state = reduce(log.events);
		return partsOf(script, 'recognition')
			.filter((part) => isDone(state, part, script, 'recognition'))
			.map(({ id }) => id);
	};
	expect(done()).toEqual(script.parts.filter(({ tick }) => tick === 'consent').map(({ id }) => id));
	const said = script.parts.find(({ tick }) => tick === 'said')!;
	log.add('part-explained', { part: said.id, note: '' });
	expect(done()).toContain(said.id);
	const review = script.parts.find(({ tick }) => tick === 'review')!;
	for (const { questionId } of reduce(log.events).questions)
		log.add('question-reviewed', { questionId, itemId: null, understood: true, note: '' });
	expect(done()).toContain(review.id);
	log.add('question-list-unlocked', { reason: '改一个词' });
	expect(done()).not.toContain(review.id);
});

test('every word is reviewed where the script says so, for every technique there is', () => {
	const script = read('pre-test-script');
	const table = procedure.parse(parse(readFileSync('protocols/procedure/six-step.yaml', 'utf8')));
	const asks = (file: string): [boolean, boolean] => {
		const one = technique.parse(parse(readFileSync(`protocols/techniques/${file}`, 'utf8')));
		const gates = procedureFor(table, one).steps.flatMap((step) => step.gates);
		const isAsked = gates.some(({ id }) => id === 'items-reviewed');
		return [isAsked, script.review.everyItem.includes(one.kind)];
	};
	const files = readdirSync('protocols/techniques');
	expect(files.length).toBeGreaterThan(5);
	for (const file of files) {
		const [isAsked, isRead] = asks(file);
		expect(isAsked, file).toBe(isRead);
	}
	expect(asks('cit.yaml')[0]).toBe(false);
	// parts a gate asks for are parts of the script
	const parts = table.steps.flatMap(({ gates }) =>
		gates.flatMap(({ parameters }) => (parameters.parts as string[] | undefined) ?? [])
	);
	expect(parts.length).toBeGreaterThan(0);
	for (const part of parts) expect(script.parts.map(({ id }) => id)).toContain(part);
});
