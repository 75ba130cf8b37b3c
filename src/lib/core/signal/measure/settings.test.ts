import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { measurementSettings, parseMeasurementSettings } from './settings.ts';

const file = parse(readFileSync('protocols/scoring/cit-measures.yaml', 'utf8')) as object;

test('the file holds the documented windows', () => {
	const settings = measurementSettings.parse(file);
	expect(settings.scrAmplitude).toEqual({
		...{ cutoffHz: 3, onsetFromS: 0.5, onsetToS: 5, extraS: 5, thresholdUs: 0.02 }
	});
	expect(settings.heartRateChange).toMatchObject({ beforeS: 3, fromS: 0, toS: 15 });
	expect(settings.lineLength.durationS).toBe(10);
});

test('a number without a source is refused', () => {
	const bare = { ...file, bridgeS: { value: 0.5 } };
	expect(measurementSettings.safeParse(bare).success).toBe(false);
	expect(() => parseMeasurementSettings(JSON.stringify(bare))).toThrow('bridgeS.source');
});
