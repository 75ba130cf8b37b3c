/**
 * Who may do what with which thing: objects × roles, with what is stricter here than elsewhere.
 *
 * Each cell is a word of letters: C create, R read, U change, X carry out, S sign, A approve, E take out of the
 * laboratory. `*` at its end = only what is assigned to them: a case, or the subjects of it their assignment names.
 * An empty cell is a refusal. What an event of a test needs beyond its role is in `protocols/procedure`.
 *
 * @module
 */
import { roles, type Role } from '../roles.ts';

/** What can be done. */
export const acts = {
	create: 'C',
	read: 'R',
	change: 'U',
	execute: 'X',
	sign: 'S',
	approve: 'A',
	export: 'E'
} as const;
/** One of them. */
export type Act = keyof typeof acts;

/** How far a right reaches. */
export type Reach = 'none' | 'assigned' | 'laboratory';

/** In the order of `roles`: tester, interviewer, reviewer, supervisor, administrator. */
const cells = {
	// whoever stands before the machine
	'way-in': ['RX', 'RX', 'RX', 'RX', 'RX'],
	'own-account': ['RUX', 'RUX', 'RUX', 'RUX', 'RUX'],
	guide: ['R', 'R', 'R', 'R', 'R'],
	health: ['R', 'R', 'R', 'R', 'R'],
	// cases
	case: ['R*', 'R*', 'R*', 'CR', ''],
	assignment: ['', '', '', 'A', ''],
	test: ['CRU*', 'RU*', 'RU*', 'RU', ''],
	// the lists of a search test name its key: only who makes the test
	'search-list': ['R*', '', '', 'R', ''],
	'test-control': ['X*', '', '', '', ''],
	'question-media': ['CR*', 'CR*', 'R*', 'R', ''],
	// a chart as it runs and as it was recorded: an interviewer is led by it, until the test is sealed
	samples: ['R*', '', 'R*', 'R', ''],
	'subject-screen': ['RX*', '', '', '', ''],
	measurement: ['RU*', '', 'R*', 'R', ''],
	sheet: ['S*', '', '', '', ''],
	scorers: ['RA*', '', '', 'RA', ''],
	// a task is given to one person who has nothing to do with the case, and is assigned to nobody else
	'blind-task': ['RS*', '', 'RS*', '', ''],
	report: ['CRS*', 'R*', 'RS*', 'R', ''],
	'test-seal': ['X*', '', '', 'X', ''],
	// what leaves the laboratory is asked for here and agreed to by another person; reviewers take nothing with them
	export: ['CRE*', 'CRE*', '', 'CRAE', ''],
	'test-package': ['E*', '', '', 'E', ''],
	'recording-file': ['E*', '', '', 'E', ''],
	'report-file': ['E*', 'E*', '', 'E', ''],
	// testers hear nothing of interviews: to them there are none
	interview: ['', 'CRU*', 'RU*', 'RU', ''],
	'interview-package': ['', 'E*', '', 'E', ''],
	board: ['', 'RU*', 'RU*', 'RU', ''],
	'interview-figures': ['', '', '', 'R', ''],
	'urgent-access': ['RX', '', 'RX', 'R', ''],
	'urgent-review': ['', '', '', 'RA', ''],
	// what becomes of a case after the work on it
	retention: ['R*', 'R*', 'R*', 'RA', ''],
	// asked for by number by one, approved by another; administrators see no number
	'sealed-case': ['RX', 'RX', 'RX', 'RX', 'RX'],
	// proposed by a supervisor, carried out by somebody who sees ids only
	destruction: ['', '', '', 'CRU', 'RUX'],
	// the laboratory
	laboratory: ['RU', '', 'RU', 'RU', 'RU'],
	instrument: ['X', '', '', '', ''],
	calibration: ['', 'R', 'R', 'RA', 'R'],
	accounts: ['', '', '', '', 'RCU'],
	trail: ['', '', '', '', 'R'],
	// hashes and numbers of the log, no word of a record
	integrity: ['', '', '', 'RX', 'RX'],
	metrics: ['', '', '', '', 'R']
} as const satisfies Record<string, readonly [string, string, string, string, string]>;

/** What there is. */
export type AccessObject = keyof typeof cells;
export const accessObjects = Object.keys(cells) as AccessObject[];

/** How far a role may do something with a thing. */
export function reachOf(role: Role, object: AccessObject, act: Act): Reach {
	const cell: string = cells[object][roles.indexOf(role)] ?? '';
	if (!cell.includes(acts[act])) return 'none';
	return cell.endsWith('*') ? 'assigned' : 'laboratory';
}
