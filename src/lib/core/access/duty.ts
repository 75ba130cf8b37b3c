/**
 * The three duties of administrators, which no person holds together: whoever runs the system neither grants rights
 * nor reads what is written about them, and whoever reads that can change nothing.
 *
 * Source: separation of three administrators (系统 / 安全 / 审计) of GB/T 22239-2019 level 3.
 *
 * @module
 */

/** What an administrator is for. */
export const duties = ['system', 'security', 'audit'] as const;
/** One of them. */
export type Duty = (typeof duties)[number];

/**
 * The duty of an administrator whose account was made before there were duties, and of the first one: they run the
 * system and propose the other two.
 */
export const FIRST_DUTY: Duty = 'system';

/**
 * How many security administrators have to agree before a role counts.
 *
 * @param security how many there are that may work, without the person it is about
 * @returns 0 while there is none (the laboratory is being set up), 1, or 2 from two on
 */
export function agreementsNeeded(security: number): 0 | 1 | 2 {
	if (security <= 0) return 0;
	return security === 1 ? 1 : 2;
}
