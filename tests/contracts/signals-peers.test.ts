/** Walks all references of the shared recordings: every operation is compared within its tolerance, or named as not reproduced. */
import { describe, expect, test, vi } from 'vitest';
import { requires } from '../requirements.ts';
import { allReferences } from './signals/references.ts';
import { verdicts } from './signals/verdicts.ts';

// some operations take seconds on long records, and machines may be busy
vi.setConfig({ testTimeout: 60_000 });

const references = requires('shared') ? allReferences() : [];
const verdictOf = (kind: string, op: string) => verdicts[kind]?.[op];

describe.skipIf(references.length === 0)('published results on the shared recordings', () => {
	test('every operation of every reference is compared or named', () => {
		const unnamed = references.flatMap(({ name, meta, ops }) =>
			Object.keys(ops)
				.filter((op) => verdictOf(meta.kind, op) === undefined)
				.map((op) => `${name}: ${op}`)
		);
		expect(unnamed).toEqual([]);
	});

	test('nothing is listed that no reference has', () => {
		const there = new Set(
			references.flatMap(({ meta, ops }) => Object.keys(ops).map((op) => `${meta.kind} ${op}`))
		);
		const listed = Object.entries(verdicts).flatMap(([kind, ops]) =>
			Object.keys(ops).map((op) => `${kind} ${op}`)
		);
		expect(listed.filter((one) => !there.has(one))).toEqual([]);
	});

	describe.each(references)('$name', (reference) => {
		const ops = Object.entries(reference.ops).filter(([, { error }]) => error === undefined);
		const compared = ops.flatMap(([op]) => {
			const verdict = verdictOf(reference.meta.kind, op);
			return typeof verdict === 'function' ? [{ op, verdict }] : [];
		});

		test.each(compared)('$op', ({ verdict }) => {
			const { error, tolerance } = verdict(reference);
			expect(error).toBeLessThanOrEqual(tolerance);
		});

		const named = ops.flatMap(([op]) => {
			const verdict = verdictOf(reference.meta.kind, op);
			return typeof verdict === 'object' ? [{ op, reason: verdict.notReproduced }] : [];
		});
		test.each(named)('$op is not reproduced: $reason', ({ reason }) => {
			expect(reason).not.toBe('');
		});
	});
});
