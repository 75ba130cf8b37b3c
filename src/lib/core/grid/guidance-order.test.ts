/** The role hypothesis sorts cards by the weights of the reference §4.1, and never reaches a probability. */
import { expect, test } from 'vitest';
import { grid, gridModelOfFiles as model } from '../../../../tests/fixtures/grid-content.ts';
import { InterviewScript, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { gridPosition } from '../interview/grid-position.ts';
import { cellId, type CellId } from './cell.ts';
import { guidanceOrder } from './guidance-order.ts';

const { frame, cells } = grid;
const roles = ['principal', 'accessory', 'unknown'] as const;
const orderOf = (probabilities: Record<CellId, number>, role: (typeof roles)[number]): string[] =>
	guidanceOrder(cells, probabilities, frame.emphasis[role]).map(cellId);
const even = Object.fromEntries(cells.map((cell) => [cellId(cell), 0.1])) as Record<CellId, number>;

test('the weights are those of the reference', () => {
	const { principal, accessory, unknown } = frame.emphasis;
	expect([principal, accessory]).toEqual([
		{ C: 0.4, V: 0.4, E: 0.2 },
		{ E: 0.4, C: 0.4, V: 0.2 }
	]);
	expect([unknown.C, unknown.E]).toEqual([unknown.E, unknown.V]);
	expect(unknown.C).toBeCloseTo(1 / 3, 9);
});

test('a role moves cards of its dimensions up, and the unknown role moves none', () => {
	const last = (role: (typeof roles)[number]): string[] =>
		orderOf(even, role)
			.slice(-3)
			.map((cell) => cell.slice(-1));
	expect(last('principal')).toEqual(['E', 'E', 'E']);
	expect(last('accessory')).toEqual(['V', 'V', 'V']);
	expect(orderOf(even, 'unknown')).toEqual(cells.map(cellId));
	// a cell that is twice as likely stands first, whatever the role
	for (const role of roles) expect(orderOf({ ...even, S2C: 0.3 }, role)[0]).toBe('S2C');
});

test('the same ratings give the same position under every role hypothesis', () => {
	const positions = roles.map((role) => {
		const script = new InterviewScript(grid).begin();
		const opened = { ...script.state.opened!, roleHypothesis: { role, basis: 'x' } };
		script.state = { ...script.state, opened };
		for (const slice of [1, 2])
			script
				.tenMinutes()
				.tell('slice-rated', sliceForm(slice, { 'S1C-1': 2, 'S2V-1': 1, 'S2E-1': 2 }));
		const position = gridPosition(script.state, cells, model, script.nowMs);
		const before = structuredClone(position);
		guidanceOrder(cells, position!.cells, frame.emphasis[role]);
		expect(position).toEqual(before);
		return position;
	});
	expect(positions[0]).not.toBeNull();
	expect(positions[1]).toEqual(positions[0]);
	expect(positions[2]).toEqual(positions[0]);
});
