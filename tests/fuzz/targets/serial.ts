/** Bytes of every sensor: never a throw, the same frames however they arrive, and nothing kept that grows. */
import { driverById } from '#lib/devices/registry.ts';
import type { DriverOptions, Frame } from '#lib/devices/types.ts';
import { expected } from '../oracle.ts';

const plain: DriverOptions = { channels: [], rateHz: 1000, settings: {} };
/** Ways to use each driver; the first byte of an input chooses one. */
export const uses: Readonly<Record<string, readonly DriverOptions[]>> = {
	bitalino: [plain, { ...plain, channels: ['A1', 'A2'] }],
	cyton: [plain, { ...plain, channels: ['ch1', 'A5'] }],
	text: [
		{ ...plain, rateHz: 50 },
		{ ...plain, rateHz: 50, channels: ['a'], settings: { sequenceColumn: 1, timeColumn: 2 } },
		{ ...plain, rateHz: 50, channels: ['S', 'B'], settings: { format: 'pulsesensor' } }
	]
};

/** Decodes in pieces of one size. */
export function decoded(driver: string, options: DriverOptions, bytes: Uint8Array, size: number) {
	const decoder = driverById(driver)?.decoder(options);
	const frames: Frame[] = [];
	for (let from = 0; from < bytes.length; from += size)
		frames.push(...(decoder?.push(bytes.subarray(from, from + size)) ?? []));
	frames.push(...(decoder?.end() ?? []));
	return { frames, facts: { ...decoder?.facts } };
}

/** @returns a target for one driver */
export function fuzzOf(driver: string): (bytes: Uint8Array) => void {
	return (bytes) => {
		const all = uses[driver] ?? [plain];
		const options = all[(bytes[0] ?? 0) % all.length] ?? plain;
		const stream = bytes.subarray(2);
		const whole = decoded(driver, options, stream, Math.max(1, stream.length));
		const cut = decoded(driver, options, stream, 1 + ((bytes[1] ?? 0) % 50));
		expected(JSON.stringify(whole) === JSON.stringify(cut), 'the same however the bytes arrive');
		// the shortest frame is a line of one digit and its end
		expected(2 * whole.frames.length <= stream.length + 1, 'no more frames than bytes hold');
		expected(
			whole.frames.every(
				({ values, lostBefore }) => values.every(Number.isFinite) && lostBefore >= 0
			),
			'values are numbers'
		);
	};
}
