/**
 * Figures of this process and its recorder for a monitoring program, in the text format of Prometheus.
 *
 * Numbers of machines only: labels are words of this file, never text of a case, a session, a file or a person.
 *
 * @module
 */
import { statfs } from 'node:fs/promises';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { RecorderHealth } from '../../core/recording/recorder-messages.ts';
import type { ScrubState } from '../archive/scrub.ts';
import type { StreamHub } from '../stream/hub.ts';

/** Where the figures come from. */
export interface MetricSources {
	readonly hub: Pick<StreamHub, 'health' | 'listeners' | 'blocks' | 'listen'>;
	readonly dataFolder: string;
	/** How the sealed folders do. */
	sealed(): ScrubState;
	/** Asks the database for next to nothing. */
	ask(): Promise<unknown>;
}

/** What a statement of the database does. */
export const queryKinds = ['select', 'insert', 'update', 'delete', 'other'] as const;
export type QueryKind = (typeof queryKinds)[number];

/** @param node kind of the tree of a statement as Kysely names it, e.g. `SelectQueryNode` */
export function kindOfQuery(node: string): QueryKind {
	return queryKinds.find((kind) => node.toLowerCase().startsWith(kind)) ?? 'other';
}

const DEVICE_STATES = ['closed', 'opening', 'streaming', 'stalled', 'lost'] as const;
/** [s] */
const QUERY_BUCKETS = [0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5];
const PREFIX = 'jingwei_';

/** The figures of one web process. */
export class Metrics {
	readonly #registry = new Registry();
	readonly #queries: Histogram<'kind'>;
	readonly #written: Counter;
	readonly #lost: Counter;
	/** What the running chart was last said to hold. */
	#last: { readonly chart: string; readonly written: number; readonly lost: number } | null = null;
	#sources: MetricSources | null = null;

	constructor() {
		const registers = [this.#registry];
		collectDefaultMetrics({ register: this.#registry, prefix: PREFIX });
		this.#queries = new Histogram({
			...{ name: `${PREFIX}database_query_seconds`, registers, labelNames: ['kind'] as const },
			...{ help: 'Time statements of the database took', buckets: QUERY_BUCKETS }
		});
		this.#written = new Counter({
			...{ name: `${PREFIX}recorder_samples_written_total`, registers },
			help: 'Samples of each channel that were put on disk since this process began to listen'
		});
		this.#lost = new Counter({
			...{ name: `${PREFIX}recorder_samples_lost_total`, registers },
			help: 'Samples of each channel that were declared lost since this process began to listen'
		});
	}

	/** A statement took so long [ms]. */
	queried(kind: QueryKind, ms: number): void {
		this.#queries.observe({ kind }, ms / 1000);
	}

	/** Begins to look; once. */
	watch(sources: MetricSources): void {
		this.#sources = sources;
		sources.hub.listen((tiding) => {
			if (tiding.what === 'health') this.#heard(tiding.health);
		});
		this.#watchRecorder(sources.hub);
		this.#watchQueues(sources.hub);
		this.#watchSealed(sources);
		this.#gauge('data_disk_free_bytes', 'Free room where recordings go', async () => {
			const { bavail, bsize } = await statfs(sources.dataFolder);
			return bavail * bsize;
		});
		this.#gauge(
			'database_answer_seconds',
			'Time the database took to answer just now',
			async () => {
				const startMs = performance.now();
				await sources.ask();
				return (performance.now() - startMs) / 1000;
			}
		);
	}

	/** Everything, as text. */
	async text(): Promise<{ readonly text: string; readonly contentType: string }> {
		if (this.#sources === null) return { text: '', contentType: this.#registry.contentType };
		return { text: await this.#registry.metrics(), contentType: this.#registry.contentType };
	}

	#heard({ recording }: RecorderHealth): void {
		if (recording === null) {
			this.#last = null;
			return;
		}
		const { sessionId, chart, writtenSamples: written, lost } = recording;
		const key = `${sessionId}/${chart}`;
		const before = this.#last?.chart === key ? this.#last : { written: 0, lost: 0 };
		this.#written.inc(Math.max(0, written - before.written));
		this.#lost.inc(Math.max(0, lost - before.lost));
		this.#last = { chart: key, written, lost };
	}

	#watchRecorder(hub: MetricSources['hub']): void {
		const registers = [this.#registry];
		this.#gauge('recorder_up', '1 while the recorder answers', () => (hub.health ? 1 : 0));
		this.#gauge('recorder_recording', '1 while a chart is recorded', () =>
			hub.health?.recording ? 1 : 0
		);
		this.#gauge('recorder_storage_problem', '1 while the disk refuses or does not answer', () =>
			hub.health?.recording?.problem ? 1 : 0
		);
		this.#gauge('recorder_write_delay_seconds', 'From a record to the disk, last write', () =>
			hub.health ? hub.health.writeDelayMs / 1000 : 0
		);
		this.#gauge('recorder_disk_free_bytes', 'Free room as the recorder sees it', () =>
			hub.health ? hub.health.diskFreeBytes : 0
		);
		const state = new Gauge({
			...{ name: `${PREFIX}recorder_device_state`, registers, labelNames: ['state'] as const },
			help: '1 for the state the instrument is in',
			collect: () => {
				for (const each of DEVICE_STATES)
					state.set({ state: each }, hub.health?.device === each ? 1 : 0);
			}
		});
	}

	#watchSealed({ sealed }: Pick<MetricSources, 'sealed'>): void {
		this.#gauge('sealed_folders', 'Sealed folders at this station', () => sealed().folders);
		this.#gauge(
			'sealed_folders_damaged',
			'Sealed folders that are not what was sealed and could not be mended',
			() => sealed().damaged
		);
		this.#gauge(
			'sealed_folders_repaired',
			'Sealed folders mended from the archive since this process was started',
			() => sealed().repaired
		);
		this.#gauge(
			'sealed_folders_oldest_check_seconds',
			'Since the sealed folder read longest ago was read; -1 = one never was',
			() => {
				const { oldestMs, folders } = sealed();
				if (folders === 0) return 0;
				return oldestMs === null ? -1 : (Date.now() - oldestMs) / 1000;
			}
		);
	}

	#watchQueues(hub: MetricSources['hub']): void {
		this.#gauge('recorder_samples_waiting', 'Samples in memory that are not on disk', () => {
			const recording = hub.health?.recording;
			return recording ? Math.max(0, recording.samples - recording.writtenSamples) : 0;
		});
		this.#gauge('stream_blocks_kept', 'Blocks kept for tabs that were cut off', () => {
			const { first, last } = hub.blocks;
			return first === null || last === null ? 0 : last - first + 1;
		});
		// this object listens too
		this.#gauge('stream_clients', 'Tabs that read the stream', () => hub.listeners - 1);
	}

	#gauge(name: string, help: string, read: () => number | Promise<number>): void {
		const gauge = new Gauge({
			...{ name: PREFIX + name, help, registers: [this.#registry] },
			collect: async () => {
				gauge.set(await read());
			}
		});
	}
}
