/**
 * Who works with the application.
 *
 * @module
 */

/** Roles of people. */
export const roles = ['tester', 'interviewer', 'reviewer', 'supervisor', 'admin'] as const;
/** What a person may do on a case. */
export type Role = (typeof roles)[number];
