import { readFileSync } from 'node:fs';
import { mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { AnnotationQueue } from '#lib/core/recording/edf/annotation-queue.ts';
import { encodeHeader } from '#lib/core/recording/edf/encode-header.ts';
import { annotationSignal, type EdfHeader } from '#lib/core/recording/edf/header.ts';
import { patientField, recordingField } from '#lib/core/recording/edf/identification.ts';
import { encodeRecord } from '#lib/core/recording/edf/record.ts';
import { readTruth } from '../contracts/edf-truth.ts';
import { requires, shared } from '../requirements.ts';
import { jingwei } from './command-line.ts';

// each test starts processes, on machines that may be busy
vi.setConfig({ testTimeout: 60_000 });

interface Facts {
	readonly file: string;
	readonly format: string;
	readonly header: Readonly<Record<string, unknown>>;
	readonly signals: readonly Readonly<Record<string, unknown>>[];
	readonly annotations: readonly { onset: number; duration: number | null; text: string }[];
	readonly gaps: readonly unknown[];
	readonly problems: readonly { code: string; message: string }[];
}

async function inspected(file: string): Promise<Facts> {
	const { code, stdout, stderr } = await jingwei(['inspect', file]);
	expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
	return JSON.parse(stdout) as Facts;
}

let folder = '';
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), 'jingwei-inspect-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(!requires('shared'))('real files', () => {
	const listing = requires('shared')
		? readTruth(readFileSync(shared('data/edf/ground-truth-edflib.txt'), 'utf8'))
		: [];

	test.each([
		'edfjs_edfp-sample.edf',
		'mne_test_bdf_stim_channel.bdf',
		'pyedflib_test_generator_datarec_generator_2.bdf',
		'stagpoint_SC4291GA-Hypnogram.edf'
	])('%s: the same facts as EDFlib', async (name) => {
		const expected = listing.find(({ file }) => file === name)!;
		const facts = await inspected(shared(`data/edf/${name}`));
		expect(facts.file).toBe(shared(`data/edf/${name}`));
		expect(facts.format.startsWith(expected.filetype < 2 ? 'EDF' : 'BDF')).toBe(true);
		expect(facts.header).toMatchObject({ start: expected.start, records: expected.records });
		expect(facts.signals).toEqual(
			expected.signals.map((signal) => ({
				...{ label: signal.label, dimension: signal.dimension, samples: signal.n },
				rateHz: signal.samplesPerRecord / expected.recordDurationS,
				...{ physicalMin: signal.physical[0], physicalMax: signal.physical[1] },
				...{ digitalMin: signal.digital[0], digitalMax: signal.digital[1] },
				...{ transducer: signal.transducer, prefilter: signal.prefilter },
				digitalSum: signal.sum
			}))
		);
		expect(facts.annotations).toHaveLength(expected.count);
		expect(facts.annotations.slice(0, expected.annotations.length)).toEqual(
			expected.annotations.map(({ onsetS, durationS, text }) => ({
				...{ onset: onsetS, duration: durationS, text }
			}))
		);
		expect(facts.problems).toEqual([]);
	});

	test('a file with gaps shows where they are', async () => {
		const facts = await inspected(shared('data/edf/stagpoint_discontinuous2.edf'));
		expect(facts.format).toBe('EDF+D');
		expect(facts.gaps).toEqual([
			{ record: 680, fromS: 2724, untilS: 5631 },
			{ record: 2201, fromS: 11_715, untilS: 13_656 }
		]);
	});

	test('an interrupted file is read up to its last whole record, and it says so', async () => {
		const facts = await inspected(shared('data/edf/made-here/crash_partial.edf'));
		expect(facts.header).toMatchObject({ records: 10, recordsInHeader: 10 });
		expect(facts.problems.map(({ code }) => code)).toEqual(['tail-bytes']);
	});
});

test('a file much larger than what is read at once has the right sums', async () => {
	const start = '2026-03-02T10:11:12';
	const signal = {
		...{ label: 'EDA', transducer: '', dimension: 'uS', prefilter: '', reserved: '' },
		...{ physicalMin: -1, physicalMax: 1, digitalMin: -8_388_608, digitalMax: 8_388_607 },
		samplesPerRecord: 20_000
	};
	const header: EdfHeader = {
		...{ format: 'BDF+C', start, records: -1, recordDurationS: 1 },
		...{ patient: patientField({ code: 'S-1' }), recording: recordingField({ start }) },
		signals: [signal, annotationSignal('BDF+C', 120)]
	};
	const file = join(folder, 'large.bdf');
	const handle = await open(file, 'w');
	await handle.write(encodeHeader(header));
	const queue = new AnnotationQueue();
	const samples = new Int32Array(20_000);
	for (let record = 0; record < 300; record++) {
		queue.add({ onsetS: record + 0.5, durationS: null, text: `标记 ${String(record)}` });
		await handle.write(encodeRecord(header, [samples.fill(record - 5)], queue.take(record, 120)));
	}
	await handle.close();
	const facts = await inspected(file);
	expect(facts.signals[0]).toMatchObject({
		...{ samples: 6_000_000, digitalSum: 20_000 * ((299 * 300) / 2 - 5 * 300), rateHz: 20_000 }
	});
	expect(facts.annotations.at(-1)).toEqual({ onset: 299.5, duration: null, text: '标记 299' });
	expect(facts.problems.map(({ code }) => code)).toEqual(['record-count']);

	const read = await jingwei(['inspect', file], 100);
	expect(read).toMatchObject({ code: 0, stderr: '' });
});

describe('what is refused', () => {
	test.each([
		['another file', ['inspect', '{other}'], 1, /^jingwei: expected an EDF or BDF file, got .*\n$/],
		['an empty file', ['inspect', '{empty}'], 1, /^jingwei: expected a header .*\n$/],
		['no such file', ['inspect', '{folder}/none'], 1, /^jingwei: ENOENT.*\n$/],
		['a folder', ['inspect', '{folder}'], 1, /^jingwei: EISDIR.*\n$/],
		['no file named', ['inspect'], 2, /^jingwei: expected FILE, got nothing\n$/],
		['two files', ['inspect', 'a', 'b'], 2, /^jingwei: expected FILE, got also b\n$/],
		['an unknown option', ['inspect', '--fast', 'a'], 2, /^jingwei: Unknown option '--fast'.*\n$/],
		['an unknown verb', ['improve'], 2, /^jingwei: no verb improve.*\n$/],
		['a verb that is a property of objects', ['constructor'], 2, /no verb constructor/]
	])('%s', async (_, words, code, message) => {
		const [other, empty] = [join(folder, 'other'), join(folder, 'empty')];
		await writeFile(other, 'a page of text\n'.repeat(40));
		await writeFile(empty, '');
		const named = words.map((word) =>
			word.replace('{other}', other).replace('{empty}', empty).replace('{folder}', folder)
		);
		const ended = await jingwei(named);
		expect(ended).toMatchObject({ code, stdout: '' });
		expect(ended.stderr).toMatch(message);
	});
});

test('help lists every verb and ends well', async () => {
	const { code, stdout } = await jingwei(['help']);
	expect(code).toBe(0);
	for (const verb of ['decode', 'inspect', 'simulate', 'score', 'protocols', 'verify'])
		expect(stdout).toContain(`  ${verb} `);
});
