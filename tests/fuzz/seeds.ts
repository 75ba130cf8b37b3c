/**
 * The kept corpus: small inputs made here, right ones and ones with a fault, from which others are made by changing them.
 *
 * @module
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeBlock } from '#lib/core/recording/block.ts';
import { encodeJson, encodePacket, PACKET_BLOCK } from '#lib/core/recording/packet.ts';
import { driverById } from '#lib/devices/registry.ts';
import { annotated, edfFile, joined, plainSignal, samples24 } from '../fixtures/edf-file.ts';
import { decoded, uses } from './targets/serial.ts';
import { places } from './targets/yaml.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const TIME = '+0\x14\x14\0';

const edf: Readonly<Record<string, Uint8Array>> = {
	plain: edfFile(),
	bdf: edfFile({
		...{ version: '\xffBIOSEMI', signals: [{ ...plainSignal, samples: '2' }] },
		data: [samples24(-1, 1)]
	}),
	annotations: annotated([`${TIME}+0.5\x151.5\x14提问\x14b\x14\0`, '+1\x14\x14\0']),
	gaps: annotated([TIME, '+7\x14\x14\0'], { reserved: 'EDF+D' }),
	growing: edfFile({ records: '-1', duration: '0,5' }),
	'many-signals': edfFile({ count: '9e99' })
};

/** The files of the project that are read most, behind the byte that chooses their kind. */
const yaml = Object.fromEntries(
	['rules/rights.yaml', 'rules/wording.yaml', 'elements.yaml'].map((name) => [
		name.replace(/^.*\//, '').replace('.yaml', ''),
		joined(
			Uint8Array.of(Math.max(0, places.indexOf(name))),
			utf8(readFileSync(join(import.meta.dirname, '../../protocols', name), 'utf8').slice(0, 1500))
		)
	])
);

const csv = {
	comma: utf8('time,EDA [uS],note\n0,1.5,a\n0.25,"2",\n'),
	semicolon: utf8('\ufefft;c\r\n0;1,5\r\n1;\u22122,5\r\n'),
	opensignals: utf8(
		'# OpenSignals Text File Format\n# {"a": {"sampling rate": 100, "label": ["A1"], "column": ["A1"], "sensor": ["EDABITREV"]}}\n# EndOfHeader\n512\t\n513\t\n'
	),
	choices: utf8('1, 2；红色\nblue, dark\n4')
};

/** A stream of a driver behind the two bytes that choose how it is used and cut. */
function stream(driver: string, use: number): Uint8Array {
	const options = uses[driver]?.[use];
	const model = driverById(driver);
	if (options === undefined || model === undefined) throw new Error(`no use ${use} of ${driver}`);
	const row = model.limits(options).map(({ min, max }) => (min + max) >> 1);
	const values = row.length === 0 ? [512] : row;
	const frames = Array.from({ length: 6 }, (_, i) => model.encode(values, i, options));
	const bytes = joined(...frames);
	if (decoded(driver, options, bytes, 9).frames.length === 0)
		throw new Error(`${driver} is silent`);
	return joined(Uint8Array.of(use, 8), bytes);
}
const streams = (driver: string): Record<string, Uint8Array> =>
	Object.fromEntries((uses[driver] ?? []).map((_, use) => [`use-${use}`, stream(driver, use)]));

const block = {
	...{ sequence: 7, chart: 1, firstSample: 100, gap: false },
	channels: [Int32Array.of(1, -2, 3), Int32Array.of(4, 5, -6)]
};
const packet = {
	message: encodeJson({ type: 'still-here', monotonicS: 1.5, utcMs: 2 }),
	block: encodePacket(PACKET_BLOCK, encodeBlock(block)),
	both: joined(encodeJson({ a: '提问' }), encodePacket(PACKET_BLOCK, encodeBlock(block))),
	endless: Uint8Array.of(255, 255, 255, 255, 1)
};

const at = { utc: '2026-03-02T10:11:12.000Z', monotonicS: 1.25 };
const eventOf = (type: string, data: unknown): Uint8Array =>
	utf8(JSON.stringify({ id: 'a0000000-0000-4000-8000-000000000001', type, at, data }));
const event = {
	note: eventOf('note-added', { text: '休息五分钟' }),
	refused: eventOf('__proto__', { constructor: { prototype: 1 } }),
	surrogate: eventOf('note-added', { text: '\ud800' }),
	clock: utf8(`${JSON.stringify({ type: 'clock', sample: 1, monotonicS: 1, utcMs: 2 })}\n`)
};

const corpus: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>> = {
	...{ edf, yaml, csv, packet, event },
	bitalino: streams('bitalino'),
	cyton: streams('cyton'),
	text: streams('text'),
	tile: { damage: Uint8Array.of(16, 0, 255, 200, 1, 7, 0), none: new Uint8Array(0) }
};

/** Writes the corpus into folders of the names of the targets. */
export function writeSeeds(folder: string): void {
	for (const [target, inputs] of Object.entries(corpus)) {
		mkdirSync(join(folder, target), { recursive: true });
		for (const [name, bytes] of Object.entries(inputs))
			writeFileSync(join(folder, target, `${name}.bin`), bytes);
	}
}
