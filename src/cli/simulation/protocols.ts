/**
 * What a simulated session takes from the protocols.
 *
 * @module
 */
import type { Demonstration } from '#lib/core/casework/demonstration.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import type { ItemRules } from '#lib/core/technique/item-rule-schema.ts';
import type { Technique } from '#lib/core/protocols/technique.ts';
import { protocolOf, type Catalogue, type ProtocolFile } from '#lib/server/protocols.ts';
import { readDevice, type SimulatedDevice } from './device.ts';
import type { SimulationOptions } from './options.ts';

/** Protocols by what they are for, and the files they came from. */
export interface SimulationProtocols {
	readonly procedure: Procedure;
	readonly technique: Technique;
	readonly itemRules: ItemRules;
	readonly settings: MeasurementSettings;
	readonly scoring: ScoringProcedure;
	readonly demonstration: Demonstration;
	/** Ids of all points explained, and of all fitness questions asked. */
	readonly rights: readonly string[];
	readonly fitness: readonly string[];
	readonly device: SimulatedDevice;
	/** Everything the session uses; goes into its folder. */
	readonly files: readonly ProtocolFile[];
}

/**
 * Picks what the session uses.
 *
 * @throws {LabError} `protocols/missing` when a file is not there
 */
export function simulationProtocols(
	catalogue: Catalogue,
	{ technique, rateHz }: SimulationOptions
): SimulationProtocols {
	const device = readDevice(catalogue, rateHz);
	const chosen = protocolOf(catalogue, 'technique', technique);
	const isUsed = (file: ProtocolFile): boolean =>
		file.kind === 'technique' ? file.value === chosen : !isOtherDevice(file, device);
	return {
		procedure: protocolOf(catalogue, 'procedure'),
		technique: chosen,
		itemRules: protocolOf(catalogue, 'item-rules'),
		settings: protocolOf(catalogue, 'measurement'),
		scoring: protocolOf(catalogue, 'scoring-procedure'),
		demonstration: protocolOf(catalogue, 'demonstration'),
		rights: protocolOf(catalogue, 'rights').points.map(({ id }) => id),
		fitness: protocolOf(catalogue, 'fitness').rules.map(({ id }) => id),
		device,
		files: catalogue.files.filter(isUsed)
	};
}

const isOtherDevice = ({ name }: ProtocolFile, device: SimulatedDevice): boolean =>
	name.startsWith('devices/') && name !== device.file;
