/**
 * Gain and centre of each strip: pure, shared with paper.
 *
 * @module
 */
export * from '#lib/core/paper/scales.ts';
