/**
 * What roles and duties are called.
 *
 * @module
 */
import type { Duty } from '#lib/core/access/duty.ts';
import type { Role } from '#lib/core/roles.ts';
import { m } from '#lib/paraglide/messages.js';

/** Roles of people. */
export const roleNames: Readonly<Record<Role, () => string>> = {
	tester: m.kit_role_tester,
	interviewer: m.kit_role_interviewer,
	reviewer: m.kit_role_reviewer,
	supervisor: m.kit_role_supervisor,
	admin: m.kit_role_admin
};

/** Duties of administrators. */
export const dutyNames: Readonly<Record<Duty, () => string>> = {
	system: m.access_duty_system,
	security: m.access_duty_security,
	audit: m.access_duty_audit
};
