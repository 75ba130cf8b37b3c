/** Everything that is measured, as data. */
import { readFileSync } from 'node:fs';
import { VIRTUAL_TEST_FILES } from '../contracts/virtual-test.ts';
import { nullStudies } from './nulls/run-nulls.ts';
import { byOperation, notCompared, peerRows } from './peers/agreement.ts';
import { decompositions } from './peers/decomposition.ts';
import { Pool } from './pool.ts';
import { annotatedBeats } from './records/annotated-beats.ts';
import { breathingAgainstPeers } from './records/breathing.ts';
import { heartRatesAgainstPeers } from './records/heart-rates.ts';
import { pulseAgainstEcg } from './records/pulse-against-ecg.ts';
import { dataHashes, fileHash, recordings } from './records/recordings.ts';
import { driverAgreement, responseCounts, responsesAfterEvents } from './records/skin-responses.ts';
import { samples } from './samples.ts';
import { simulation } from './simulation/groups.ts';
import { TECHNIQUE_FILE } from './simulation/operating.ts';

/** Detectors on real recordings. */
export function recordStudies() {
	return {
		beats: annotatedBeats(),
		pulse: pulseAgainstEcg(),
		heartRates: heartRatesAgainstPeers(),
		drivers: driverAgreement(),
		responseCounts: responseCounts(),
		events: responsesAfterEvents(),
		breathing: breathingAgainstPeers()
	};
}

/** Our numbers against those of other programs on the same real recordings. */
export function peerStudies() {
	const rows = peerRows();
	return {
		operations: byOperation(rows),
		rows,
		notCompared: notCompared(),
		decompositions: decompositions()
	};
}

/** What the figures come from; no dates, so that the same tree gives the same report. */
export function origin() {
	const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as {
		readonly version: string;
	};
	const files = [VIRTUAL_TEST_FILES.model, VIRTUAL_TEST_FILES.measures, TECHNIQUE_FILE];
	return {
		software: `Jingwei ${version}`,
		data: { recordings: recordings().length, ...dataHashes() },
		protocols: Object.fromEntries(files.map((file) => [file, fileHash(file)]))
	};
}

/** Runs everything. */
export async function validation() {
	const pool = new Pool();
	const long = Promise.all([simulation(pool), nullStudies(pool)]);
	const [records, peers, kept] = [recordStudies(), peerStudies(), samples()];
	const [simulated, nulls] = await long;
	await pool.close();
	return { origin: origin(), records, peers, simulation: simulated, nulls, samples: kept };
}

/** All figures. */
export type Validation = Awaited<ReturnType<typeof validation>>;

/** A copy in which every number has six significant digits: more is not measured. */
export function rounded<T>(value: T): T {
	return JSON.parse(
		JSON.stringify(value, (_key, one: unknown) =>
			typeof one === 'number' && !Number.isInteger(one) ? Number(one.toPrecision(6)) : one
		)
	) as T;
}
