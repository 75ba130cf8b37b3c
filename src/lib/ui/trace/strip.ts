/**
 * The contract of ui/trace. What it says is pure and also drawn on paper by the server, so it lies in core.
 *
 * @module
 */
export * from '#lib/core/paper/strip.ts';
