/** A concealed-information test of one virtual subject, in memory: no process, no port, the same measurement. */
import { readFileSync } from 'node:fs';
import { createRandom } from '#lib/core/random.ts';
import type { ItemRole } from '#lib/core/session/question.ts';
import { measureChart, type Measurement } from '#lib/core/signal/measure.ts';
import { parseMeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import {
	presentationOrder,
	type OrderableQuestion,
	type OrderedPresentation
} from '#lib/core/technique/order.ts';
import { toCounts, type ConverterSpec } from '#lib/core/virtual/counts.ts';
import type { SubjectKind } from '#lib/core/virtual/hearing.ts';
import { parseSubjectModel } from '#lib/core/virtual/model.ts';
import { VirtualSubject } from '#lib/core/virtual/subject.ts';

/** Files the test rests on, from the project's folder. */
export const VIRTUAL_TEST_FILES = {
	model: 'protocols/virtual/subject.yaml',
	measures: 'protocols/scoring/cit-measures.yaml'
} as const;

const model = parseSubjectModel(readFileSync(VIRTUAL_TEST_FILES.model, 'utf8'));
const settings = parseMeasurementSettings(readFileSync(VIRTUAL_TEST_FILES.measures, 'utf8'));
const roles = ['buffer', 'foil', 'foil', 'key', 'foil', 'foil'] as const;
const RATE_HZ = 32;
const BASELINE_S = 30;

/** Six questions of a buffer, a key and four foils. */
export const virtualQuestions: readonly OrderableQuestion[] = Array.from({ length: 6 }, (_, q) => ({
	questionId: `q${q}`,
	items: roles.map((role, i) => ({ itemId: `q${q}-${i}`, role }))
}));

const tenBit = { digitalMin: 0, digitalMax: 1023 };
const channels: Readonly<Record<VirtualChannel, ConverterSpec>> = {
	eda: { kind: 'eda', unit: 'uS', ...tenBit, physicalMin: 0, physicalMax: 24.97 },
	ppg: { kind: 'ppg', unit: 'counts', ...tenBit, physicalMin: 0, physicalMax: 1023 },
	rsp: { kind: 'rsp', unit: '%', ...tenBit, physicalMin: -50, physicalMax: 50 }
};
/** The channels that are measured, each named after its kind. */
export const virtualChannels = ['eda', 'ppg', 'rsp'] as const;
/** A channel of the virtual test. */
export type VirtualChannel = (typeof virtualChannels)[number];

type Asked = OrderedPresentation & { readonly onsetS: number };

/**
 * Measurements of one subject who hears the six questions once in every chart, an item every 25–27 s.
 *
 * Charts follow each other with nothing but the rest before each; every chart has an order of its own.
 */
export function virtualTest(kind: SubjectKind, seed: number, charts = 1): Measurement[] {
	const subject = new VirtualSubject(model, kind, seed, 0);
	const random = createRandom(seed, 9);
	let startS = 0;
	return Array.from({ length: charts }, (_, k) => k + 1).flatMap((chart) => {
		const order = presentationOrder({ questions: virtualQuestions, seed, chart });
		let endS = BASELINE_S;
		const asked = order.map((place) => {
			const onsetS = endS;
			endS += 25 + 2 * random.uniform();
			return { ...place, onsetS };
		});
		const values = recorded(subject, asked, { startS, lengthS: endS });
		startS += endS;
		return measured(chart, values, asked);
	});
}

function recorded(
	subject: VirtualSubject,
	asked: readonly Asked[],
	{ startS, lengthS }: { readonly startS: number; readonly lengthS: number }
): Record<VirtualChannel, Float64Array> {
	const trace = (): Float64Array => new Float64Array(lengthS * RATE_HZ);
	const values = { eda: trace(), ppg: trace(), rsp: trace() };
	const coming = [...asked];
	for (let i = 0; i < values.eda.length; i++) {
		const timeS = i / RATE_HZ;
		for (let next = coming[0]; next && next.onsetS <= timeS; next = coming[0]) {
			subject.hear({ hear: 'item', role: roleOf(next), durationS: 3 }, startS + next.onsetS);
			coming.shift();
		}
		const sample = subject.next(startS + timeS);
		for (const name of virtualChannels)
			values[name][i] = inUnit(name, toCounts(sample, channels[name]));
	}
	return values;
}

function roleOf({ questionId, itemId }: OrderedPresentation): ItemRole {
	const question = virtualQuestions.find((one) => one.questionId === questionId)!;
	return question.items.find((item) => item.itemId === itemId)!.role;
}

function inUnit(name: VirtualChannel, counts: number): number {
	const { physicalMin, physicalMax } = channels[name];
	return physicalMin + (counts / 1023) * (physicalMax - physicalMin);
}

function measured(
	chart: number,
	values: Record<VirtualChannel, Float64Array>,
	asked: readonly Asked[]
): Measurement[] {
	return measureChart(
		{
			chart,
			rateHz: RATE_HZ,
			channels: virtualChannels.map((name) => ({
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
}
