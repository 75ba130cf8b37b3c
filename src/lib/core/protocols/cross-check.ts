/**
 * What files say about each other: a gate that asks for a point nobody explains could never be met.
 *
 * @module
 */
import { lawOf, lawProblems, type LawFile } from '../law/law-files.ts';
import { indicatorProblems } from '../grid/laboratory-indicators.ts';
import { untakenEvents } from '../session/procedure.ts';
import { sessionLawOf } from '../session/law/session-law.ts';
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
		...lawProblems(lawOf(files.filter(isLaw))).map((message) => problem('rules', '', message)),
		...testLawProblems(files),
		...eventProblems(files),
		...gateProblems(files, 'rights-explained', 'points', required),
		...gateProblems(files, 'fit-for-testing', 'rules', rules),
		...laboratoryProblems(files),
		...listRuleProblems(files)
	];
}

/** A technique whose question lists nothing is checked for. */
function listRuleProblems(files: readonly Named[]): CrossProblem[] {
	const kinds = files.flatMap((file) => (file.kind === 'item-rules' ? file.value.techniques : []));
	return files.flatMap((file) =>
		file.kind === 'technique' && !kinds.includes(file.value.kind)
			? [problem(file.name, 'kind', `expected rules/*-items.yaml for the kind ${file.value.kind}`)]
			: []
	);
}

/** Indicators a laboratory added: their cell is there, their ids are new, and no word of them is forbidden. */
function laboratoryProblems(files: readonly Named[]): CrossProblem[] {
	const [rules] = files.flatMap((file) => (file.kind === 'grid-laboratory' ? [file.value] : []));
	const taken = new Set(
		files.flatMap((file) =>
			file.kind === 'grid-cell' ? file.value.indicators.map(({ id }) => id) : []
		)
	);
	return files.flatMap((file) => {
		if (file.kind !== 'grid-indicators') return [];
		if (rules === undefined)
			return [problem(file.name, '', 'expected grid/laboratory.yaml beside indicators')];
		const found = indicatorProblems(file.value, rules, taken);
		for (const { id } of file.value.indicators) taken.add(id);
		return found.map(({ path, message }) => problem(file.name, path, message));
	});
}

/** The rules of tests have a dictionary of their own. */
function testLawProblems(files: readonly Named[]): CrossProblem[] {
	const law = sessionLawOf(files);
	if (law === null) return [];
	return lawProblems({ ...law, notice: null }).map((message) => problem('rules/test', '', message));
}

const isLaw = (file: Named): file is Named & LawFile => file.kind.startsWith('law-');

/** Every event has a step that takes it. */
function eventProblems(files: readonly Named[]): CrossProblem[] {
	return files.flatMap((file) =>
		file.kind === 'procedure'
			? untakenEvents(file.value).map((type) =>
					problem(file.name, 'steps', `no step takes ${type}`)
				)
			: []
	);
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
