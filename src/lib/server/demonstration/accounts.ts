/**
 * The made-up people of the demonstration: one for each role, all with the password the sign-in page shows.
 *
 * @module
 */
import { roles } from '../../core/session/event.ts';
import type { NewAccount } from '../accounts/directory.ts';

/** Shown on the sign-in page of a demonstration; worth nothing anywhere else. */
export const DEMONSTRATION_PASSWORD = 'try-jingwei-2026';

const names = {
	tester: '测试员甲 (演示)',
	interviewer: '讯问人乙 (演示)',
	reviewer: '复核人丙 (演示)',
	supervisor: '负责人丁 (演示)',
	admin: '管理员戊 (演示)'
} as const;

/** In the order of the roles. */
export const demonstrationAccounts: readonly NewAccount[] = roles.map((role) => ({
	userName: `${role}-demo`,
	name: names[role],
	role,
	password: DEMONSTRATION_PASSWORD
}));
