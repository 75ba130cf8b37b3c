/**
 * `migrate-database FILE URL`: moves a laboratory from its embedded database to a PostgreSQL.
 *
 * @module
 */
import { moveDatabase } from '#lib/server/database/moving/move.ts';
import { readArguments, usageError } from './arguments.ts';

export const usage = `migrate-database FILE postgres://…
  Moves everything of the embedded database FILE into an empty PostgreSQL: all tables, compared row by row.
  FILE is only read. Stop every web process that uses it before.
`;

/** Prints each table with its rows and hash as JSON. */
async function migrateDatabase(args: string[]): Promise<number> {
	const [file = '', url = ''] = readArguments(args, {}, { names: ['FILE', 'URL'] }).words;
	if (!/^postgres(ql)?:[/][/]/.test(url)) throw usageError('expected a postgres:// address');
	const tables = await moveDatabase(file, url);
	process.stdout.write(`${JSON.stringify({ tables })}\n`);
	return 0;
}

export { migrateDatabase as 'migrate-database' };
