/** A thread that runs studies one after the other. */
import { parentPort } from 'node:worker_threads';
import { studies, type StudyName } from './studies.ts';

parentPort?.on('message', ({ id, name, job }: { id: number; name: StudyName; job: never }) => {
	parentPort?.postMessage({ id, result: studies[name](job) });
});
