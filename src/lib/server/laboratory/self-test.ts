/**
 * The self-test: a few seconds read through the recorder and judged, with nothing but the result kept.
 *
 * @module
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { LabError } from '#lib/core/errors.ts';
import { openInstrument } from '#lib/core/laboratory/may-start.ts';
import type { LaboratoryActor, LaboratoryData } from '#lib/core/laboratory/laboratory-event.ts';
import { judgeSelfTest, type HeardBlock } from '#lib/core/laboratory/self-test.ts';
import { decodeBlock } from '#lib/core/recording/block.ts';
import { recorderOf, type Desk } from '../charts/append-marked.ts';
import type { OpenDevice } from '../charts/workstation.ts';
import { settingsOf, writeLaboratory, type LaboratoryContext } from './context.ts';
import { openOf } from './start-guard.ts';

/** The recorder, what is open on it, and the workstation's clock. */
export interface SelfTestPlace {
	readonly desk: Pick<Desk, 'recorder'>;
	readonly device: OpenDevice;
	readonly monotonicS: () => number;
	/** Recorded seconds per real second; 1 except in tests. */
	readonly lapse: number;
	/** Which of several instruments of one profile it is, where the port does not tell. */
	readonly instrumentId?: string | undefined;
}

/**
 * Reads the instrument that is open, judges it, and writes what was found.
 *
 * @throws {LabError} `recorder/chart-running`, `recorder/unreachable`; `laboratory/no-settings`;
 * `laboratory/instrument-unknown` when it is not registered, or the port does not tell which one it is
 */
export async function runSelfTest(
	context: LaboratoryContext,
	place: SelfTestPlace,
	actor: LaboratoryActor
): Promise<LaboratoryData<'self-test-recorded'>> {
	const { recorder } = place.desk;
	if (recorderOf(place.desk).health?.recording)
		throw new LabError('recorder/chart-running', 'expected no running chart, got one');
	const settings = settingsOf(context.catalogue);
	if (settings === null)
		throw new LabError('laboratory/no-settings', 'expected procedure/laboratory.yaml, got none');
	const { setup } = place.device;
	const open = openOf(place.device);
	const found = openInstrument(await context.laboratory.state(), open);
	const { instrument } = {
		instrument:
			found.candidates.find((one) => one.instrumentId === place.instrumentId) ?? found.instrument
	};
	if (instrument === null)
		throw new LabError('laboratory/instrument-unknown', 'expected a registered instrument');
	const heard = await listen(place, settings.selfTest.durationS);
	const result = judgeSelfTest(
		{
			...{ heard, rateHz: setup.rateHz, channels: setup.channels },
			quality: recorder.health?.quality ?? {}
		},
		settings
	);
	const data = { instrumentId: instrument.instrumentId, port: open.port, ...result };
	await writeLaboratory(context, actor, 'self-test-recorded', data);
	return data;
}

async function listen(
	{ desk: { recorder }, monotonicS, lapse }: SelfTestPlace,
	durationS: number
): Promise<HeardBlock[]> {
	const heard: HeardBlock[] = [];
	const stop = recorder.listen({
		block: (body) => {
			const block = decodeBlock(body);
			// 0 = nothing is being recorded
			if (block.chart === 0) heard.push({ block, atS: monotonicS() });
		}
	});
	try {
		await sleep((1000 * durationS) / lapse);
	} finally {
		stop();
	}
	return heard;
}
