import { expect, test } from 'vitest';
import { MOST_LINES, SecurityLog, type SecurityNote } from './security-log.ts';

const note: SecurityNote = {
	...{ what: 'sign-in', outcome: 'wrong', account: null, from: '10.0.0.7', act: 'password' }
};

function heard() {
	const lines: string[] = [];
	return { lines, log: new SecurityLog((line) => lines.push(line)) };
}

test('a line says in UTC when, who, from where, what and how it ended, and is one line whatever stands in it', () => {
	const { lines, log } = heard();
	log.note({ ...note, account: 'a\n{"log":"security"}' }, Date.UTC(2026, 10, 30, 8));
	expect(lines).toHaveLength(1);
	expect(lines[0]).not.toContain('\n');
	expect(JSON.parse(lines[0]!)).toEqual({
		...{ log: 'security', at: '2026-11-30T08:00:00.000Z', what: 'sign-in', outcome: 'wrong' },
		...{ account: 'a\n{"log":"security"}', from: '10.0.0.7', act: 'password' }
	});
});

test('a flood is counted instead of written, and hides no line of another kind', () => {
	const { lines, log } = heard();
	for (let n = 0; n < MOST_LINES + 500; n++) log.note({ ...note, what: 'refused' }, n);
	expect(lines).toHaveLength(MOST_LINES);
	log.note(note, 1000);
	expect(lines).toHaveLength(MOST_LINES + 1);
	log.note({ ...note, what: 'refused' }, 61_000);
	expect(lines.slice(-2).map((line) => JSON.parse(line) as unknown)).toMatchObject([
		{ what: 'refused', act: 'not written', lines: 500 },
		{ what: 'refused', outcome: 'wrong' }
	]);
});

test('a clock that was set back does not silence it', () => {
	const { lines, log } = heard();
	for (let n = 0; n <= MOST_LINES; n++) log.note(note, 3_600_000);
	log.note(note, 0);
	expect(lines).toHaveLength(MOST_LINES + 2);
});
