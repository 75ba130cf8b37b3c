import { describe, expect, test } from 'vitest';
import { grid, gridModelOfFiles as model } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript } from '../../../../tests/fixtures/interviews.ts';
import { protocolOf, readProtocols } from '../../server/protocols.ts';
import {
	demonstrationInterviews,
	demonstrationSteps,
	type DemonstrationInterview
} from './demonstration-interviews.ts';
import { gridPosition } from './grid-position.ts';

const catalogue = readProtocols('protocols');
const file = protocolOf(catalogue, 'demonstration-interviews');
const { notice, interviews } = file;
const actors = {
	lead: { id: 'lead', role: 'interviewer' },
	second: { id: 'second', role: 'supervisor' }
} as const;

/** Played through the rules of the server. */
function played(one: DemonstrationInterview, locale: 'zh-CN' | 'en' = 'en'): InterviewScript {
	const script = new InterviewScript(grid);
	for (const { by, event } of demonstrationSteps({ notice, one }, grid, locale)) {
		if (event.type === 'slice-rated' && by === 'lead') script.tenMinutes();
		const decision = script.tell(event.type, event.data, actors[by]);
		expect(decision, event.type).toEqual({ ok: true });
	}
	return script;
}

/** The first, second … interview with a person. */
const heard = (code: string, time = 1) => interviews.filter((one) => one.code === code)[time - 1]!;

const positionOf = (code: string, time = 1) => {
	const script = played(heard(code, time));
	return gridPosition(script.state, grid.cells, model, script.nowMs)!;
};

test.each(['zh-CN', 'en'] as const)('everything in them is allowed and marked (%s)', (locale) => {
	expect(interviews.map(({ code }) => code)).toEqual(['DEMO-A', 'DEMO-B', 'DEMO-A']);
	for (const one of interviews) {
		const { state } = played(one, locale);
		expect(state.closed !== null).toBe(one.closing !== null);
		expect(state.opened?.subjectCode).toMatch(/^DEMO-/);
		expect(state.baseline?.notes).toContain(locale === 'en' ? 'invented' : '虚构');
		expect(new Set(state.slices.map(({ rater }) => rater))).toEqual(new Set(['lead', 'second']));
	}
});

describe('what they show', () => {
	test('two raters who agree: a stage is named', () => {
		const { naming, raters, path } = positionOf('DEMO-A');
		expect(naming.state).toBe('S2');
		expect(raters).toBe(2);
		expect(path).toHaveLength(4);
	});

	test('heard again after a rest, telling freely: both raters see little of any stage, the person leaves the grid', () => {
		const { naming, raters, path } = positionOf('DEMO-A', 2);
		expect([naming.state, raters, path.length]).toEqual(['O', 2, 2]);
	});

	test('two raters who differ: none is, however sure each of them is', () => {
		const { naming, distance } = positionOf('DEMO-B');
		expect(distance).toBeGreaterThan(model.naming.mostDistance);
		expect(naming.state).toBeNull();
	});
});

test('a 3 without another explanation is found', () => {
	const [one] = structuredClone(interviews);
	one!.slices[0]!.lead['S1C-1'] = 3;
	const bare = { ...file, interviews: [one] };
	expect(demonstrationInterviews.safeParse(bare).error?.issues).toMatchObject([
		{ message: expect.stringContaining('S1C-1') as string }
	]);
});

test('every rating is of an indicator of the grid, and one that a laboratory took out is left out', () => {
	const [one] = interviews;
	const cells = grid.cells.map((cell) => ({
		...cell,
		indicators: cell.indicators.filter(({ id }) => id !== 'S1C-1')
	}));
	const rated = (content: typeof grid) =>
		demonstrationSteps({ notice, one: one! }, content, 'en').flatMap(({ event }) =>
			event.type === 'slice-rated' && 'ratings' in event.data
				? event.data.ratings.map(({ item }) => item)
				: []
		);
	const wanted = one!.slices.flatMap(({ lead, second }) => [
		...Object.keys(lead),
		...Object.keys(second)
	]);
	expect(rated(grid)).toEqual(wanted);
	expect(rated({ ...grid, cells })).toEqual(wanted.filter((item) => item !== 'S1C-1'));
});
