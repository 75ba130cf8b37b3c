/**
 * From what a sensor sees to what its converter says: the transfer function of a device profile, backwards.
 *
 * @module
 */
import type { ChannelSpec } from '../recording/recorder-messages.ts';
import type { PhysicalSample } from './subject.ts';

/** The parts of a channel that the converter needs. */
export type ConverterSpec = Pick<
	ChannelSpec,
	'kind' | 'unit' | 'digitalMin' | 'digitalMax' | 'physicalMin' | 'physicalMax'
>;

/** Acceleration that fills half the range of a movement channel without a unit of its own [g]. */
const FULL_MOVEMENT = 3;

/** Position 0…1 of a sample in the range of this channel. */
function placeInRange(sample: Readonly<PhysicalSample>, spec: ConverterSpec): number {
	const inUnit = (value: number): number =>
		(value - spec.physicalMin) / (spec.physicalMax - spec.physicalMin);
	if (spec.kind === 'eda') return inUnit(sample.eda);
	if (spec.kind === 'ppg' || spec.kind === 'cardio') return 0.5 + sample.ppg;
	if (spec.kind === 'rsp') return 0.5 + sample.rsp;
	if (spec.kind === 'movement')
		return spec.unit === 'g'
			? inUnit(sample.movement)
			: 0.5 + sample.movement / (2 * FULL_MOVEMENT);
	return 0.5;
}

/**
 * Raw counts of one channel, quantised and clipped to the converter's range.
 *
 * @param sample what the sensors see
 * @param spec linear transfer between digital and physical limits
 */
export function toCounts(sample: Readonly<PhysicalSample>, spec: ConverterSpec): number {
	const { digitalMin, digitalMax } = spec;
	const count = Math.round(digitalMin + placeInRange(sample, spec) * (digitalMax - digitalMin));
	return Math.min(digitalMax, Math.max(digitalMin, count));
}
