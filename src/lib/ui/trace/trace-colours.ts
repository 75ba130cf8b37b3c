/**
 * Colours of traces: pure, shared with paper.
 *
 * @module
 */
export * from '#lib/core/paper/trace-colours.ts';
