import type { Transfer } from '#lib/ui/trace/strip.ts';

/** The count of a value in the channel's unit. */
export function physicalToCount(transfer: Transfer, value: number): number {
	const { digitalMin, digitalMax, physicalMin, physicalMax } = transfer;
	const slope = (digitalMax - digitalMin) / (physicalMax - physicalMin);
	return digitalMin + (value - physicalMin) * slope;
}
