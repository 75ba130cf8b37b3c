/** One pipeline on one made-up recording: prints `{cpuS, memory, yardstickS}`. Called by `signals.bench.ts`. */
import { analyseEda } from '../../src/lib/core/signal/analysis/eda-analysis.ts';
import { analyseHeart } from '../../src/lib/core/signal/analysis/heart-analysis.ts';
import { analyseRespiration } from '../../src/lib/core/signal/analysis/respiration-analysis.ts';
import { cvxEda } from '../../src/lib/core/signal/eda/cvx-eda.ts';
import { decimated, factorTo } from '../../src/lib/core/signal/sampling/decimated.ts';

const [pipeline = '', secondsText = '', rateText = ''] = process.argv.slice(2);
const [seconds, rateHz] = [Number(secondsText), Number(rateText)];

/** Responses of irregular size every 8–20 s on a wandering level, with noise; beats and breaths likewise. */
function recording(kind: string): Float64Array {
	let state = 7;
	const noise = (): number =>
		(state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff) / 0x7fffffff - 0.5;
	const trace = new Float64Array(seconds * rateHz);
	const period = { ecg: 0.85, ppg: 0.85, rsp: 4 }[kind] ?? 14;
	let [start, length, size] = [0, period, 1];
	for (let i = 0; i < trace.length; i++) {
		const t = i / rateHz;
		if (t >= start + length) {
			start += length;
			length = period * (1 + 0.5 * noise());
			size = 1 + noise();
		}
		trace[i] = shape(kind, t - start, (t - start) / length, size, t) + 0.004 * noise();
	}
	return trace;
}

/** A bell of height 1. */
const bell = (x: number, width: number): number => Math.exp(-((x / width) ** 2));

function shape(kind: string, t: number, phase: number, size: number, at: number): number {
	if (kind === 'ecg') return bell(t - 0.3, 0.012) + 0.2 * bell(t - 0.55, 0.05);
	if (kind === 'ppg') return bell(phase - 0.35, 0.12) + 0.3 * bell(phase - 0.65, 0.1);
	if (kind === 'rsp') return -size * Math.cos(2 * Math.PI * phase);
	return 5 + Math.sin(at / 300) + 2.7 * size * (Math.exp(-t / 2) - Math.exp(-t / 0.7));
}

const run: Record<string, (input: Float64Array) => unknown> = {
	// clean, level and responses apart, responses measured
	eda: (input) => analyseEda(input, rateHz, { isCalibrated: true }),
	ecg: (input) => analyseHeart('ecg', input, rateHz),
	ppg: (input) => analyseHeart('ppg', input, rateHz),
	rsp: (input) => analyseRespiration(input, rateHz),
	cvxeda: (input) => cvxEda(input, 25)
};

/**
 * CPU seconds of a fixed piece of work: a new array of 7.2 million samples, and two second-order sections over it,
 * forwards and backwards. On the quiet machine the targets were set on it takes 0.09 s. A shared machine takes longer,
 * most of all for new memory: there the array alone may cost 0.3 s.
 */
function yardstick(): number {
	const begun = process.cpuUsage();
	const trace = new Float64Array(7_200_000).fill(1);
	for (const step of [1, -1]) {
		let [u, v, w, z] = [0, 0, 0, 0];
		for (let k = 0, n = step > 0 ? 0 : trace.length - 1; k < trace.length; k++, n += step) {
			const x = trace[n] ?? 0;
			const y = 0.01 * x + u;
			u = 0.02 * x + 1.6 * y + v;
			v = 0.01 * x - 0.65 * y;
			const out = y + w;
			w = 2 * y + 1.7 * out + z;
			z = y - 0.8 * out;
			trace[n] = out;
		}
	}
	const { user, system } = process.cpuUsage(begun);
	return (user + system) / 1e6;
}

const full = recording(pipeline);
// the decomposition is given 25 Hz, as everything slow
const input = pipeline === 'cvxeda' ? decimated(full, factorTo(rateHz, 25)).slice() : full;
const collect = globalThis.gc ?? (() => undefined);
let cpuS = Infinity;
collect();
const before = process.memoryUsage.rss();
let peak = before;
for (let round = 0; round < 2; round++) {
	collect();
	const begun = process.cpuUsage();
	run[pipeline]?.(input);
	const { user, system } = process.cpuUsage(begun);
	cpuS = (user + system) / 1e6;
	if (round === 0) peak = process.resourceUsage().maxRSS * 1024;
}
const memory = Math.max(0, peak - before) / full.byteLength;
// the first time the code is cold
yardstick();
const yardstickS = yardstick();
process.stdout.write(JSON.stringify({ cpuS, memory: Math.round(100 * memory) / 100, yardstickS }));
