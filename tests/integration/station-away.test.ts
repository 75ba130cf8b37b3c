/** A station whose PostgreSQL goes away behind a proxy, and what another station hears, over real connections. */
import { randomUUID } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { verifyChain } from '#lib/core/audit/chain.ts';
import type { RecorderNotice } from '#lib/core/recording/recorder-messages.ts';
import type { ProposedEvent } from '#lib/core/session/event.ts';
import { ChartKeeper } from '#lib/server/charts/keeper.ts';
import { orAway, saysAway } from '#lib/server/database/away.ts';
import { openDatabase, type LabDatabase } from '#lib/server/database/open.ts';
import { EventStore } from '#lib/server/events/event-store.ts';
import type { RecorderClient } from '#lib/server/recorder/client.ts';
import { RemoteEvents } from '#lib/server/stations/remote-events.ts';
import { CutProxy } from '../fixtures/cut-proxy.ts';
import { newDataFolder, scriptedSession } from '../fixtures/station-session.ts';
import { MemorySession, tester } from '../memory-session.ts';
import { script } from '../whole-session.ts';
import { postgresSchema, type TestDatabase } from '../database/databases.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 90_000 });

const present = process.env['DATABASE_TEST_URL'] !== undefined;
const folder = newDataFolder();
let place: TestDatabase;
let proxy: CutProxy;
let url: string;
let station: LabDatabase;
let other: LabDatabase;

describe.skipIf(!present)('a station behind a cable', () => {
	beforeAll(async () => {
		place = await postgresSchema();
		other = await place.open();
		const direct = new URL(place.place);
		proxy = await new CutProxy({
			host: direct.hostname,
			port: Number(direct.port || 5432)
		}).start();
		direct.hostname = '127.0.0.1';
		direct.port = String(proxy.port);
		url = direct.href;
		station = await openDatabase(url);
	});
	afterAll(async () => {
		await station.close();
		await place.drop();
		await proxy.end();
		rmSync(folder, { recursive: true, force: true });
	});

	test('what the recorder tells while the database is away is written when it is back, after the marks a browser kept', async () => {
		const events = new EventStore(station);
		const lines: string[] = [];
		new MemorySession().play(script, ({ type }) => lines.push(type) > script.length);
		const chartAt = lines.indexOf('chart-started');
		const sessionId = await scriptedSession(station, folder, chartAt + 1, events);
		const commands: string[] = [];
		const problems: unknown[] = [];
		const keeper = new ChartKeeper({
			...{ events, dataFolder: folder, retryMs: 50, graceMs: 20_000 },
			recorder: {
				health: null,
				command: async (name: string) => void commands.push(name)
			} as unknown as RecorderClient,
			adopt: () => Promise.resolve(),
			problem: (problem) => problems.push(problem),
			now: () => ({ monotonicS: 2_000, utcMs: 0 })
		});
		proxy.cut();
		const away = orAway(station.db, () => events.append(sessionId, [], tester));
		await expect(away).rejects.toMatchObject({ code: 'database/away' });
		const lost = { firstSample: 4_000, samples: 20, cause: 'sequence' };
		const gap = { chart: 1, ...lost };
		keeper.notice({
			...{ type: 'notice', notice: 'gap', sessionId, ...gap, monotonicS: 1_040, utcMs: 0 }
		} as RecorderNotice);
		const file = `recordings/${sessionId}/chart-01.bdf`;
		const clock = join(folder, file.replace('.bdf', '.clock.jsonl'));
		mkdirSync(dirname(clock), { recursive: true });
		writeFileSync(
			clock,
			`${JSON.stringify({ type: 'gap', ...lost, monotonicS: 1_040, utcMs: 0 })}\n`
		);
		keeper.notice({
			...{ type: 'notice', notice: 'chart-closed', sessionId, chart: 1, file, repaired: false },
			...{ bytes: 4, sha256: 'b'.repeat(64), samples: 90_000, lost: 20 },
			...{ rateHz: 100, effectiveRateHz: 100 }
		});
		await sleep(500);
		expect(commands).toEqual([]);
		proxy.heal();
		await sleep(300);
		// the browser tries again in its own time: its marks, then the stop somebody pressed
		const kept = [
			...script.slice(chartAt + 2, chartAt + 8),
			script[lines.indexOf('chart-stopped')]!
		];
		const sent: ProposedEvent[] = [];
		for (const line of kept) {
			const { proposed, actor } = line(await events.stateOf(sessionId));
			sent.push(proposed);
			expect(await events.append(sessionId, [proposed], actor)).toMatchObject([{ ok: true }]);
		}
		await keeper.settled;
		const log = await new EventStore(other).allEvents(sessionId);
		expect(verifyChain(log)).toBeNull();
		const types = log.slice(-8).map(({ type }) => type);
		expect(types.filter((type) => type === 'chart-stopped')).toHaveLength(1);
		expect(types.at(-1)).toBe('chart-sealed');
		const written = log.filter(({ id }) => sent.some((one) => one.id === id));
		expect(written.map(({ id, at }) => ({ id, at }))).toEqual(
			sent.map(({ id, at }) => ({ id, at }))
		);
		expect(log.find(({ id }) => id === sent.at(-1)!.id)).toMatchObject({
			data: { reason: 'complete' }
		});
		const gaps = log.filter(({ type }) => type === 'gap-declared');
		expect(gaps.map(({ data, at }) => ({ data, at: at.monotonicS }))).toEqual([
			{ data: gap, at: 1_040 }
		]);
		expect(commands).toEqual(['acknowledge-chart']);
		// one word for each time it went away, and never more
		expect(problems.every(saysAway)).toBe(true);
		expect(problems).toHaveLength(1);
	});

	test('events of another station are heard within two seconds, and again after a break', async () => {
		const sessionId = await scriptedSession(other, folder, 1);
		const heard: number[] = [];
		const remote = new RemoteEvents({
			...{ db: station.db, url, watched: () => [sessionId], lookEveryMs: 60_000 },
			heard: (id) => {
				if (id === sessionId) heard.push(performance.now());
			},
			problem: () => undefined
		});
		remote.start();
		const store = new EventStore(other);
		const tellAndHear = async (): Promise<number> => {
			const [before, at] = [heard.length, { utc: '2026-03-01T08:00:00.000Z', monotonicS: null }];
			const note: ProposedEvent = {
				id: randomUUID(),
				type: 'note-added',
				at,
				data: { text: '在' }
			};
			await store.append(sessionId, [note], tester);
			const writtenMs = performance.now();
			await vi.waitFor(() => expect(heard.length).toBeGreaterThan(before), 10_000);
			return heard[before]! - writtenMs;
		};
		// it begins to listen
		await vi.waitFor(() => expect(heard.length).toBeGreaterThan(0), 10_000);
		expect(await tellAndHear()).toBeLessThan(2_000);
		proxy.cut();
		await sleep(200);
		const before = heard.length;
		proxy.heal();
		// what came meanwhile is asked for as soon as it listens again
		await vi.waitFor(() => expect(heard.length).toBeGreaterThan(before), 10_000);
		expect(await tellAndHear()).toBeLessThan(2_000);
		await remote.stop();
	});

	test('without notifications it looks by itself', async () => {
		const sessionId = await scriptedSession(other, folder, 1);
		let heard = 0;
		const remote = new RemoteEvents({
			...{ db: station.db, url: null, watched: () => [sessionId], lookEveryMs: 50 },
			...{ heard: () => heard++, problem: () => undefined }
		});
		remote.start();
		await sleep(1_000);
		expect(heard).toBe(0);
		const at = { utc: '2026-03-01T08:00:00.000Z', monotonicS: null };
		const note: ProposedEvent = { id: randomUUID(), type: 'note-added', at, data: { text: '在' } };
		await new EventStore(other).append(sessionId, [note], tester);
		await vi.waitFor(() => expect(heard).toBe(1), 10_000);
		await remote.stop();
	});
});
