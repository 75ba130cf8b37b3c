/**
 * The transition table as one technique needs it: gates that say `byTechnique` get their numbers from its file.
 *
 * A table is the same for all techniques and `decide` knows nothing of techniques; so the table a session uses is
 * filled in where it is read.
 *
 * @module
 */
import {
	chartCounts,
	isKeyed,
	isSeries,
	questionCounts,
	type Technique
} from '../protocols/technique.ts';
import type { ItemRole } from './question.ts';
import type { Gate, Procedure } from './procedure.ts';

/** How many items of a role a question needs; `atMost` missing = any number more. */
export type RoleNeeds = Partial<
	Record<ItemRole, { readonly atLeast: number; readonly atMost?: number | undefined }>
>;

/**
 * The table of a session.
 *
 * Only gates with `byTechnique: true` among their parameters change; sessions opened with a table that has none use it
 * as it is. A gate that asks for no fact at all is left out.
 */
export function procedureFor(procedure: Procedure, technique: Technique): Procedure {
	const steps = procedure.steps.map((step) => ({
		...step,
		gates: step.gates
			.map((gate) => gateFor(gate, technique))
			.filter(({ parameters }) => parameters.atLeast !== 0)
	}));
	return { ...procedure, steps };
}

function gateFor(gate: Gate, technique: Technique): Gate {
	if (gate.parameters.byTechnique !== true) return gate;
	const own = numbersOf(gate.condition, technique);
	return { ...gate, parameters: { ...gate.parameters, ...own } };
}

function numbersOf(condition: string, technique: Technique): Record<string, unknown> {
	const { atLeast } = questionCounts(technique);
	switch (condition) {
		case 'facts-known-to-perpetrator':
			return { atLeast: isKeyed(technique) ? atLeast : 0 };
		case 'list-complete':
			return { atLeast, roles: rolesOf(technique) };
		case 'charts-complete':
			return { atLeast: chartCounts(technique, 1).atLeast, eachQuestion: isSeries(technique) };
		case 'items-reviewed':
			return { atLeast: isReadBefore(technique) ? 1 : 0 };
		default:
			return {};
	}
}

/** Whether every item is read to the person before the test: comparison tests, and a peak whose order is told. */
function isReadBefore(technique: Technique): boolean {
	return isSeries(technique) || technique.kind === 'known-peak';
}

/** The items a question of the technique needs before it can be asked. */
export function rolesOf(technique: Technique): RoleNeeds {
	switch (technique.kind) {
		case 'recognition':
		case 'known-peak': {
			const { buffers, keys, foilsAtLeast } = technique.questions;
			const key = { atLeast: keys.value, atMost: keys.value };
			return { buffer: { atLeast: buffers.value }, key, foil: { atLeast: foilsAtLeast.value } };
		}
		case 'search': {
			const { buffers, itemsAtLeast, itemsAtMost } = technique.questions;
			const item = { atLeast: itemsAtLeast.value, atMost: itemsAtMost.value };
			return { buffer: { atLeast: buffers.value }, item };
		}
		case 'comparison':
		case 'relevant-irrelevant': {
			const roles = [...new Set(technique.sequence.map(({ role }) => role))];
			return Object.fromEntries(
				roles.map((role) => {
					const places = technique.sequence.filter((place) => place.role === role);
					const atLeast = places.filter(({ optional }) => !optional).length;
					return [role, { atLeast, atMost: places.length }];
				})
			);
		}
	}
}
