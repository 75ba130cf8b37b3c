/**
 * The made-up people of the demonstration: one for each role, all with the password the sign-in page shows.
 *
 * @module
 */
import { roles } from '../../core/session/event.ts';
import type { Duty } from '../../core/access/duty.ts';
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

/** Administrators beside the first, who runs the system: each duty is another person's. */
export const demonstrationDuties = {
	'security-demo': { duty: 'security', name: '安全管理员己 (演示)' },
	'audit-demo': { duty: 'audit', name: '审计管理员庚 (演示)' }
} as const satisfies Record<string, { readonly duty: Duty; readonly name: string }>;

/** In the order of the roles, then the other duties. */
export const demonstrationAccounts: readonly NewAccount[] = [
	...roles.map((role) => ({ userName: `${role}-demo`, name: names[role], role })),
	...Object.entries(demonstrationDuties).map(([userName, { name }]) => ({
		...{ userName, name, role: 'admin' as const }
	}))
].map((account) => ({ ...account, password: DEMONSTRATION_PASSWORD }));
