/** A test of any technique with one virtual subject, in memory: no process, no port, the same measurement and scoring. */
import { readdirSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';
import {
	demonstrationList,
	isMeant,
	listQuestions,
	type DemonstrationList
} from '#lib/core/casework/demonstration-list.ts';
import { chartCounts, technique as schema, type Technique } from '#lib/core/protocols/technique.ts';
import { createRandom } from '#lib/core/random.ts';
import { measureChart, type Measurement } from '#lib/core/signal/measure.ts';
import { comparisonMeasures } from '#lib/core/signal/measure/comparison-settings.ts';
import { parseMeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import { measurementOf } from '#lib/core/technique/measurement-of.ts';
import { chartOrder } from '#lib/core/technique/order.ts';
import { toCounts, type ConverterSpec } from '#lib/core/virtual/counts.ts';
import type { SubjectKind } from '#lib/core/virtual/hearing.ts';
import { parseSubjectModel } from '#lib/core/virtual/model.ts';
import { VirtualSubject } from '#lib/core/virtual/subject.ts';

const read = (name: string) => readFileSync(`protocols/${name}.yaml`, 'utf8');
const model = parseSubjectModel(read('virtual/subject'));
const details = parseMeasurementSettings(read('scoring/cit-measures'));
const compared = comparisonMeasures.parse(parse(read('scoring/comparison-measures')));
const RATE_HZ = 32;

/** Every demonstration list with its technique. */
export const techniqueTests: readonly { technique: Technique; list: DemonstrationList }[] =
	readdirSync('protocols/demonstration/lists').map((file) => {
		const list = demonstrationList.parse(
			parse(readFileSync(`protocols/demonstration/lists/${file}`, 'utf8'))
		);
		return { list, technique: schema.parse(parse(read(`techniques/${list.technique}`))) };
	});

const tenBit = { digitalMin: 0, digitalMax: 1023 };
const channels = {
	eda: { kind: 'eda', unit: 'uS', ...tenBit, physicalMin: 0, physicalMax: 24.97 },
	ppg: { kind: 'ppg', unit: 'counts', ...tenBit, physicalMin: 0, physicalMax: 1023 },
	rsp: { kind: 'rsp', unit: '%', ...tenBit, physicalMin: -50, physicalMax: 50 }
} as const satisfies Record<string, ConverterSpec>;
const names = ['eda', 'ppg', 'rsp'] as const;

/** Measurements of all charts the technique recommends, an item every 25–27 s. */
export function techniqueRows(
	{ technique, list }: (typeof techniqueTests)[number],
	kind: SubjectKind,
	seed: number
): Measurement[] {
	const questions = listQuestions(list, 'en');
	const subject = new VirtualSubject(model, kind, seed, 0);
	const random = createRandom(seed, 9);
	const settings = measurementOf(technique, details, compared);
	let startS = 0;
	const { recommended } = chartCounts(technique, questions.length);
	return Array.from({ length: recommended }, (_, k) => k + 1).flatMap((chart) => {
		let endS = 30;
		const asked = chartOrder(technique, { questions, seed, chart }).map((place) => {
			const onsetS = endS;
			endS += 25 + 2 * random.uniform();
			return { ...place, onsetS };
		});
		const coming = [...asked];
		const values = names.map(() => new Float64Array(Math.ceil((endS + 5) * RATE_HZ)));
		for (let i = 0; i < values[0]!.length; i++) {
			const timeS = i / RATE_HZ;
			for (let next = coming[0]; next && next.onsetS <= timeS; next = coming[0]) {
				const { questionId, itemId, onsetS } = next;
				const items = questions.find((one) => one.questionId === questionId)!.items;
				const { role } = items.find((one) => one.itemId === itemId)!;
				const meant = isMeant([list], next);
				subject.hear({ hear: 'item', role, durationS: 3, meant }, startS + onsetS);
				coming.shift();
			}
			const sample = subject.next(startS + timeS);
			names.forEach((name, c) => {
				const { physicalMin, physicalMax } = channels[name];
				values[c]![i] =
					physicalMin + (toCounts(sample, channels[name]) / 1023) * (physicalMax - physicalMin);
			});
		}
		startS += endS;
		return measureChart(
			{
				...{ chart, rateHz: RATE_HZ, artifacts: [] },
				channels: names.map((name, c) => ({
					...{ name, kind: name, unit: channels[name].unit, values: values[c]! },
					limits: [channels[name].physicalMin, channels[name].physicalMax] as const
				})),
				presentations: asked.map(({ onsetS, ...place }) => ({
					...{ ...place, voided: false },
					askedSample: Math.round(onsetS * RATE_HZ),
					endedSample: Math.round((onsetS + 3) * RATE_HZ),
					answerSample: Math.round((onsetS + 4) * RATE_HZ)
				}))
			},
			settings
		);
	});
}
