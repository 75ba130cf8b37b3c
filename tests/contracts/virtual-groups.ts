/** Groups of virtual subjects, tested in memory: no process, no port, the same measurement and scoring. */
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { createRandom } from '#lib/core/random.ts';
import { measureChart } from '#lib/core/signal/measure.ts';
import { parseMeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { presentationOrder, type OrderableQuestion } from '#lib/core/technique/order.ts';
import { toCounts, type ConverterSpec } from '#lib/core/virtual/counts.ts';
import type { SubjectKind } from '#lib/core/virtual/hearing.ts';
import { parseSubjectModel } from '#lib/core/virtual/model.ts';
import { VirtualSubject } from '#lib/core/virtual/subject.ts';
import { scoreSession } from '#lib/scoring/registry.ts';

const read = (path: string): string => readFileSync(`protocols/${path}`, 'utf8');
const model = parseSubjectModel(read('virtual/subject.yaml'));
const settings = parseMeasurementSettings(read('scoring/cit-measures.yaml'));
const roles = ['buffer', 'foil', 'foil', 'key', 'foil', 'foil'] as const;
const RATE_HZ = 32;

const questions: readonly OrderableQuestion[] = Array.from({ length: 6 }, (_, q) => ({
	questionId: `q${q}`,
	items: roles.map((role, i) => ({ itemId: `q${q}-${i}`, role }))
}));
const tenBit = { digitalMin: 0, digitalMax: 1023 };
const channels: Readonly<Record<'eda' | 'ppg' | 'rsp', ConverterSpec>> = {
	eda: { kind: 'eda', unit: 'uS', ...tenBit, physicalMin: 0, physicalMax: 24.97 },
	ppg: { kind: 'ppg', unit: 'counts', ...tenBit, physicalMin: 0, physicalMax: 1023 },
	rsp: { kind: 'rsp', unit: '%', ...tenBit, physicalMin: -50, physicalMax: 50 }
};
const names = ['eda', 'ppg', 'rsp'] as const;

/** Mean z of the key by channel, of one subject asked six questions. */
export function keyScores(kind: SubjectKind, seed: number): Record<(typeof names)[number], number> {
	const subject = new VirtualSubject(model, kind, seed, 0);
	const random = createRandom(seed, 9);
	const order = presentationOrder({ questions, seed, chart: 1 });
	let endS = 30;
	const asked = order.map((place) => {
		const onsetS = endS;
		endS += 25 + 2 * random.uniform();
		const question = questions.find(({ questionId }) => questionId === place.questionId)!;
		const { role } = question.items.find(({ itemId }) => itemId === place.itemId)!;
		return { ...place, onsetS, role };
	});
	const values = {
		eda: new Float64Array(endS * RATE_HZ),
		ppg: new Float64Array(endS * RATE_HZ),
		rsp: new Float64Array(endS * RATE_HZ)
	};
	const coming = [...asked];
	for (let i = 0; i < values.eda.length; i++) {
		const timeS = i / RATE_HZ;
		for (let next = coming[0]; next && next.onsetS <= timeS; next = coming[0]) {
			subject.hear({ hear: 'item', role: next.role, durationS: 3 }, next.onsetS);
			coming.shift();
		}
		const sample = subject.next(timeS);
		for (const name of names) values[name][i] = inUnit(name, toCounts(sample, channels[name]));
	}
	return meanZ(values, asked, seed);
}

function inUnit(name: (typeof names)[number], counts: number): number {
	const { physicalMin, physicalMax } = channels[name];
	return physicalMin + (counts / 1023) * (physicalMax - physicalMin);
}

function meanZ(
	values: Record<(typeof names)[number], Float64Array>,
	asked: readonly { presentation: number; questionId: string; itemId: string; onsetS: number }[],
	seed: number
): Record<(typeof names)[number], number> {
	const rows = measureChart(
		{
			chart: 1,
			rateHz: RATE_HZ,
			channels: names.map((name) => ({
				...{ name, kind: name, unit: channels[name].unit, values: values[name] },
				limits: [channels[name].physicalMin, channels[name].physicalMax]
			})),
			presentations: asked.map(({ presentation, questionId, itemId, onsetS }) => ({
				...{ presentation, questionId, itemId, voided: false },
				...{ askedSample: Math.round(onsetS * RATE_HZ), endedSample: null, answerSample: null }
			})),
			artifacts: []
		},
		settings
	);
	const scores = scoreSession({ questions, rows, seed });
	const of = (name: string): number =>
		scores.find(({ channel, method }) => channel === name && method === 'within-question-z')
			?.statistic ?? 0;
	return { eda: of('eda'), ppg: of('ppg'), rsp: of('rsp') };
}

const mean = (xs: readonly number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length;
const variance = (xs: readonly number[]): number =>
	xs.reduce((sum, x) => sum + (x - mean(xs)) ** 2, 0) / (xs.length - 1);

/** Standardised difference of two groups of equal size (Cohen's d). */
export function effectSize(a: readonly number[], b: readonly number[]): number {
	return (mean(a) - mean(b)) / Math.sqrt((variance(a) + variance(b)) / 2);
}

/** Every number of the model file with its unit, titles and source, unparsed. */
export function modelParameters(): { name: string; source: unknown; unit: unknown }[] {
	const file = parse(read('virtual/subject.yaml')) as Record<string, Record<string, object>>;
	return ['eda', 'pulse', 'breathing', 'movement'].flatMap((group) =>
		Object.entries(file[group] ?? {}).map(([name, given]) => {
			const { source, unit } = given as { source?: unknown; unit?: unknown };
			return { name: `${group}.${name}`, source, unit };
		})
	);
}
