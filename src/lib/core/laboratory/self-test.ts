/**
 * A self-test: a few seconds read through the recorder, looked at for rate, loss, and channels that do not move.
 *
 * @module
 */
import type { Block } from '../recording/block.ts';
import type { ChannelSpec } from '../recording/recorder-messages.ts';
import type { LaboratoryData } from './laboratory-event.ts';
import type { LaboratorySettings } from './laboratory-settings.ts';

/** A block, and when it came on the workstation's clock [s]. */
export interface HeardBlock {
	readonly block: Block;
	readonly atS: number;
}

/** What was read. */
export interface SelfTestReading {
	readonly heard: readonly HeardBlock[];
	/** Nominal samples a second. */
	readonly rateHz: number;
	readonly channels: readonly Pick<ChannelSpec, 'name' | 'kind' | 'digitalMin' | 'digitalMax'>[];
	/** By the recorder, 0…1, by name of channel. */
	readonly quality: Readonly<Record<string, number>>;
}

/** A channel that stands at a limit of its converter for more than this share of the samples is dead. */
const MOST_AT_LIMIT = 0.5;

type Result = Omit<LaboratoryData<'self-test-recorded'>, 'instrumentId' | 'port'>;

/**
 * Judges a reading.
 *
 * The rate is that of the samples after the first block over the time from the first block to the last: what lay in
 * the port before is not counted.
 */
export function judgeSelfTest(
	{ heard, rateHz, channels, quality }: SelfTestReading,
	{ selfTest }: Pick<LaboratorySettings, 'selfTest'>
): Result {
	const samplesOf = ({ block }: HeardBlock): number => block.channels[0]?.length ?? 0;
	const arrived = heard.filter(({ block }) => !block.gap);
	const lost = heard.reduce((sum, one) => sum + (one.block.gap ? samplesOf(one) : 0), 0);
	const samples = arrived.reduce((sum, one) => sum + samplesOf(one), 0);
	const durationS = (heard.at(-1)?.atS ?? 0) - (heard[0]?.atS ?? 0);
	const after = heard.slice(1).reduce((sum, one) => sum + samplesOf(one), 0);
	const measuredHz = durationS > 0 ? after / durationS : 0;
	const checked = channels.map((channel, index) =>
		checkChannel(channel, index, { arrived, quality: quality[channel.name] ?? 0 })
	);
	const faults: Result['faults'] = [];
	if (samples === 0) faults.push('no-samples');
	else if (Math.abs(measuredHz / rateHz - 1) > selfTest.rateTolerance) faults.push('rate');
	if (lost > 0) faults.push('lost-samples');
	if (samples > 0 && checked.some(({ alive }) => !alive)) faults.push('dead-channel');
	if (checked.some((one) => one.quality < selfTest.leastQuality)) faults.push('quality');
	return {
		...{ passed: faults.length === 0, faults, durationS, rateHz, measuredHz, samples, lost },
		channels: checked
	};
}

function checkChannel(
	{ name, kind, digitalMin, digitalMax }: SelfTestReading['channels'][number],
	index: number,
	{ arrived, quality }: { readonly arrived: readonly HeardBlock[]; readonly quality: number }
): Result['channels'][number] {
	let [low, high, atLimit, count] = [Infinity, -Infinity, 0, 0];
	for (const { block } of arrived)
		for (const value of block.channels[index] ?? []) {
			if (value < low) low = value;
			if (value > high) high = value;
			if (value <= digitalMin || value >= digitalMax) atLimit++;
			count++;
		}
	const alive = count > 0 && high > low && atLimit <= MOST_AT_LIMIT * count;
	return {
		...{ name, kind, alive, quality: Math.max(0, Math.min(1, quality)) },
		...{ low: count === 0 ? 0 : low, high: count === 0 ? 0 : high }
	};
}
