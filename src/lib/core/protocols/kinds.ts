/**
 * The kinds of protocol files. To add a kind: one line here; the file is then checked when the server starts.
 *
 * @module
 */
import type { z } from 'zod';
import { boardSettings } from '../board/board-settings.ts';
import { demonstrationBoard } from '../board/demonstration-board.ts';
import { demonstration } from '../casework/demonstration.ts';
import { demonstrationList } from '../casework/demonstration-list.ts';
import { acquaintanceSettings } from '../desk/acquaintance.ts';
import { deskSettings } from '../desk/desk-settings.ts';
import { preTestScript } from '../desk/pre-test-script.ts';
import { gridCell, gridFrame } from '../grid/cell.ts';
import { gridLaboratory } from '../grid/laboratory.ts';
import { gridIndicators } from '../grid/laboratory-indicators.ts';
import { gridLocal } from '../grid/local-calibration.ts';
import { gridModel } from '../grid/model.ts';
import { demonstrationPlan } from '../interview/demonstration-plan.ts';
import { demonstrationInterviews } from '../interview/demonstration-interviews.ts';
import { recordRules } from '../interview/record-rules.ts';
import { laboratorySettings } from '../laboratory/laboratory-settings.ts';
import { qualityChecklist } from '../laboratory/quality-checklist.ts';
import { lawFacts } from '../law/fact.ts';
import { lawNotice } from '../law/notice.ts';
import { lawRules } from '../law/rule.ts';
import { textLint } from '../law/text-lint.ts';
import { planGuide } from '../interview/plan-guide.ts';
import { retentionSchedule } from '../retention/retention-schedule.ts';
import { scoringProcedure } from '../sheet/scoring-procedure.ts';
import { deviceProfile } from '../recording/device-profile.ts';
import { reportFile } from '../report/report-file.ts';
import { procedure } from '../session/procedure.ts';
import { comparisonMeasures } from '../signal/measure/comparison-settings.ts';
import { measurementSettings } from '../signal/measure/settings.ts';
import { itemRules } from '../technique/item-rule-schema.ts';
import { subjectModel } from '../virtual/model.ts';
import { postTestGuide, subjectProfile } from './case-rules.ts';
import { naivePanel } from './naive-panel.ts';
import { artifacts, elementList, fitness, legal, rights, wording } from './rules.ts';
import { technique } from './technique.ts';

/** Where the files of a kind lie (path below protocols/) and what shape they have. */
interface KindOfProtocol {
	readonly files: RegExp;
	readonly schema: z.ZodType;
}

export const protocolKinds = {
	// before the table of the steps, which may have any name
	acquaintance: { files: /^procedure\/acquaintance[.]yaml$/, schema: acquaintanceSettings },
	'test-desk': { files: /^procedure\/test-desk[.]yaml$/, schema: deskSettings },
	'pre-test-script': { files: /^procedure\/pre-test-script[.]yaml$/, schema: preTestScript },
	procedure: { files: /^procedure\/(?!laboratory[.]|report[.]|retention[.])[^/]+$/, schema: procedure },
	report: { files: /^procedure\/report[.]yaml$/, schema: reportFile },
	laboratory: { files: /^procedure\/laboratory[.]yaml$/, schema: laboratorySettings },
	retention: { files: /^procedure\/retention[.]yaml$/, schema: retentionSchedule },
	'quality-review': { files: /^rules\/quality-review[.]yaml$/, schema: qualityChecklist },
	technique: { files: /^techniques\/[^/]+$/, schema: technique },
	elements: { files: /^elements[.]yaml$/, schema: elementList },
	rights: { files: /^rules\/rights[.]yaml$/, schema: rights },
	fitness: { files: /^rules\/fitness[.]yaml$/, schema: fitness },
	legal: { files: /^rules\/legal[.]yaml$/, schema: legal },
	artifacts: { files: /^rules\/artifacts[.]yaml$/, schema: artifacts },
	wording: { files: /^rules\/wording[.]yaml$/, schema: wording },
	'subject-profile': { files: /^rules\/subject-profile[.]yaml$/, schema: subjectProfile },
	'post-test': { files: /^rules\/post-test[.]yaml$/, schema: postTestGuide },
	'law-rules': { files: /^rules\/interview\/[^/]+$/, schema: lawRules },
	'law-facts': { files: /^rules\/interview-facts[.]yaml$/, schema: lawFacts },
	'law-lint': { files: /^rules\/interview-lint[.]yaml$/, schema: textLint },
	// of test sessions: an interview does not keep them
	'test-law-rules': { files: /^rules\/test\/[^/]+$/, schema: lawRules },
	'test-law-facts': { files: /^rules\/test-facts[.]yaml$/, schema: lawFacts },
	'law-notice': { files: /^rules\/interview-notice[.]yaml$/, schema: lawNotice },
	'item-rules': { files: /^rules\/[a-z-]+-items[.]yaml$/, schema: itemRules },
	'naive-panel': { files: /^rules\/naive-panel[.]yaml$/, schema: naivePanel },
	measurement: { files: /^scoring\/cit-measures[.]yaml$/, schema: measurementSettings },
	'comparison-measurement': {
		files: /^scoring\/comparison-measures[.]yaml$/,
		schema: comparisonMeasures
	},
	'scoring-procedure': {
		files: /^scoring\/scoring-procedure[.]yaml$/,
		schema: scoringProcedure
	},
	'grid-cell': { files: /^grid\/cells\/[^/]+$/, schema: gridCell },
	'grid-frame': { files: /^grid\/frame[.]yaml$/, schema: gridFrame },
	'grid-record': { files: /^grid\/record[.]yaml$/, schema: recordRules },
	'grid-plan': { files: /^grid\/plan[.]yaml$/, schema: planGuide },
	'grid-model': { files: /^grid\/model[.]yaml$/, schema: gridModel },
	'grid-laboratory': { files: /^grid\/laboratory[.]yaml$/, schema: gridLaboratory },
	'grid-indicators': { files: /^grid\/indicators\/[^/]+$/, schema: gridIndicators },
	// written by the server into an interview, never read from a folder
	'grid-local': { files: /^grid\/local-calibration[.]json$/, schema: gridLocal },
	// not of the grid: an interview does not keep it
	'board-settings': { files: /^grid\/board[.]yaml$/, schema: boardSettings },
	demonstration: { files: /^demonstration\/[^/]+$/, schema: demonstration },
	'demonstration-list': { files: /^demonstration\/lists\/[^/]+$/, schema: demonstrationList },
	'demonstration-board': {
		files: /^demonstration\/boards\/[^/]+$/,
		schema: demonstrationBoard
	},
	'demonstration-plan': { files: /^demonstration\/plans\/[^/]+$/, schema: demonstrationPlan },
	'demonstration-interviews': {
		files: /^demonstration\/interviews\/[^/]+$/,
		schema: demonstrationInterviews
	},
	device: { files: /^devices\/[^/]+$/, schema: deviceProfile },
	virtual: { files: /^virtual\/[^/]+$/, schema: subjectModel }
} as const satisfies Record<string, KindOfProtocol>;

/** Name of a kind of protocol file. */
export type ProtocolKind = keyof typeof protocolKinds;
/** What a file of a kind holds. */
export type ProtocolValue<K extends ProtocolKind> = z.infer<(typeof protocolKinds)[K]['schema']>;

/** The kind of a file by its path below protocols/; null when no kind lies there. */
export function kindOf(name: string): ProtocolKind | null {
	const kinds = Object.entries(protocolKinds) as [ProtocolKind, KindOfProtocol][];
	return kinds.find(([, { files }]) => files.test(name))?.[0] ?? null;
}
