/** Bad bytes of sensors: every line of the list, for every driver and every way to use it. */
import { describe, expect, test, vi } from 'vitest';
import { driverById, drivers } from '#lib/devices/registry.ts';
import type { DriverOptions } from '#lib/devices/types.ts';
import { decoded, uses } from '../fuzz/targets/serial.ts';

vi.setConfig({ testTimeout: 60_000 });

const ways = drivers.flatMap(({ id }) =>
	(uses[id] ?? []).map((options, use) => ({ id, options, name: `${id}, use ${use}` }))
);
const joined = (parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts));
const text = (words: string): Uint8Array => new TextEncoder().encode(words);

/** Frames that count up, one for each row. */
function frames(id: string, options: DriverOptions, count: number, first = 0): Uint8Array[] {
	const driver = driverById(id)!;
	const limits = driver.limits(options);
	const places = limits.length === 0 ? [{ min: 0, max: 1000 }] : limits;
	return Array.from({ length: count }, (_, i) =>
		driver.encode(
			places.map(({ min, max }, at) => min + ((i * 37 + at * 11) % (max - min + 1))),
			first + i,
			options
		)
	);
}

/** Noise that is the same every time. */
function noise(length: number, seed: number): Uint8Array {
	let state = seed;
	return Uint8Array.from({ length }, () => {
		state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
		return state >>> 24;
	});
}

test('every driver is in this test', () => {
	expect(drivers.map(({ id }) => id).toSorted()).toEqual(Object.keys(uses).toSorted());
});

describe.each(ways)('$name', ({ id, options }) => {
	const good = frames(id, options, 12);
	const stream = joined(good);
	const whole = decoded(id, options, stream, stream.length);
	const read = (bytes: Uint8Array, size = Math.max(1, bytes.length)) =>
		decoded(id, options, bytes, size);

	test('the stream the cases are made of is read whole', () => {
		expect(whole.frames).toHaveLength(12);
		expect(whole.facts).toMatchObject({ lost: 0, badBytes: 0 });
	});

	test('every prefix gives the beginning of the whole', () => {
		for (let size = 0; size <= stream.length; size++) {
			const values = read(stream.subarray(0, size)).frames.map((frame) => frame.values);
			expect(values).toEqual(whole.frames.slice(0, values.length).map((frame) => frame.values));
		}
	});

	test('cut at every byte it gives the same frames', () => {
		for (let at = 1; at < stream.length; at++) {
			const decoder = driverById(id)!.decoder(options);
			const parts = [stream.subarray(0, at), stream.subarray(at)];
			const found = [...parts.flatMap((part) => [...decoder.push(part)]), ...decoder.end()];
			expect(found).toEqual(whole.frames);
		}
	});

	test('every change of a single byte costs that frame, or before the place is sure those before it too', () => {
		const longer = joined(frames(id, options, 20));
		const sure = joined(frames(id, options, 6)).length;
		for (let at = 0; at < longer.length; at++) {
			const broken = longer.slice();
			broken[at] = (broken[at] ?? 0) ^ 0xff;
			const { frames: found } = read(broken);
			expect(found.length).toBeLessThanOrEqual(20);
			// a line end that goes joins two lines
			expect(found.length).toBeGreaterThanOrEqual(at < sure ? 14 : 18);
		}
	});

	test('two frames glued, frames doubled, and a counter that jumps', () => {
		expect(read(stream, 2 * good[0]!.length).frames).toHaveLength(12);
		const doubled = joined([...good.slice(0, 6), good[5]!, ...good.slice(6)]);
		expect(read(doubled).frames.length).toBeLessThanOrEqual(13);
		const jump = joined([...good.slice(0, 6), ...frames(id, options, 6, 9)]);
		expect(read(jump).frames).toHaveLength(12);
	});

	test('debugging text of a firmware, bytes of another speed and a break are no samples', () => {
		const dirt = [
			text('\r\nboot: heap 0x3ffb 12% free\r\n'),
			Uint8Array.from(stream, (byte) => (byte << 1) & 255).subarray(0, 60),
			new Uint8Array(200)
		];
		for (const one of dirt) {
			const bytes = joined([
				one,
				text('\n'),
				...good,
				one,
				text('\n'),
				...frames(id, options, 12, 12)
			]);
			const { frames: found, facts } = read(bytes);
			expect(found.length).toBeGreaterThanOrEqual(20);
			// text that holds numbers may be a line of a text device
			expect(found.length).toBeLessThanOrEqual(26);
			expect(facts.badBytes ?? 0).toBeGreaterThan(0);
		}
	});

	test('half a megabyte without a frame is counted and not kept', () => {
		const decoder = driverById(id)!.decoder(options);
		const silence = new Uint8Array(4096).fill(0x81);
		for (let i = 0; i < 128; i++) expect(decoder.push(silence)).toEqual([]);
		// what is kept is seen in what it costs to go on: a frame is found at once
		const after = [text('\n'), ...good].flatMap((part) => [...decoder.push(part)]);
		expect([...after, ...decoder.end()].length).toBeGreaterThanOrEqual(11);
		expect(decoder.facts.badBytes).toBeGreaterThan(0);
	});

	test('in 200 000 random bytes there are hardly any frames', () => {
		const { frames: found } = read(noise(200_000, 7), 1000);
		// four or thirteen bits of a check and a run that counts up: by chance a handful; long form: `npm run fuzz`
		expect(found.length).toBeLessThanOrEqual(40);
	});
});
