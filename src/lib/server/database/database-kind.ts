/** Which of the two databases a laboratory has: a file of its own, or a PostgreSQL. */
export type DatabaseKind = 'sqlite' | 'postgres';
