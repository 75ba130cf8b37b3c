/**
 * The audit trail of the system as the administrator for audit reads it: acts on accounts, rights and the machine, and
 * nothing of what a case is about.
 *
 * @module
 */
import type { CaseContext } from '../cases/cases.ts';

/** Acts of these areas are shown; those of cases, boards and scoring are for supervisors. */
const AREAS = ['account/', 'access/', 'export/', 'backup/', 'keys/', 'retention/'] as const;
/** Of details only these: a reason or a purpose may speak of a case. */
const SHOWN = new Set(['role', 'duty', 'needed', 'outcome', 'number', 'copy']);
const MOST = 500;

/** One act. */
export interface TrailLine {
	readonly seq: number;
	readonly atMs: number;
	readonly actorId: string;
	readonly action: string;
	/** Id of what it was done to. */
	readonly object: string;
	readonly details: Readonly<Record<string, string | number>>;
}

/** The newest acts, newest first. */
export async function systemTrail({ db }: Pick<CaseContext, 'db'>): Promise<TrailLine[]> {
	const rows = await db
		.selectFrom('audit_entry')
		.select(['seq', 'at_ms', 'actor_id', 'action', 'object', 'details'])
		.where((eb) => eb.or(AREAS.map((area) => eb('action', 'like', `${area}%`))))
		.orderBy('seq', 'desc')
		.limit(MOST)
		.execute();
	return rows.map(({ seq, at_ms: atMs, actor_id: actorId, action, object, details }) => ({
		...{ seq, atMs, actorId, action, object },
		details: Object.fromEntries(
			Object.entries(JSON.parse(details) as Record<string, string | number | null>).flatMap(
				([key, value]) => (SHOWN.has(key) && value !== null ? [[key, value]] : [])
			)
		)
	}));
}
