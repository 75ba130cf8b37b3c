/**
 * Who may know what of whom: an interviewer of one subject's team sees nothing of another subject (§4.2, §4.6).
 *
 * @module
 */
import type { Role } from '../roles.ts';
import type { BoardState } from './fact.ts';

/** Somebody who looks at a board or asks for an interview. */
export interface BoardViewer {
	/** Of the account. */
	readonly id: string;
	readonly role: Role;
}

/** What decides who sees whom. */
export type Compartments = Pick<BoardState, 'compartments' | 'leads'>;

/** Whether somebody sees only some subjects: an interviewer who does not lead, once any compartment is set. */
export function isRestricted({ compartments, leads }: Compartments, viewer: BoardViewer): boolean {
	return viewer.role === 'interviewer' && compartments.length > 0 && !leads.includes(viewer.id);
}

/**
 * Whether somebody may know of a subject's interviews, statements and cells. A subject without a team of its own is
 * seen by leads only, once any compartment is set. Testers are not asked here: to them no interview exists.
 */
export function mayKnowSubject(board: Compartments, viewer: BoardViewer, subject: string): boolean {
	if (!isRestricted(board, viewer)) return true;
	const team = board.compartments.find((one) => one.subject === subject);
	return team?.interviewers.includes(viewer.id) === true;
}

/** Interviewers who are in the teams of several subjects: what one said may reach the other through them (MS-02). */
export function sharedInterviewers({ compartments }: Compartments): string[] {
	const all = compartments.flatMap(({ interviewers }) => [...new Set(interviewers)]);
	return [...new Set(all.filter((one, index) => all.indexOf(one) !== index))].sort();
}
