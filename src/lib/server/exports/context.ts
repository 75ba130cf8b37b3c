/**
 * What taking something out of the laboratory needs.
 *
 * @module
 */
import type { Account } from '../accounts/directory.ts';
import type { BoardContext } from '../board/boards.ts';
import type { LabDatabase } from '../database/open.ts';
import type { EventStore } from '../events/event-store.ts';
import type { LogKeeper } from '../integrity/log-keeper.ts';

/** Where everything is. */
export interface ExportContext {
	readonly cases: BoardContext & { readonly events: EventStore };
	readonly database: LabDatabase;
	readonly dataFolder: string;
	readonly accounts: { readonly directory: { list(): Promise<readonly Account[]> } };
	readonly integrity: Pick<LogKeeper, 'headSoon' | 'key'>;
}
