/**
 * The little complex arithmetic that filter design needs.
 *
 * @module
 */

/** A complex number. */
export interface Complex {
	readonly re: number;
	readonly im: number;
}

/** a + b */
export function plus(a: Complex, b: Complex): Complex {
	return { re: a.re + b.re, im: a.im + b.im };
}

/** a · b */
export function times(a: Complex, b: Complex): Complex {
	return { re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re };
}

/** a · factor, factor real */
export function scaled(a: Complex, factor: number): Complex {
	return { re: a.re * factor, im: a.im * factor };
}

/** a ÷ b */
export function over(a: Complex, b: Complex): Complex {
	const size = b.re * b.re + b.im * b.im;
	return {
		re: (a.re * b.re + a.im * b.im) / size,
		im: (a.im * b.re - a.re * b.im) / size
	};
}

/** The square root with non-negative real part. */
export function root({ re, im }: Complex): Complex {
	const size = Math.hypot(re, im);
	const real = Math.sqrt(Math.max(0, (size + re) / 2));
	const imaginary = Math.sqrt(Math.max(0, (size - re) / 2));
	return { re: real, im: im < 0 ? -imaginary : imaginary };
}
