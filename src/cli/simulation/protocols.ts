/**
 * What a simulated session takes from the protocols.
 *
 * @module
 */
import type { DemonstrationList } from '#lib/core/casework/demonstration-list.ts';
import type { Demonstration } from '#lib/core/casework/demonstration.ts';
import { LabError } from '#lib/core/errors.ts';
import { procedureFor } from '#lib/core/session/procedure-of-technique.ts';
import type { Procedure } from '#lib/core/session/procedure.ts';
import type { MeasurementSettings } from '#lib/core/signal/measure/settings.ts';
import type { ScoringProcedure } from '#lib/core/sheet/scoring-procedure.ts';
import type { ItemRules } from '#lib/core/technique/item-rule-schema.ts';
import { measurementOf } from '#lib/core/technique/measurement-of.ts';
import type { Technique } from '#lib/core/protocols/technique.ts';
import { itemRulesFor } from '#lib/core/technique/item-rules.ts';
import {
	protocolOf,
	protocolsOf,
	type Catalogue,
	type ProtocolFile
} from '#lib/server/protocols.ts';
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
	/** Questions of the technique in the place of those of the case; null = concealed-information test. */
	readonly list: DemonstrationList | null;
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
	const itemRules = itemRulesFor(protocolsOf(catalogue, 'item-rules'), chosen);
	const isUsed = (file: ProtocolFile): boolean =>
		file.kind === 'technique'
			? file.value === chosen
			: file.kind === 'item-rules'
				? file.value === itemRules
				: !isOtherDevice(file, device);
	return {
		procedure: procedureFor(protocolOf(catalogue, 'procedure'), chosen),
		technique: chosen,
		itemRules,
		settings: measurementOf(
			chosen,
			protocolOf(catalogue, 'measurement'),
			protocolsOf(catalogue, 'comparison-measurement')[0] ?? null
		),
		scoring: protocolOf(catalogue, 'scoring-procedure'),
		demonstration: protocolOf(catalogue, 'demonstration'),
		list: listFor(catalogue, chosen),
		rights: protocolOf(catalogue, 'rights').points.map(({ id }) => id),
		fitness: protocolOf(catalogue, 'fitness').rules.map(({ id }) => id),
		device,
		files: catalogue.files.filter(isUsed)
	};
}

function listFor(catalogue: Catalogue, { id, kind }: Technique): DemonstrationList | null {
	if (kind === 'recognition') return null;
	const lists = protocolsOf(catalogue, 'demonstration-list');
	const found = lists.find(({ technique }) => technique === id);
	if (found !== undefined) return found;
	throw new LabError('protocols/missing', `expected a demonstration list of ${id}`);
}

const isOtherDevice = ({ name }: ProtocolFile, device: SimulatedDevice): boolean =>
	name.startsWith('devices/') && name !== device.file;
