/**
 * What one draws with on a canvas.
 *
 * @module
 */

/**
 * The drawing context of a canvas.
 *
 * @throws {Error} when the browser gives none
 */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
	const context = canvas.getContext('2d');
	if (context === null) throw new Error('this browser has no 2d canvas');
	return context;
}
