import { tmpdir } from 'node:os';
import { expect, test } from 'vitest';
import type { RecorderHealth } from '../../core/recording/recorder-messages.ts';
import { StreamHub } from '../stream/hub.ts';
import { Metrics, queryKinds } from './metrics.ts';

/** In every text there is. */
const CANARY = 'canary-张三';

const health = (writtenSamples: number, lost: number, chart = 1): RecorderHealth => ({
	...{ type: 'health', bootId: CANARY, monotonicS: 1, utcMs: 1, device: 'streaming' },
	...{ deviceDetail: CANARY, profile: CANARY, rateHz: 256, effectiveRateHz: 256 },
	recording: {
		...{ sessionId: CANARY, chart, file: `recordings/${CANARY}/chart-01.bdf`, samples: 700 },
		...{ writtenSamples, lost, gaps: 1, problem: `ENOSPC ${CANARY}` }
	},
	...{ diskFreeBytes: 5e9, writeDelayMs: 12, quality: { [CANARY]: 1 }, lastBlock: 9, firstBlock: 1 }
});

/** Samples of the text format by name, labels as they stand. */
function parsed(text: string): Map<string, number> {
	const lines = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
	const form = /^([a-z_:][a-z0-9_:]*(?:\{[^}]*\})?) (\S+)$/;
	return new Map(
		lines.map((line) => {
			const [, name = '', value = ''] = form.exec(line) ?? [];
			expect(name, line).not.toBe('');
			return [name, Number(value)];
		})
	);
}

async function watched() {
	const hub = new StreamHub();
	const metrics = new Metrics();
	const sealed = () => ({ folders: 3, damaged: 1, repaired: 2, oldestMs: null });
	metrics.watch({ hub, dataFolder: tmpdir(), sealed, ask: async () => CANARY });
	return { hub, metrics };
}

test('samples are counted over charts, and states, queues and clients are those of now', async () => {
	const { hub, metrics } = await watched();
	hub.listen(() => undefined);
	hub.heard(health(256, 0));
	hub.heard(health(512, 30));
	hub.heard(health(100, 5, 2));
	// processors are counted in steps of some milliseconds
	const begin = process.cpuUsage();
	while (process.cpuUsage(begin).user < 20_000) JSON.stringify([...Array(1000).keys()]);
	const figures = parsed((await metrics.text()).text);
	expect(figures.get('jingwei_recorder_samples_written_total')).toBe(612);
	expect(figures.get('jingwei_recorder_samples_lost_total')).toBe(35);
	expect(figures.get('jingwei_sealed_folders_damaged')).toBe(1);
	expect(figures.get('jingwei_sealed_folders_oldest_check_seconds')).toBe(-1);
	expect(figures.get('jingwei_recorder_samples_waiting')).toBe(600);
	expect(figures.get('jingwei_recorder_up')).toBe(1);
	expect(figures.get('jingwei_recorder_storage_problem')).toBe(1);
	expect(figures.get('jingwei_recorder_device_state{state="streaming"}')).toBe(1);
	expect(figures.get('jingwei_recorder_device_state{state="lost"}')).toBe(0);
	expect(figures.get('jingwei_stream_clients')).toBe(1);
	expect(figures.get('jingwei_recorder_write_delay_seconds')).toBe(0.012);
	expect(figures.get('jingwei_data_disk_free_bytes')).toBeGreaterThan(0);
	expect(figures.get('jingwei_process_cpu_user_seconds_total')).toBeGreaterThan(0);
	hub.recorderGone();
	expect(parsed((await metrics.text()).text).get('jingwei_recorder_up')).toBe(0);
});

test('nothing of a case, a file or a person is in it, and labels are words of the program', async () => {
	const { hub, metrics } = await watched();
	hub.recorderBoot(CANARY);
	hub.heard(health(256, 0));
	hub.tell({ what: 'event', sessionId: CANARY });
	for (const kind of queryKinds) metrics.queried(kind, 3);
	const { text } = await metrics.text();
	expect(text).not.toContain('canary');
	expect(text).not.toContain('张');
	const labels = [...text.matchAll(/([a-z_]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]);
	const own = labels.filter(([name]) => name === 'kind' || name === 'state');
	expect(new Set(own.map(([, value]) => value))).toEqual(
		new Set([...queryKinds, 'closed', 'opening', 'streaming', 'stalled', 'lost'])
	);
	// those of Node's own figures: kinds of memory, of collections, its version
	const names = new Set(labels.map(([name]) => name));
	const known = ['kind', 'state', 'le', 'type', 'space', 'version', 'major', 'minor', 'patch'];
	expect([...names].filter((name) => !known.includes(name ?? ''))).toEqual([]);
});
