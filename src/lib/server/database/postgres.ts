/**
 * PostgreSQL through pg.
 *
 * @module
 */
import { PostgresDialect } from 'kysely';
import pg from 'pg';

/** `bigint` comes as text otherwise; our own stay far below 2^53. */
const BIGINT = pg.types.builtins.INT8;
const MOST_CONNECTIONS = 10;
const CONNECT_TIMEOUT_MS = 10_000;
/** A cable that was pulled says nothing: a question without an answer for so long means that the server is away. */
const ANSWER_TIMEOUT_MS = 60_000;

/** A dialect over a pool of connections. */
export function postgresDialect(url: string): PostgresDialect {
	const pool = new pg.Pool({
		connectionString: url,
		max: MOST_CONNECTIONS,
		connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
		query_timeout: ANSWER_TIMEOUT_MS,
		keepAlive: true,
		types: {
			getTypeParser: (type, format) =>
				type === BIGINT && format !== 'binary'
					? (text: string) => Number(text)
					: (pg.types.getTypeParser(type, format) as (text: string) => unknown)
		}
	});
	// an idle connection that breaks is replaced by the pool; without a listener it would end the process
	pool.on('error', () => undefined);
	// so would one that breaks between two questions of a transaction; the next question then says so
	pool.on('connect', (client) => client.on('error', () => undefined));
	return new PostgresDialect({ pool });
}
