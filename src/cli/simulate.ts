/**
 * `simulate`: a whole session of a virtual subject, recorded through the recorder process and a serial port.
 *
 * @module
 */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { demonstrationContent } from '#lib/core/casework/demonstration.ts';
import { chartCounts } from '#lib/core/protocols/technique.ts';
import type { EventData } from '#lib/core/session/event.ts';
import { markedChart } from '#lib/core/signal/from-recording.ts';
import { measureChart } from '#lib/core/signal/measure.ts';
import { openProtocols } from '#lib/server/protocols.ts';
import { analyse, postTestInterview, type ConclusionPlan } from './simulation/conclude.ts';
import { examine } from './simulation/examine.ts';
import { openLaboratory, waitForHealth, type Laboratory } from './simulation/laboratory.ts';
import {
	readSimulationOptions,
	simulatedSessionId,
	type SimulationOptions
} from './simulation/options.ts';
import { preTestInterview, prepareQuestions } from './simulation/prepare.ts';
import { simulationProtocols, type SimulationProtocols } from './simulation/protocols.ts';
import { resultOf } from './simulation/result.ts';
import { makeSessionFolder, writeSessionFolder } from './simulation/session-folder.ts';
import { SessionLog } from './simulation/session-log.ts';

/** Sensors are watched for this long before they are accepted [s]. */
const WATCH_S = 12;
const SOFTWARE = 'jingwei simulate';

/**
 * Simulates one session and prints its result as one line of JSON.
 *
 * @returns exit code: 0 when the folder is whole, 1 when it is not
 * @throws {LabError} `cli/usage`, or the refusal of whichever part refused
 */
export async function simulate(args: string[]): Promise<number> {
	const options = readSimulationOptions(args);
	const protocols = simulationProtocols(openProtocols(), options);
	await makeSessionFolder(options.out);
	const begun = performance.now();
	const { subject, seed, lapse } = options;
	const laboratory = await openLaboratory({
		choice: { subject, seed },
		lapse,
		device: protocols.device.setup
	});
	try {
		const log = await runSession(laboratory, protocols, options);
		const recordings = join(laboratory.data, 'recordings', log.state.sessionId);
		await writeSessionFolder(options.out, log, { recordings, protocols: protocols.files });
		const result = await resultOf(log.state, options, (performance.now() - begun) / 1000);
		process.stdout.write(`${JSON.stringify(result)}\n`);
		return result.verified ? 0 : 1;
	} finally {
		await laboratory.close();
	}
}

/** All six steps, up to the seal. */
async function runSession(
	laboratory: Laboratory,
	protocols: SimulationProtocols,
	options: SimulationOptions
): Promise<SessionLog> {
	const { procedure, technique, demonstration, list, device, rights, fitness } = protocols;
	const content = demonstrationContent(demonstration, options.locale, options.questions, list);
	const log = new SessionLog(simulatedSessionId(options), procedure, laboratory.clock);
	log.add('session-opened', {
		caseId: demonstration.id,
		subjectCode: demonstration.subject.code,
		technique: technique.id,
		demonstration: true,
		protocols: protocols.files.map(({ name, sha256 }) => ({ name, sha256 }))
	});
	prepareQuestions(log, content, protocols);
	const sensors = await checkSensors(laboratory);
	const isToldItems = procedure.steps
		.flatMap(({ gates }) => gates)
		.some(
			({ condition, parameters }) => condition === 'items-reviewed' && parameters.atLeast !== 0
		);
	const readBefore = content.questions.flatMap(({ questionId, items }) =>
		isToldItems ? items.map(({ itemId }) => ({ questionId, itemId })) : []
	);
	preTestInterview(log, content, { rights, fitness, sensors, readBefore });
	const charts = options.charts ?? chartCounts(technique, content.questions.length).recommended;
	for (let chart = 1; chart <= charts; chart++)
		await examine(log, laboratory, {
			chart,
			choice: { subject: options.subject, seed: options.seed },
			technique,
			lists: list === null ? [] : [list],
			profileSha256: device.sha256,
			subjectCode: demonstration.subject.code
		});
	const { seed, locale } = options;
	const { scoring } = protocols;
	const plan: ConclusionPlan = { software: SOFTWARE, technique, scoring, seed, locale, content };
	analyse(log, await measure(log, laboratory, protocols), plan);
	postTestInterview(log, content);
	return log;
}

/** Opens the device and watches its signals for a while, as a tester does. */
async function checkSensors(laboratory: Laboratory): Promise<EventData<'sensors-checked'>> {
	const { recorder, setup, clock } = laboratory;
	const { model } = await recorder.command('open', { setup });
	const watchedS = clock.monotonicS() + WATCH_S;
	const { quality } = await waitForHealth(
		laboratory,
		({ device, monotonicS }) => device === 'streaming' && monotonicS > watchedS
	);
	const channels = setup.channels.map(({ name, kind }) => {
		const value = Math.min(1, Math.max(0, quality[name] ?? 0));
		return { name, kind, quality: value, accepted: value > 0 };
	});
	return {
		device: `${model ?? 'unknown'} ${setup.serialNumber ?? ''}`.trim(),
		profile: setup.profile,
		channels,
		accepted: channels.some(({ kind, accepted }) => kind === 'eda' && accepted),
		note: 'virtual instrument'
	};
}

/** Measures every chart from its closed file. */
async function measure(
	log: SessionLog,
	{ data }: Laboratory,
	{ settings }: SimulationProtocols
): Promise<EventData<'chart-measured'>['measurements']> {
	const folder = join(data, 'recordings', log.state.sessionId);
	const rows: EventData<'chart-measured'>['measurements'] = [];
	for (const chart of log.state.charts) {
		const recording = await readFile(join(folder, basename(chart.started.file)));
		rows.push(...measureChart(markedChart(chart, recording), settings));
	}
	return rows;
}
