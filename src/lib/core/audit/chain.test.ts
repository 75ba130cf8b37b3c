import { describe, expect, test } from 'vitest';
import type { ProposedEvent, SessionEvent } from '../session/event.ts';
import { chainEvent, FIRST_HASH, verifyChain } from './chain.ts';
import { sha256Hex } from './hash.ts';

const actor = { id: 'tester-1', role: 'tester' } as const;

function note(seq: number): ProposedEvent {
	const at = { utc: `2026-03-02T01:00:0${String(seq)}.000Z`, monotonicS: seq };
	return {
		id: `note-000${String(seq)}`,
		type: 'note-added',
		at,
		data: { text: `第 ${String(seq)} 条` }
	};
}

function chain(length: number): SessionEvent[] {
	const events: SessionEvent[] = [];
	for (let seq = 1; seq <= length; seq++)
		events.push(
			chainEvent(note(seq), {
				...{ sessionId: 'session-1', seq, actor, recordedAt: '2026-03-02T01:00:00.000Z' },
				previousHash: events.at(-1)?.hash ?? FIRST_HASH
			})
		);
	return events;
}

test('hashes text as UTF-8 like the test vectors of FIPS 180-4', () => {
	const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
	expect(sha256Hex('abc')).toBe(abc);
	expect(sha256Hex(new TextEncoder().encode('abc'))).toBe(abc);
});

test('hashes the canonical JSON of all other fields', () => {
	const [event] = chain(1);
	const text =
		'{"actor":{"id":"tester-1","role":"tester"},"at":{"monotonicS":1,"utc":"2026-03-02T01:00:01.000Z"},' +
		'"data":{"text":"第 1 条"},"id":"note-0001","previousHash":"' +
		`${FIRST_HASH}","recordedAt":"2026-03-02T01:00:00.000Z","seq":1,"sessionId":"session-1","type":"note-added"}`;
	expect(event!.hash).toBe(sha256Hex(text));
});

test('accepts whole chains, the empty one too', () => {
	for (const length of [0, 1, 2, 7]) expect(verifyChain(chain(length))).toBeNull();
});

describe('names the first fault', () => {
	const events = chain(4);
	const changed = (index: number, fields: object): SessionEvent[] =>
		events.map((event, i) => (i === index ? { ...event, ...fields } : event));
	test.each([
		['a changed payload', changed(1, { data: { text: 'other' } }), 2, 'hash'],
		['a changed author', changed(2, { actor: { id: 'x', role: 'admin' } }), 3, 'hash'],
		['an event taken out', events.toSpliced(1, 1), 2, 'sequence'],
		['an event put in twice', events.toSpliced(1, 0, events[0]!), 2, 'sequence'],
		['two events exchanged', [events[0]!, events[2]!, events[1]!], 2, 'sequence'],
		['another session', changed(3, { sessionId: 'session-2' }), 4, 'session'],
		['a beginning cut off', events.slice(1), 1, 'sequence'],
		['a broken link', changed(2, { previousHash: FIRST_HASH }), 3, 'previous-hash']
	])('%s', (_, broken, seq, what) => {
		expect(verifyChain(broken)).toMatchObject({ seq, what });
	});

	test('an event with a right hash of its own after a rewritten one', () => {
		const rewritten = chainEvent(note(9), { ...events[1]!, previousHash: events[0]!.hash });
		expect(verifyChain([events[0]!, rewritten, events[2]!])).toMatchObject({
			...{ seq: 3, what: 'previous-hash' }
		});
	});

	test('anything after the seal', () => {
		const sealed = chainEvent(
			{
				...{ id: 'sealed-01', type: 'session-sealed', at: { utc: 'x', monotonicS: null } },
				data: { files: [], manifestSha256: FIRST_HASH }
			},
			{ ...events[0]!, previousHash: FIRST_HASH }
		);
		const after = chainEvent(note(2), { ...events[1]!, previousHash: sealed.hash });
		expect(verifyChain([sealed, after])).toMatchObject({ seq: 2, what: 'after-seal' });
	});
});
