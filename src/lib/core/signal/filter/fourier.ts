/**
 * Fourier transforms of any length, and the analytic signal.
 *
 * @module
 */

/** Complex values, both shape [n]. */
export interface ComplexSignal {
	readonly re: Float64Array;
	readonly im: Float64Array;
}

/** Cosine and sine of −2πk/n, k < n/2. */
function roots(n: number): ComplexSignal {
	const half = n >> 1;
	const turn = (of: (angle: number) => number): Float64Array =>
		Float64Array.from({ length: half }, (_, k) => of((2 * Math.PI * k) / n));
	return { re: turn(Math.cos), im: turn((angle) => -Math.sin(angle)) };
}

/** In place, n a power of two (Cooley–Tukey). The loops are plain: they run millions of times. */
function transformPowerOfTwo({ re, im }: ComplexSignal): void {
	const n = re.length;
	for (let i = 1, j = 0; i < n; i++) {
		let bit = n >> 1;
		for (; (j & bit) !== 0; bit >>= 1) j ^= bit;
		j ^= bit;
		if (i >= j) continue;
		const x = re[i] as number;
		const y = im[i] as number;
		re[i] = re[j] as number;
		im[i] = im[j] as number;
		re[j] = x;
		im[j] = y;
	}
	const root = roots(n);
	for (let size = 2; size <= n; size *= 2) {
		const [half, stride] = [size >> 1, n / size];
		for (let start = 0; start < n; start += size)
			for (let k = 0; k < half; k++) {
				const c = root.re[k * stride] as number;
				const s = root.im[k * stride] as number;
				const a = start + k;
				const b = a + half;
				const x = re[b] as number;
				const y = im[b] as number;
				const turnedRe = x * c - y * s;
				const turnedIm = x * s + y * c;
				re[b] = (re[a] as number) - turnedRe;
				im[b] = (im[a] as number) - turnedIm;
				re[a] = (re[a] as number) + turnedRe;
				im[a] = (im[a] as number) + turnedIm;
			}
	}
}

/**
 * Forward transform of any length (Bluestein's chirp for lengths that are no power of two).
 *
 * @returns Σ x[m]·exp(−2πi·k·m/n), shape [n]
 */
export function fourier({ re, im }: ComplexSignal): ComplexSignal {
	const n = re.length;
	if (n <= 1) return { re: re.slice(), im: im.slice() };
	if ((n & (n - 1)) === 0) {
		const copy = { re: re.slice(), im: im.slice() };
		transformPowerOfTwo(copy);
		return copy;
	}
	const size = 2 ** Math.ceil(Math.log2(2 * n - 1));
	// k² mod 2n keeps the angle exact for long signals
	const angle = (k: number): number => (Math.PI * ((k * k) % (2 * n))) / n;
	const chirp = { re: new Float64Array(n), im: new Float64Array(n) };
	for (let k = 0; k < n; k++) {
		chirp.re[k] = Math.cos(angle(k));
		chirp.im[k] = -Math.sin(angle(k));
	}
	const a = product({ re, im }, chirp, size);
	const b = { re: new Float64Array(size), im: new Float64Array(size) };
	for (let k = 0; k < n; k++) {
		const [c, s] = [chirp.re[k] as number, -(chirp.im[k] as number)];
		for (const at of k === 0 ? [0] : [k, size - k]) {
			b.re[at] = c;
			b.im[at] = s;
		}
	}
	transformPowerOfTwo(a);
	transformPowerOfTwo(b);
	const convolved = inversePowerOfTwo(product(a, b, size));
	const found = product(convolved, chirp, n);
	return found;
}

/** Value by value, zeros behind the shorter one, shape [length]. */
function product(a: ComplexSignal, b: ComplexSignal, length: number): ComplexSignal {
	const found = { re: new Float64Array(length), im: new Float64Array(length) };
	const n = Math.min(a.re.length, b.re.length, length);
	for (let k = 0; k < n; k++) {
		const ar = a.re[k] as number;
		const ai = a.im[k] as number;
		const br = b.re[k] as number;
		const bi = b.im[k] as number;
		found.re[k] = ar * br - ai * bi;
		found.im[k] = ar * bi + ai * br;
	}
	return found;
}

/** The inverse is the forward transform with real and imaginary parts exchanged. */
function inversePowerOfTwo({ re, im }: ComplexSignal): ComplexSignal {
	transformPowerOfTwo({ re: im, im: re });
	const scale = 1 / re.length;
	return { re: re.map((value) => value * scale), im: im.map((value) => value * scale) };
}

/**
 * The signal with its Hilbert transform as imaginary part.
 *
 * @param signal finite, shape [n]
 */
export function analyticSignal(signal: Float64Array): ComplexSignal {
	const n = signal.length;
	const spectrum = fourier({ re: signal, im: new Float64Array(n) });
	// zero frequency and, for even lengths, half the rate stay; negative frequencies go
	for (let k = 1; k < n; k++) {
		const factor = 2 * k < n ? 2 : 2 * k === n ? 1 : 0;
		spectrum.re[k] = (spectrum.re[k] as number) * factor;
		spectrum.im[k] = (spectrum.im[k] as number) * factor;
	}
	const turned = fourier({ re: spectrum.im, im: spectrum.re });
	return { re: turned.im.map((value) => value / n), im: turned.re.map((value) => value / n) };
}
