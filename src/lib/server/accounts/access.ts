/**
 * Which role may ask for which route. A route that is not in the table is refused to everyone.
 *
 * This is the outer gate: which case someone works on is asked of the assignment, by each page.
 *
 * @module
 */
import type { Duty } from '../../core/access/duty.ts';
import type { Role } from '../../core/session/event.ts';

/** Who may enter: anyone, anyone signed in, or some roles. */
export type Entry = 'anyone' | 'signed-in' | readonly Role[];

/** What a locked screen may still reach. */
export interface RouteRule {
	readonly entry: Entry;
	/** Still answered while the screen is locked (without any text of a case). */
	readonly whileLocked?: true;
	/** Of administrators only those with one of these duties; absent = all that the entry lets in. */
	readonly duties?: readonly Duty[];
}

const CASE_ROLES = ['tester', 'interviewer', 'reviewer', 'supervisor'] as const;

/** Who can be named to score charts blind; whether they were is asked by each page. */
const SCORERS = ['tester', 'reviewer'] as const;

/** Rules by the beginning of the route id; the longest one that fits applies. */
const rules: Readonly<Record<string, RouteRule>> = {
	'/': { entry: 'anyone' },
	'/setup': { entry: 'anyone' },
	'/sign-in': { entry: 'anyone', whileLocked: true },
	'/guide': { entry: 'anyone', whileLocked: true },
	'/api/health': { entry: 'anyone', whileLocked: true },
	// asks for a token or an administrator itself: a monitoring program has no account
	'/api/metrics': { entry: 'anyone', whileLocked: true },
	'/account': { entry: 'signed-in' },
	'/api/activity': { entry: 'signed-in', whileLocked: true },
	'/api/browser-key': { entry: 'signed-in' },
	'/api/clock': { entry: 'signed-in', whileLocked: true },
	'/admin': { entry: ['admin'], duties: ['system'] },
	'/admin/grants': { entry: ['admin'], duties: ['security'] },
	'/admin/trail': { entry: ['admin'], duties: ['audit'] },
	'/urgent': { entry: ['tester', 'reviewer', 'supervisor'] },
	// what is shown there goes by role; nobody sees a word of a sealed case
	'/retention': { entry: [...CASE_ROLES, 'admin'], duties: ['system', 'security'] },
	'/retention/certificates': { entry: ['supervisor', 'admin'], duties: ['system', 'security'] },
	'/api/reauthentication': { entry: 'signed-in' },
	// reviewers take nothing out
	'/exports': { entry: ['tester', 'interviewer', 'supervisor'] },
	'/api/exports': { entry: ['tester', 'interviewer', 'supervisor'] },
	'/cases': { entry: CASE_ROLES },
	'/api/sessions': { entry: CASE_ROLES },
	// testers too: to them an interview is not there, and that is for each page to say
	'/api/cases': { entry: CASE_ROLES },
	'/api/interviews': { entry: CASE_ROLES },
	// of no case; testers hear nothing of interviews
	'/instrument': { entry: ['interviewer', 'reviewer', 'supervisor', 'admin'] },
	'/interviews': { entry: ['supervisor'] },
	'/scoring': { entry: SCORERS },
	'/api/scoring': { entry: SCORERS },
	'/review': { entry: SCORERS },
	'/api/review': { entry: SCORERS },
	// parts of the page by role; interviewers only what they are to put right, on the first page
	'/laboratory': { entry: ['tester', 'reviewer', 'supervisor', 'admin'], duties: ['system'] },
	'/api/laboratory': { entry: ['tester'] },
	// hashes, numbers and keys of the log, no word of a record
	'/integrity': { entry: ['supervisor', 'admin'], duties: ['system', 'audit'] },
	'/api/stream': { entry: CASE_ROLES, whileLocked: true },
	'/api/recorder': { entry: ['tester'] },
	'/api/recorder/stop-chart': { entry: ['tester'], whileLocked: true }
};

/**
 * The rule of a route.
 *
 * @param routeId SvelteKit's route id, e.g. `/cases/[case]`; null = no such route
 * @returns null when there is no rule: refuse
 */
export function ruleOf(routeId: string | null): RouteRule | null {
	if (routeId === null) return null;
	const parts = routeId.split('/');
	for (let length = parts.length; length > 1; length--) {
		const rule = rules[parts.slice(0, length).join('/')];
		if (rule) return rule;
	}
	return routeId === '/' ? (rules['/'] ?? null) : null;
}

/**
 * Whether somebody satisfies a rule.
 *
 * @param rule null = there is none: nobody does
 * @param role null = not signed in
 * @param duty of an administrator; absent = any
 */
export function mayEnter(rule: RouteRule | null, role: Role | null, duty?: Duty | null): boolean {
	if (rule === null) return false;
	const { entry, duties } = rule;
	if (entry === 'anyone') return true;
	if (role === null) return false;
	if (role === 'admin' && duties && duty && !duties.includes(duty)) return false;
	return entry === 'signed-in' || entry.includes(role);
}
