/**
 * What files say about each other: a gate that asks for a point nobody explains could never be met.
 *
 * @module
 */
import type { Protocol } from './parse.ts';

/** A file by its name, for a message. */
type Named = Protocol & { readonly name: string };

/** One disagreement; `file` is the one to mend. */
export interface CrossProblem {
	readonly file: string;
	readonly line: number;
	readonly path: string;
	readonly message: string;
}

/** Kinds without which no session can be run. */
const NEEDED = ['procedure', 'technique', 'elements', 'rights', 'fitness', 'legal', 'artifacts', 'wording'];

/** The disagreements between files that are each right in themselves. */
export function crossProblems(files: readonly Named[]): CrossProblem[] {
	const missing = NEEDED.filter((kind) => !files.some((file) => file.kind === kind)).map(
		(kind) => problem('.', '', `expected a file of kind ${kind}`)
	);
	const required = files.flatMap((file) =>
		file.kind === 'rights'
			? file.value.points.filter((point) => point.required).map(({ id }) => id)
			: []
	);
	const rules = files.flatMap((file) =>
		file.kind === 'fitness' ? file.value.rules.map(({ id }) => id) : []
	);
	return [
		...missing,
		...gateProblems(files, 'rights-explained', 'points', required),
		...gateProblems(files, 'fit-for-testing', 'rules', rules)
	];
}

/** Gates with a condition have to name exactly these ids. */
function gateProblems(
	files: readonly Named[],
	condition: string,
	parameter: string,
	wanted: readonly string[]
): CrossProblem[] {
	return files.flatMap((file) => {
		if (file.kind !== 'procedure') return [];
		const gates = file.value.steps.flatMap((step) =>
			step.gates.map((gate) => ({ ...gate, path: `steps.${step.id}.gates.${gate.id}` }))
		);
		return gates
			.filter((gate) => gate.condition === condition)
			.filter(({ parameters }) => !isSameSet(parameters[parameter], wanted))
			.map(({ path }) =>
				problem(file.name, path, `expected the ${parameter} ${wanted.join(', ')}`)
			);
	});
}

function isSameSet(given: unknown, wanted: readonly string[]): boolean {
	if (!Array.isArray(given)) return false;
	return given.length === wanted.length && wanted.every((id) => given.includes(id));
}

function problem(file: string, path: string, message: string): CrossProblem {
	return { file, line: 1, path, message };
}
