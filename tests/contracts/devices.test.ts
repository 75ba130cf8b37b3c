/** What every device driver keeps, and what the captured streams of real peers decode to. */
import fc from 'fast-check';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { deviceProfile, setupFromProfile } from '#lib/core/recording/device-profile.ts';
import { driverById, drivers } from '#lib/devices/registry.ts';
import type { DecoderFacts, DeviceDriver, DriverOptions, Frame } from '#lib/devices/types.ts';
import { requires, shared } from '../requirements.ts';

const FOLDER = 'src/lib/devices';
const files = readdirSync(FOLDER);

/** Ways to use each driver; every driver has at least one. */
const uses: Readonly<Record<string, readonly Partial<DriverOptions>[]>> = {
	bitalino: [1, 2, 3, 4, 5, 6].map((count) => ({
		channels: ['A1', 'A2', 'A3', 'A4', 'A5', 'A6'].slice(0, count)
	})),
	cyton: [{ rateHz: 250 }, { rateHz: 250, channels: ['ch1', 'A5', 'A6', 'A7'] }],
	text: [
		{ rateHz: 50, channels: ['c1'] },
		{ rateHz: 50, channels: ['c1', 'c2', 'c3'], settings: { min: 0, max: 1023 } },
		{
			...{ rateHz: 50, channels: ['a', 'b'] },
			settings: { sequenceColumn: 1, timeColumn: 2, timeUnit: 'ms', separator: ';' }
		},
		{ rateHz: 50, channels: ['S', 'B', 'Q'], settings: { format: 'pulsesensor' } }
	]
};
const cases = drivers.flatMap((driver) =>
	(uses[driver.id] ?? []).map((use) => ({
		driver,
		name: `${driver.id} ${JSON.stringify(use)}`,
		options: { channels: [], rateHz: 1000, settings: {}, ...use }
	}))
);

interface Decoded {
	readonly frames: readonly Frame[];
	readonly facts: DecoderFacts;
	readonly columns: readonly string[];
}

/** Decodes bytes that arrive in chunks of these sizes, over and over. */
function decode(
	driver: DeviceDriver,
	options: DriverOptions,
	bytes: Uint8Array,
	sizes: readonly number[] = [bytes.length]
): Decoded {
	const decoder = driver.decoder(options);
	const frames: Frame[] = [];
	for (let from = 0, i = 0; from < bytes.length; i++) {
		const size = Math.max(1, sizes[i % sizes.length]!);
		frames.push(...decoder.push(bytes.subarray(from, from + size)));
		from += size;
	}
	frames.push(...decoder.end());
	return { frames, facts: { ...decoder.facts }, columns: decoder.columns };
}

const joined = (parts: readonly Uint8Array[]): Uint8Array =>
	Uint8Array.from(parts.flatMap((part) => [...part]));
const sizes = fc.array(fc.integer({ min: 1, max: 50 }), { minLength: 1, maxLength: 8 });
const rowFor = (driver: DeviceDriver, options: DriverOptions): fc.Arbitrary<number[]> =>
	fc.tuple(...driver.limits(options).map((limit) => fc.integer(limit)));
/** Random values within the limits, shape [samples][columns]. */
const valuesFor = (driver: DeviceDriver, options: DriverOptions, most = 40) =>
	fc.array(rowFor(driver, options), {
		// a run is believed after five
		minLength: 6,
		maxLength: most
	});

test('the registry lists every file of the folder, under its own name, with a test beside it', () => {
	const plugins = files.filter((file) => !/^(registry|types)[.]|[.]test[.]ts$/.test(file));
	expect(drivers.map(({ id }) => `${id}.ts`).toSorted()).toEqual(plugins.toSorted());
	expect(files).toEqual(expect.arrayContaining(drivers.map(({ id }) => `${id}.test.ts`)));
	expect(driverById('bitalino')?.id).toBe('bitalino');
	expect(driverById('nothing')).toBeUndefined();
});

describe.each(drivers)('driver $id', (driver) => {
	test('has a title in both languages, sources, a baud rate, and a use in this test', () => {
		expect(driver.title.zh).toMatch(/\p{Script=Han}/u);
		expect(driver.title.en).not.toBe('');
		expect(driver.sources.length).toBeGreaterThan(0);
		expect(driver.baudRate).toBeGreaterThan(0);
		expect(uses[driver.id]?.length).toBeGreaterThan(0);
	});

	test('never throws on bytes that are none of its own', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 400 }), sizes, (bytes, cuts) => {
				const options = { channels: [], rateHz: 1000, settings: {} };
				expect(decode(driver, options, bytes, cuts)).toEqual(decode(driver, options, bytes));
			})
		);
	});
});

describe.each(cases)('$name', ({ driver, options }) => {
	const encode = (values: readonly (readonly number[])[], first = 0) =>
		values.map((row, i) => driver.encode(row, first + i, options));

	test('columns and limits belong together', () => {
		const { columns } = driver.decoder(options);
		expect(driver.limits(options)).toHaveLength(columns.length);
		for (const { min, max } of driver.limits(options)) expect(max).toBeGreaterThan(min);
	});

	test('gives back the values that were encoded, whatever the chunks', () => {
		fc.assert(
			fc.property(valuesFor(driver, options), fc.nat(999), sizes, (values, first, cuts) => {
				const bytes = joined(encode(values, first));
				const { frames, facts } = decode(driver, options, bytes, cuts);
				expect(frames.map((frame) => frame.values)).toEqual(values);
				expect(facts).toMatchObject({ frames: values.length, lost: 0, badBytes: 0, inSync: true });
				const whole = decode(driver, options, bytes);
				expect([whole.frames, whole.facts]).toEqual([frames, facts]);
			})
		);
	});

	test('finds the frames behind noise and after it', { timeout: 20_000 }, () => {
		fc.assert(
			fc.property(
				valuesFor(driver, options),
				valuesFor(driver, options),
				fc.array(fc.integer({ min: 128, max: 150 }), { minLength: 1, maxLength: 60 }),
				sizes,
				(before, after, noise, cuts) => {
					const dirt = Uint8Array.from([...noise, 10]);
					const bytes = joined([dirt, ...encode(before), dirt, ...encode(after, before.length)]);
					const { frames, facts } = decode(driver, options, bytes, cuts);
					expect(decode(driver, options, bytes).facts).toEqual(facts);
					expect(facts.frames).toBe(frames.length);
					expect(facts.badBytes).toBeGreaterThan(0);
					const given = frames.map(({ values }) => values);
					expect(given.slice(0, before.length)).toEqual(before);
					// a short checksum lets one piece of noise in some thousand pass: it may cost one frame
					expect(given.slice(3 - after.length)).toEqual(after.slice(3 - after.length));
					// and there are two pieces, the same one twice
					expect(Math.abs(given.length - before.length - after.length)).toBeLessThanOrEqual(2);
				}
			)
		);
	});

	test('counts frames that were dropped', () => {
		const hasSequence = driver.sequenceModulus !== null || 'sequenceColumn' in options.settings;
		// one less than a turn would be the same frame again when nothing moves
		const most = (driver.sequenceModulus ?? 1000) - 2;
		fc.assert(
			fc.property(
				valuesFor(driver, options, 12),
				valuesFor(driver, options, 12),
				fc.integer({ min: 1, max: most }),
				(before, after, dropped) => {
					const bytes = joined([...encode(before), ...encode(after, before.length + dropped)]);
					const { frames, facts } = decode(driver, options, bytes);
					expect(frames.map(({ values }) => values)).toEqual([...before, ...after]);
					expect(facts.lost).toBe(hasSequence ? dropped : 0);
					expect(frames[before.length]?.lostBefore).toBe(hasSequence ? dropped : 0);
				}
			)
		);
	});

	test('has a conversation that ends, and says nothing of a device that said nothing', () => {
		const steps = [...driver.start({ ...options, rateHz: driver.ratesHz.at(-1) ?? 50 })];
		for (const { reply, timeoutMs } of [...steps, ...driver.stop(options)])
			expect(reply === undefined || timeoutMs > 0).toBe(true);
		expect(driver.identify([])).toBeNull();
	});
});

describe('profiles in protocols/devices', () => {
	test.each(readdirSync('protocols/devices'))('%s fits its driver', (file) => {
		const profile = deviceProfile.parse(parse(readFileSync(`protocols/devices/${file}`, 'utf8')));
		expect(`${profile.id}.yaml`).toBe(file);
		const driver = driverById(profile.driver)!;
		const setup = setupFromProfile(profile, driver, { port: 'COM5' });
		expect(driver.ratesHz.length === 0 || driver.ratesHz.includes(profile.rateHz)).toBe(true);
		for (const channel of setup.channels)
			expect(channel.physicalMax).toBeGreaterThan(channel.physicalMin);
		const options = { channels: setup.inputs, rateHz: setup.rateHz, settings: setup.settings };
		expect(driver.start(options).length).toBeGreaterThan(0);
	});
});

describe.skipIf(!requires('shared'))('captured streams', () => {
	const CUTS = [[1], [7], [33, 2, 64], [4096], [1_000_000]];
	const path = (file: string) => shared(`data/devices/${file}`);
	const rowsOf = (file: string) => readFileSync(path(file), 'utf8').trim().split(/\r?\n/);
	const streams = requires('shared') ? readdirSync(shared('data/devices')) : [];
	const sessions = streams.filter((file) => file.endsWith('.session.bin'));
	/** Sequence numbers as they were, from the losses. */
	const sequences = (frames: readonly Frame[], modulus: number) => {
		let sequence = -1;
		return frames.map(({ lostBefore }) => (sequence = (sequence + 1 + lostBefore) % modulus));
	};
	const lossOf = (file: string) => (file.includes('ctsdrop') ? 9 : 0);

	test.each(sessions.filter((file) => file.startsWith('bitalino')))('%s', (file) => {
		const [header = '', ...rows] = rowsOf(file.replace('.session.bin', '.csv'));
		const channels = header.split(',').slice(5);
		const bytes = readFileSync(path(file));
		for (const cuts of CUTS) {
			const options = { channels, rateHz: 1000, settings: {} };
			const { frames, facts } = decode(driverById('bitalino')!, options, bytes, cuts);
			const numbers = sequences(frames, 16);
			const given = frames.map(({ values, digital }, i) =>
				[numbers[i], ...[3, 2, 1, 0].map((bit) => (digital! >> bit) & 1), ...values].join(',')
			);
			expect(given).toEqual(rows);
			// version, status before and status after are no frames
			expect(facts).toMatchObject({ frames: rows.length, lost: lossOf(file), badBytes: 48 });
		}
	});

	test.each(sessions.filter((file) => file.startsWith('cyton')))('%s', (file) => {
		const [, ...rows] = rowsOf(file.replace('.session.bin', '.decoded.csv'));
		const bytes = readFileSync(path(file));
		for (const cuts of CUTS) {
			const options = { channels: [], rateHz: 250, settings: {} };
			const { frames, facts } = decode(driverById('cyton')!, options, bytes, cuts);
			const numbers = sequences(frames, 256);
			const given = frames.map(({ values, digital }, i) =>
				[numbers[i], digital, ...values].join(',')
			);
			expect(given).toEqual(rows.map((row) => row.slice(0, row.lastIndexOf(','))));
			expect(facts).toMatchObject({ frames: rows.length, lost: 0 });
			const times = rows.map((row) => parseInt(row.slice(-8), 16) / 1000);
			const timed = frames.map(({ deviceTime }, i) => deviceTime ?? times[i]);
			expect(timed).toEqual(times);
		}
	});

	test('arduino_ps_raw50', () => {
		const [, ...rows] = rowsOf('arduino_ps_raw50.csv');
		const bytes = readFileSync(path('arduino_ps_raw50.bin'));
		for (const cuts of CUTS) {
			const options = { channels: [], rateHz: 50, settings: {} };
			const { frames, facts, columns } = decode(driverById('text')!, options, bytes, cuts);
			expect(frames.map(({ values }, i) => `${i},${values[0]}`)).toEqual(rows);
			expect(facts).toMatchObject({ frames: rows.length, lost: 0, badBytes: 0 });
			expect(columns).toEqual(['c1']);
		}
	});
});
