import { expect, test } from 'vitest';
import { roles } from '../roles.ts';
import { accessObjects, acts, reachOf, type Act } from './matrix.ts';
import { mayReadUrgently, routeActs } from './route-acts.ts';

const all = Object.keys(acts) as Act[];
const may = (object: Parameters<typeof reachOf>[1], act: Act) =>
	roles.filter((role) => reachOf(role, object, act) !== 'none');

test('administrators read nothing of any case, whatever the object', () => {
	const theirs = accessObjects.filter((object) =>
		all.some((act) => reachOf('admin', object, act) !== 'none')
	);
	expect(theirs).toEqual([
		...['way-in', 'own-account', 'guide', 'health'],
		// the second of two persons, who sees ids and reasons only: tests/integration/web-retention.test.ts
		...['sealed-case', 'destruction'],
		...['laboratory', 'calibration', 'accounts', 'trail', 'integrity', 'metrics']
	]);
});

test('what is assigned is all that testers, interviewers and reviewers get of a case', () => {
	const ofCases = [
		'case',
		'test',
		'samples',
		'report',
		'interview',
		'board',
		'measurement'
	] as const;
	for (const role of ['tester', 'interviewer', 'reviewer'] as const)
		for (const object of ofCases)
			for (const act of all) expect(reachOf(role, object, act)).not.toBe('laboratory');
});

test('the stricter lines: who hears, sees, starts and signs', () => {
	expect(may('interview', 'read')).not.toContain('tester');
	expect(may('board', 'read')).not.toContain('tester');
	expect(may('samples', 'read')).not.toContain('interviewer');
	expect(may('test-control', 'execute')).toEqual(['tester']);
	expect(may('report', 'sign')).toEqual(['tester', 'reviewer']);
	expect(may('assignment', 'approve')).toEqual(['supervisor']);
	expect(may('urgent-access', 'execute')).toEqual(['tester', 'reviewer']);
	expect(may('urgent-review', 'approve')).toEqual(['supervisor']);
	expect(may('trail', 'read')).toEqual(['admin']);
});

test('an urgent access reads and neither writes nor takes anything out', () => {
	const open = Object.keys(routeActs).filter((route) => mayReadUrgently(route, 'GET'));
	expect(open).toContain('/api/sessions/[session]/state');
	for (const route of open) expect(route).not.toMatch(/package|sealed|print|screen|recorder|file/);
	for (const route of Object.keys(routeActs))
		for (const method of ['POST', 'PUT', 'DELETE', 'HEAD'])
			expect(mayReadUrgently(route, method)).toBe(false);
	expect(mayReadUrgently(null, 'GET')).toBe(false);
});
