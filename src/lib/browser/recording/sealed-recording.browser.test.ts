import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { FRAME_SAMPLES } from '../../core/recording/tile-file.ts';
import {
	bruteForce,
	chartOf,
	dice,
	sealedChart,
	type SealedChart
} from '../../../../tests/fixtures/sealed-chart.ts';
import { keyOf } from '../../../../tests/fixtures/browser-keys.ts';
import { workerNetwork, type Served } from '../../../../tests/fixtures/worker-network.ts';
import { KeptDatabase } from './kept-database.ts';
import { keepOnlyFor, KeptParts } from './kept-parts.ts';
import { partBytes, partsOf } from './parts.ts';
import {
	readInWorker,
	SealedRecording,
	type CopyOwner,
	type GoingReading
} from './sealed-recording.ts';

let name: string;
let database: KeptDatabase;
let ends: GoingReading[];
const keys = new Map<string, CryptoKey>();
for (const account of ['tester-1', 'reviewer-2']) keys.set(account, await keyOf(account));
const ownerOf = (account: string): CopyOwner => ({ account, key: keys.get(account)! });
beforeEach(async () => {
	name = `test-${crypto.randomUUID()}`;
	database = new KeptDatabase(name);
	ends = [];
	await keepOnlyFor('tester-1', database);
});
afterEach(async () => {
	ends.forEach((going) => going.end());
	await database.delete();
});

const testWorker = (networkName: string): Worker =>
	new Worker(new URL('../../../../tests/fixtures/sealed-test.worker.ts', import.meta.url), {
		type: 'module',
		name: networkName
	});

const fullDiskWorker = (networkName: string): Worker =>
	new Worker(new URL('../../../../tests/fixtures/full-disk.worker.ts', import.meta.url), {
		type: 'module',
		name: networkName
	});

interface Opening {
	readonly make?: typeof testWorker;
	readonly recording?: string;
	readonly account?: string | null;
	readonly most?: number;
	readonly answer?: (path: string) => Served | Promise<Served>;
}

/** Opens a chart with a worker of its own. */
function open(chart: SealedChart, opening: Opening = {}) {
	const { channels, samples, gaps } = chart;
	const network = workerNetwork(opening.answer ?? chart.answer);
	const path = '/api/sessions/s/recordings/1';
	const recording = opening.recording ?? 'sealed-1';
	const order = { path, recording, channels: channels.length, samples, gaps };
	const { account = 'tester-1', most, make = testWorker } = opening;
	const into = new SealedRecording(order);
	const seen: number[] = [];
	let end: (news: { isWhole: boolean; notKept: string | null }) => void;
	const ended = new Promise<Parameters<typeof end>[0]>((resolve) => (end = resolve));
	const going = readInWorker(
		{
			...{ is: 'read', order, owner: account === null ? null : ownerOf(account) },
			database: name,
			...(most !== undefined && { most })
		},
		into,
		{ come: () => seen.push(into.version), end: (news) => end(news) },
		() => make(network.name)
	);
	ends.push(going);
	const isVisible = async (): Promise<void> => {
		while (!into.isVisible) await new Promise((resolve) => setTimeout(resolve, 2));
	};
	return { into, ended, seen, going, isVisible, asked: network.asked };
}

/** Extents of many random runs, against looking at every sample. */
function expectTrue(recording: SealedRecording, { truth, samples }: SealedChart, seed: number) {
	const random = dice(seed);
	for (let i = 0; i < 150; i++) {
		const length = 2 ** (random() * 18);
		const from = Math.floor(random() * samples);
		const to = Math.min(samples, Math.ceil(from + length));
		truth.forEach((own, channel) =>
			expect(recording.tiles[channel]!.extent(from, to), `seed ${seed}, ${from}…${to}`).toEqual(
				bruteForce(own, from, to)
			)
		);
		expect(recording.tiles[0]!.at(from)).toBe(truth[0]![from]);
	}
}

test.each([1, 2, 3, 4, 5, 6])(
	'what comes through the worker is every sample of the recording, random %i, also from the copy',
	async (seed) => {
		const chart = sealedChart(seed);
		const first = open(chart);
		expect(await first.ended).toEqual({ isWhole: true, notKept: null });
		expectTrue(first.into, chart, seed);
		const again = open(chart);
		expect(await again.ended).toEqual({ isWhole: true, notKept: null });
		expectTrue(again.into, chart, seed);
		expect(again.asked).toEqual([]);
		expect(again.into.known).toBe(chart.samples);
	}
);

test('a single spike is in the picture as soon as only the largest tiles are here', async () => {
	const counts = new Int32Array(40 * FRAME_SAMPLES).fill(5);
	counts[123_456] = 8_000_000;
	counts[200_001] = -8_000_000;
	const chart = chartOf([counts]);
	const { into, isVisible, asked } = open(chart, {
		answer: (path) => (path.includes('tile=1024') ? chart.answer(path) : 'never')
	});
	await isVisible();
	expect(into.tiles[0]!.extent(0, counts.length)).toEqual({ min: -8_000_000, max: 8_000_000 });
	expect(into.tiles[0]!.extent(123_000, 124_000).max).toBe(8_000_000);
	expect(into.tiles[0]!.extent(130_000, 190_000)).toEqual({ min: 5, max: 5 });
	expect(into.known).toBe(0);
	expect(asked[0]).toContain('tile=1024');
});

test('each part that comes is told, so that the picture is drawn again', async () => {
	const chart = sealedChart(7);
	const { seen, ended } = open(chart);
	await ended;
	expect(seen.length).toBeGreaterThanOrEqual(5);
	expect(seen).toEqual(seen.map((_, i) => i + 1));
});

test('what is looked at comes before the rest, down to its samples', async () => {
	const counts = Int32Array.from({ length: 100 * FRAME_SAMPLES }, (_, i) => (i * 7919) % 1009);
	const chart = chartOf([counts]);
	let release: () => void = () => undefined;
	const held = new Promise<void>((resolve) => (release = resolve));
	const { into, going, ended, asked, isVisible } = open(chart, {
		answer: async (path) => {
			const from = Number(new URL(path, location.href).searchParams.get('from'));
			const isSeen = from >= 48 * FRAME_SAMPLES && from < 64 * FRAME_SAMPLES;
			if (path.includes('blocks') && !isSeen) await held;
			return chart.answer(path);
		}
	});
	const run = { from: 50 * FRAME_SAMPLES, to: 50 * FRAME_SAMPLES + 3000 };
	going.see(run);
	await isVisible();
	await vi.waitFor(() => expect(into.tiles[0]!.at(run.from)).toBe(counts[run.from]));
	expect(into.tiles[0]!.extent(run.from + 1, run.from + 2)).toEqual({
		...{ min: counts[run.from + 1], max: counts[run.from + 1] }
	});
	expect([into.known, into.loaded]).toEqual([0, 16 * FRAME_SAMPLES]);
	const before = asked.slice(
		0,
		asked.findIndex((path) => path.includes('blocks'))
	);
	expect(before.filter((path) => path.includes('tile=16&'))).toHaveLength(1);
	release();
	expect(await ended).toMatchObject({ isWhole: true });
	expect([into.known, into.loaded]).toEqual([counts.length, counts.length]);
	expectTrue(into, chart, 1);
});

test('a part that was damaged or cut short is read from the server again, and only that', async () => {
	const chart = sealedChart(8, 2, 40 * FRAME_SAMPLES);
	await open(chart).ended;
	const parts = await database.part.toArray();
	const [tiles, samples] = [parts.find(({ size }) => size === 128)!, parts[0]!];
	expect(samples.size).toBe(1);
	const damaged = tiles.bytes.slice();
	damaged[100]! ^= 1;
	await database.part.put({ ...tiles, bytes: damaged });
	await database.part.put({ ...samples, bytes: samples.bytes.slice(0, -7) });
	const again = open(chart);
	expect(await again.ended).toMatchObject({ isWhole: true });
	expectTrue(again.into, chart, 8);
	expect(again.asked.every((path) => /tile=128|blocks/.test(path))).toBe(true);
	expect(again.asked.length).toBeGreaterThanOrEqual(2);
	// and is whole in the copy afterwards
	const third = open(chart);
	await third.ended;
	expect(third.asked).toEqual([]);
});

test('nobody reads the copy of another person, and it is gone', async () => {
	const chart = sealedChart(9);
	await open(chart).ended;
	await keepOnlyFor('reviewer-2', database);
	expect([await database.part.count(), await database.recording.count()]).toEqual([0, 0]);
	const theirs = open(chart, { account: 'reviewer-2' });
	await theirs.ended;
	expect(theirs.asked.some((path) => path.includes('blocks'))).toBe(true);
	// a tab left open by the first person neither reads nor writes
	const left = open(chart);
	expect(await left.ended).toMatchObject({ isWhole: true });
	expect(left.asked.some((path) => path.includes('blocks'))).toBe(true);
	const accounts = (await database.part.toArray()).map(({ account }) => account);
	expect(new Set(accounts)).toEqual(new Set(['reviewer-2']));
});

test('after a sign-out or a lock nothing is left, not even by a reading that goes on', async () => {
	const chart = sealedChart(10, 3, 100 * FRAME_SAMPLES);
	const signedOut: Promise<void>[] = [];
	const reading = open(chart, {
		answer: (path) => {
			if (path.includes('tile=16&')) signedOut.push(keepOnlyFor(null, database));
			return chart.answer(path);
		}
	});
	await reading.ended;
	await Promise.all(signedOut);
	expect(signedOut.length).toBeGreaterThan(0);
	expect([await database.part.count(), await database.recording.count()]).toEqual([0, 0]);
	const nobody = open(chart, { account: null });
	expect(await nobody.ended).toEqual({ isWhole: true, notKept: null });
	expect(await database.part.count()).toBe(0);
});

test('what was not looked at for longest makes room', async () => {
	const chart = sealedChart(11);
	await open(chart, { recording: 'a' }).ended;
	const { bytes } = (await database.recording.get(['tester-1', 'a']))!;
	const most = Math.floor(2.5 * bytes);
	await open(chart, { recording: 'b', most }).ended;
	await open(chart, { recording: 'a', most }).ended;
	await open(chart, { recording: 'c', most }).ended;
	const kept = (await database.recording.toArray()).map(({ recording }) => recording);
	expect(kept.sort()).toEqual(['a', 'c']);
	const all = (await database.part.toArray()).reduce((sum, one) => sum + one.bytes.length, 0);
	expect(all).toBe(2 * bytes);
});

test('a recording that is larger than all room is read whole and kept in part', async () => {
	const chart = sealedChart(12, 3, 60 * FRAME_SAMPLES);
	const small = open(chart, { most: 400_000 });
	expect(await small.ended).toEqual({ isWhole: true, notKept: null });
	expectTrue(small.into, chart, 12);
	const sizes = (await database.part.toArray()).map(({ size }) => size);
	expect(sizes).toContain(1024);
	expect((await database.recording.toArray())[0]!.bytes).toBeLessThanOrEqual(400_000);
});

test.each([
	['a refusal', (path: string) => (path.includes('blocks') ? 403 : null)],
	['a server that is away', (path: string) => (path.includes('tile=128') ? 'away' : null)],
	['tiles of another size', (path: string) => (path.includes('tile=16&') ? wrongTiles : null)],
	['a recording that ends early', (path: string) => (path.includes('blocks') ? nothing : null)]
] as const)('%s is told as not whole', async (_, instead) => {
	const chart = sealedChart(13);
	const { ended } = open(chart, { answer: (path) => instead(path) ?? chart.answer(path) });
	expect(await ended).toMatchObject({ isWhole: false });
});
const nothing = new Uint8Array(0);
const wrongTiles = new Uint8Array(16 + 3072);

test('a browser without room costs the copy, and says so; the recording is read whole', async () => {
	const chart = sealedChart(14, 3, 60 * FRAME_SAMPLES);
	const { into, ended } = open(chart, { make: fullDiskWorker });
	const { isWhole, notKept } = await ended;
	expect(isWhole).toBe(true);
	expect(notKept).toMatch(/room/);
	expectTrue(into, chart, 14);
	// what was taken before is whole and used
	const again = open(chart);
	expect(await again.ended).toEqual({ isWhole: true, notKept: null });
	expect(again.asked.some((path) => path.includes('tile=1024'))).toBe(false);
	expectTrue(again.into, chart, 15);
});

test('two hours of eight channels at 1 kHz: the first picture from the copy, told and not judged', async () => {
	const [channels, samples] = [8, 7_200_000];
	const kept = new KeptParts({ ...ownerOf('tester-1'), recording: 'long' }, database);
	for (const size of [1024, 128, 16] as const)
		for (const part of partsOf(size, samples)) {
			const bytes = Uint8Array.from({ length: partBytes(part, channels) }, (_, i) => i % 7);
			await kept.keep(part, bytes);
		}
	const order = { path: '/x', recording: 'long', channels, samples, gaps: [] };
	const network = workerNetwork(() => 'never');
	const begin = performance.now();
	const into = new SealedRecording(order);
	const times: string[] = [];
	const whole = new Promise<void>((resolve) =>
		ends.push(
			readInWorker(
				{ is: 'read', order, owner: ownerOf('tester-1'), database: name },
				into,
				{
					come: () => {
						if (!into.isVisible) return;
						into.tiles.forEach((tiles) => tiles.extent(0, samples));
						times.push((performance.now() - begin).toFixed(0));
						if (into.version === 2 + 4 + 28) resolve();
					},
					end: () => undefined
				},
				() => testWorker(network.name)
			)
		)
	);
	await whole;
	expect(network.asked.every((path) => path.includes('blocks'))).toBe(true);
	console.info(`first extents after ${times[0]} ms, all tiles after ${times.at(-1)} ms`);
});
