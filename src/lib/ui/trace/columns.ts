/**
 * Minimum and maximum of every pixel column: pure, shared with paper.
 *
 * @module
 */
export * from '#lib/core/paper/columns.ts';
