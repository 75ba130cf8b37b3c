/**
 * A station whose PostgreSQL is away for an hour of recording: the recorder goes on, what was marked and what was lost
 * is written when the database is back, once.
 *
 * The hour is one of recorded time: instrument, recorder and clock run faster. What waits in real time (the pauses
 * before something is tried again) does not.
 */
import { rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { slowerInstrument } from '../e2e/quick-protocols.ts';
import { CutProxy } from '../fixtures/cut-proxy.ts';
import { WatchedChart } from '../fixtures/watched-chart.ts';
import { postgresSchema, type TestDatabase } from '../database/databases.ts';

vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 240_000 });

const RATE_HZ = 100;
const HOUR = 3600 * RATE_HZ;
const MARKS = 60;
const DROPS = 5;
const DROPPED = 4;
/** With `npm run faults -- --long` ten real minutes. */
const LAPSE = process.env['JINGWEI_FAULTS_LONG'] === '1' ? 6 : 120;
const present = process.env['DATABASE_TEST_URL'] !== undefined;

describe.skipIf(!present)('a station and its database', () => {
	const protocols = slowerInstrument();
	let place: TestDatabase;
	let proxy: CutProxy;
	let chart: WatchedChart;

	beforeAll(async () => {
		place = await postgresSchema();
		const url = new URL(place.place);
		const target = { host: url.hostname, port: Number(url.port || 5432) };
		proxy = await new CutProxy(target).start();
		[url.hostname, url.port] = ['127.0.0.1', String(proxy.port)];
		chart = new WatchedChart({
			...{ DATABASE_URL: url.href, JINGWEI_PROTOCOLS: protocols },
			JINGWEI_TIME_LAPSE: String(LAPSE)
		});
		await chart.open(RATE_HZ, LAPSE);
		await chart.begin();
	});
	afterAll(async () => {
		await chart.remove();
		await proxy.end();
		await place.drop();
		rmSync(protocols, { recursive: true });
	});

	test('F19: PostgreSQL is away for an hour of recording', async () => {
		await chart.suffer('F19', { runs: 1, dropped: DROPS * DROPPED }, async () => {
			const { next: first } = await chart.instrument.count();
			proxy.cut();
			let [marks, drops] = [0, 0];
			for (let done = 0; done < HOUR || drops < DROPS; await sleep(20)) {
				const { next } = await chart.instrument.count();
				done = next - first;
				// a busy machine looks seldom: marks that were due meanwhile are made at once, drops one at a time
				for (; done > ((marks + 0.5) * HOUR) / MARKS; marks++) chart.remark();
				if (done <= ((drops + 0.5) * HOUR) / DROPS) continue;
				await chart.instrument.drop(DROPPED);
				drops++;
			}
			expect([marks, drops]).toEqual([MARKS, DROPS]);
			proxy.heal();
			const healedMs = performance.now();
			await chart.caughtUp();
			const tookS = ((performance.now() - healedMs) / 1000).toFixed(1);
			return `PostgreSQL away for an hour of recording (${LAPSE} times faster); ${MARKS} marks were in the log ${tookS} s after it was back`;
		});
		await chart.finish();
	});
});
