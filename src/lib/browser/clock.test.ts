import { expect, test } from 'vitest';
import { LabClock, type ClockWorld } from './clock.ts';

/** A workstation whose clock is `offsetS` ahead, behind a line with these one-way delays [ms]. */
function line(offsetS: number, trips: readonly (readonly [number, number])[], lapse = 1) {
	let ms = 1000;
	let asked = 0;
	const world: ClockWorld = {
		steadyMs: () => ms,
		wallMs: () => Date.UTC(2026, 0, 1) + ms,
		wait: async (by) => void (ms += by),
		ask: async () => {
			const [there, back] = trips[asked++ % trips.length] ?? [0, 0];
			ms += there;
			const monotonicS = (ms / 1000) * lapse + offsetS;
			ms += back;
			return { monotonicS, utcMs: 0, rate: lapse };
		}
	};
	return { world, pass: (by: number) => (ms += by) };
}

test('the offset is that of the shortest round trip', async () => {
	const { world } = line(500, [
		[40, 200],
		[1, 1],
		[90, 3]
	]);
	const clock = new LabClock(world);
	await clock.synchronise();
	expect(clock.monotonicS()).toBeCloseTo(world.steadyMs() / 1000 + 500, 9);
	expect(clock.uncertaintyS).toBeCloseTo(0.001, 9);
});

test('an asymmetric line is wrong by no more than half the round trip', async () => {
	const { world } = line(500, [[0, 30]]);
	const clock = new LabClock(world);
	await clock.synchronise();
	const error = Math.abs((clock.monotonicS() ?? 0) - (world.steadyMs() / 1000 + 500));
	expect(error).toBeLessThanOrEqual((clock.uncertaintyS ?? 0) + 1e-9);
	expect(error).toBeGreaterThan(0.01);
});

test('a slow synchronisation does not replace a good one made shortly before', async () => {
	const trips: [number, number][] = Array.from({ length: 8 }, () => [1, 1]);
	const { world, pass } = line(500, [
		...trips,
		...Array.from({ length: 8 }, (): [number, number] => [0, 80])
	]);
	const clock = new LabClock(world);
	await clock.synchronise();
	pass(30_000);
	await clock.synchronise();
	expect(clock.monotonicS()).toBeCloseTo(world.steadyMs() / 1000 + 500, 9);
});

test('while the workstation is away the offset known before stays', async () => {
	const { world, pass } = line(500, [[1, 1]]);
	const clock = new LabClock({
		...world,
		ask: () => (world.steadyMs() < 60_000 ? world.ask() : Promise.reject(new Error('away')))
	});
	await clock.synchronise();
	pass(120_000);
	await clock.synchronise();
	expect(clock.monotonicS()).toBeCloseTo(world.steadyMs() / 1000 + 500, 9);
});

test('before any exchange a message of the stream gives the time, the least delayed one the best', () => {
	const { world, pass } = line(0, [[0, 0]]);
	const clock = new LabClock(world);
	expect(clock.now().monotonicS).toBeNull();
	clock.hear(1.0 + 500 - 0.2);
	clock.hear(1.0 + 500 - 0.003);
	pass(1000);
	expect(clock.monotonicS()).toBeCloseTo(502 - 0.003, 9);
	expect(clock.now().utc).toBe('2026-01-01T00:00:02.000Z');
});

test('a workstation clock that runs faster for a test is followed', async () => {
	const { world, pass } = line(0, [[2, 1]], 20);
	const clock = new LabClock(world);
	await clock.synchronise();
	pass(10_000);
	expect(clock.monotonicS()).toBeCloseTo((world.steadyMs() / 1000) * 20, 1);
});
