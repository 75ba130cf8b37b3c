/** The kept report says what the code of today computes: fast parts are computed again and compared. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { requires } from '../requirements.ts';
import { essTable } from './nulls/ess-m.ts';
import { artifactNull, textbookRows } from './nulls/exact-rules.ts';
import { peerRows } from './peers/agreement.ts';
import { exceeding } from './report/findings.ts';
import { reportText } from './report/report.ts';
import { samples } from './samples.ts';
import { origin, recordStudies, rounded, type Validation } from './validation.ts';

const STALE = 'the kept report does not say what the code computes: run `npm run validate`';
const kept = (file: string): string => readFileSync(join(import.meta.dirname, file), 'utf8');
const report = JSON.parse(kept('report.json')) as Validation;

test('the readable report is made from the kept figures', () => {
	expect(reportText(report) === kept('REPORT.md'), STALE).toBe(true);
});

test('every textbook probability of the reference is reproduced', () => {
	expect(rounded(textbookRows()), STALE).toEqual(report.nulls.textbook);
	expect(report.nulls.textbook.map(({ met }) => met)).not.toContain(false);
	const half = (q: number): number =>
		report.nulls.textbook.find(({ questions, items }) => questions === q && items === 5)!.textbook;
	expect(half(6)).toBeCloseTo(0.169, 3);
	expect(half(3)).toBeCloseTo(0.28, 12);
});

test('exact rates of ESS-M and of the artifact test', () => {
	expect(rounded(essTable()), STALE).toEqual(report.nulls.essM);
	expect(rounded(artifactNull()), STALE).toEqual(report.nulls.artifacts);
	expect(report.nulls.artifacts.most).toBeLessThanOrEqual(0.05);
});

test('virtual subjects and random tables score as in the report', () => {
	expect(rounded(samples()), STALE).toEqual(report.samples);
}, 60_000);

test('no method exceeds its rate under the null that its result names', () => {
	const promised = report.nulls.details.filter(({ name }) => name === 'exchangeable');
	expect(promised.map(({ charts }) => charts)).toEqual([1, 3]);
	expect(exceeding(report).tables.filter(({ name }) => name === 'exchangeable')).toEqual([]);
});

describe.skipIf(!requires('shared'))('real recordings', () => {
	test('the data and the settings are those of the report', () => {
		expect(rounded(origin()), STALE).toEqual(report.origin);
	});

	test('detectors find what the report says', () => {
		expect(rounded(recordStudies()), STALE).toEqual(report.records);
	}, 60_000);

	test('comparisons with other programs are those of the report', () => {
		const isFast = (file: string): boolean => /^(heartpy_ppg_100hz|ledapy_eda_70s)/.test(file);
		const brief = (rows: Validation['peers']['rows']) =>
			rows.map(({ file, operation, count, met }) => [file, operation, count, met]);
		expect(brief(peerRows(isFast)), STALE).toEqual(
			brief(report.peers.rows.filter(({ file }) => isFast(file)))
		);
	}, 60_000);
});
