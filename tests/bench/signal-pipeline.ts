/** One pipeline on one made-up recording: prints `{cpuS, memory}`. Called by `signals.bench.ts`. */
import { analyseEda } from '../../src/lib/core/signal/analysis/eda-analysis.ts';
import { analyseHeart } from '../../src/lib/core/signal/analysis/heart-analysis.ts';
import { analyseRespiration } from '../../src/lib/core/signal/analysis/respiration-analysis.ts';
import { cvxEda } from '../../src/lib/core/signal/eda/cvx-eda.ts';
import { tonicPhasic } from '../../src/lib/core/signal/eda/tonic-phasic.ts';
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
	eda: (input) => {
		const found = analyseEda(input, rateHz, { isCalibrated: true });
		const factor = factorTo(rateHz, 25);
		const slow = decimated(found.clean, factor, { isSmooth: true });
		return [found, tonicPhasic(slow, rateHz / factor, { padS: 60 })];
	},
	ecg: (input) => analyseHeart('ecg', input, rateHz),
	ppg: (input) => analyseHeart('ppg', input, rateHz),
	rsp: (input) => analyseRespiration(input, rateHz),
	cvxeda: (input) => cvxEda(input, 25)
};

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
process.stdout.write(JSON.stringify({ cpuS, memory: Math.round(100 * memory) / 100 }));
