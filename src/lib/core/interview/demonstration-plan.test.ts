import { describe, expect, test } from 'vitest';
import { grid } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript } from '../../../../tests/fixtures/interviews.ts';
import { boardFact, second } from '../../../../tests/fixtures/plans.ts';
import { parseProtocol } from '../protocols/parse.ts';
import { demonstrationPlanSteps, type DemonstrationPlan } from './demonstration-plan.ts';
import { disclosureObstacles } from './disclosure-obstacles.ts';

const [text = ''] = Object.values(
	import.meta.glob<string>('../../../../protocols/demonstration/plans/*.yaml', {
		...{ query: '?raw', import: 'default', eager: true }
	})
);
const parsed = parseProtocol('demonstration/plans/coin-club.yaml', text);
const fact = (code: string, more: object = {}) =>
	boardFact(code, { id: `demo-${code.toLowerCase()}`, use: 'open', stage: 'none', ...more });

describe.each(['zh-CN', 'en'] as const)('the demonstration plan in %s', (locale) => {
	test('is taken event by event, and its first step could be said once it was found true', () => {
		expect(parsed).not.toHaveProperty('problems');
		const file = (parsed as { readonly value: DemonstrationPlan }).value;
		const facts = [
			fact('F01', { verified: null, sourceSubject: 'S-1' }),
			...[fact('F02'), fact('F04', { use: 'hold-back', stage: 'reserved' })]
		];
		const interview = new InterviewScript(grid, { facts, approvals: [] }).begin();
		const answers = demonstrationPlanSteps(file, locale).map(({ type, data }) =>
			interview.tell(type, data)
		);
		expect(answers).toEqual(answers.map(() => ({ ok: true })));
		const { topics, ladders } = interview.state.plan;
		expect(topics.map(({ agenda }) => agenda)).toContain('person');
		// one language, not both
		expect(JSON.stringify(ladders)).not.toContain('"en"');
		for (const { fact: id, seq: draft } of ladders) {
			expect(interview.tell('ladder-checked', { fact: id, draft }, second)).toEqual({ ok: true });
			const context = { board: interview.board, frame: grid.frame };
			expect(disclosureObstacles(interview.state, id, context, interview.nowMs)).toEqual([]);
		}
	});
});
