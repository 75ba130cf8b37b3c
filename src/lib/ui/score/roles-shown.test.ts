import { expect, test } from 'vitest';
import type { SessionState } from '#lib/core/session/state.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import { mayShowRoles } from './roles-shown.ts';

const blind = { automaticHidden: true } as ScoringProcedure;
type Known = Pick<SessionState, 'sheets' | 'sealed'>;
const open: Known = { sheets: [], sealed: null };
const scored: Known = { ...open, sheets: [{ seat: 'first' }] as unknown as SessionState['sheets'] };
const sealed: Known = { ...open, sealed: { files: [], manifestSha256: '' } };

test('a tester sees which item is the key after sealing the own sheet', () => {
	expect(mayShowRoles(open, blind, 'tester')).toBe(false);
	expect(mayShowRoles(scored, blind, 'tester')).toBe(true);
	expect(mayShowRoles(open, null, 'tester')).toBe(true);
});

test('whoever does not conduct the test sees it when the session is sealed', () => {
	for (const role of ['reviewer', 'interviewer'] as const) {
		expect(mayShowRoles(scored, blind, role)).toBe(false);
		expect(mayShowRoles(sealed, blind, role)).toBe(true);
	}
	expect(mayShowRoles(scored, blind, 'supervisor')).toBe(true);
});
