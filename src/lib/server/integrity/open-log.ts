/**
 * The log of a laboratory as its settings say: key, places outside.
 *
 * @module
 */
import { resolve } from 'node:path';
import type { LabDatabase } from '../database/open.ts';
import type { EventStore } from '../events/event-store.ts';
import { readLogKey } from './log-key.ts';
import { LogKeeper, type AnchorPlace } from './log-keeper.ts';
import { readAuthority, requestTimeStamp } from './time-stamp.ts';
import { writeWitness } from './witness.ts';

/** Events after which the log is signed at once. */
const SIGNED_AT_ONCE = new Set(['session-sealed', 'report-issued', 'report-signed']);

/** Places outside: `JINGWEI_WITNESS` (a file), `JINGWEI_TSA_URL` with `JINGWEI_TSA_CERT` (a time stamp authority). */
export function anchorPlaces(env: NodeJS.ProcessEnv): AnchorPlace[] {
	const places: AnchorPlace[] = [];
	const witness = env['JINGWEI_WITNESS'];
	if (witness !== undefined && witness !== '') {
		const path = resolve(witness);
		const put: AnchorPlace['put'] = (head) => writeWitness(path, head).then(() => path);
		places.push({ kind: 'witness', name: path, put });
	}
	const url = env['JINGWEI_TSA_URL'];
	if (url !== undefined && url !== '') {
		const put: AnchorPlace['put'] = async (head) => {
			// read each time: a renewed certificate counts without a restart
			const authority = await readAuthority(url, env['JINGWEI_TSA_CERT'] ?? '');
			return (await requestTimeStamp(authority, head)).toString('base64');
		};
		places.push({ kind: 'time-stamp', name: url, put });
	}
	return places;
}

/** Starts keeping the log. */
export function openLog(
	{ db }: LabDatabase,
	dataFolder: string,
	events: Pick<EventStore, 'onAppended'>
): LogKeeper {
	const keeper = new LogKeeper({
		...{ db, key: readLogKey(dataFolder), places: anchorPlaces(process.env), now: Date.now },
		monotonicMs: () => performance.now(),
		problem: (error) => console.error('log:', error instanceof Error ? error.message : error)
	});
	events.onAppended((_, written) => {
		if (written.some(({ type }) => SIGNED_AT_ONCE.has(type))) void keeper.headSoon();
	});
	keeper.start();
	return keeper;
}
