import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FIRST_HASH } from '../audit/link.ts';
import { sha256Hex } from '../audit/hash.ts';
import { buildManifest, type FileEntry } from '../audit/manifest.ts';
import { openGate, sliceForm } from '../../../../tests/fixtures/interviews.ts';
import { opening } from '../../../../tests/fixtures/interview-proposals.ts';
import { retraction, spoken } from '../../../../tests/fixtures/interview-records.ts';
import { chainInterviewEvent } from './chain.ts';
import type { InterviewEvent, ProposedInterviewEvent } from './interview-event.ts';
import { verifyInterviewPackage, writeInterviewLines, type InterviewVerdict } from './package.ts';

type Folder = ReadonlyMap<string, Uint8Array>;
type Draft = Pick<ProposedInterviewEvent, 'type' | 'data'>;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const entryOf = ([path, content]: [string, Uint8Array]): FileEntry => ({
	...{ path, bytes: content.length, sha256: sha256Hex(content) }
});
const contents: readonly [string, Uint8Array][] = [
	['record.html', utf8('<!doctype html><p>讯问记录 \ufffd</p>')],
	['protocols/grid/frame.yaml', utf8('id: grid-frame\n')]
];
const drafts = [
	{ type: 'interview-opened', data: opening },
	{ type: 'gate-recorded', data: openGate },
	{ type: 'statement-recorded', data: { ...spoken, said: `${spoken.said} \ufffd\ufeff` } },
	{ type: 'slice-rated', data: sliceForm(1, { 'S1C-1': 3, 'S1C-2': null }) },
	{ type: 'statement-retracted', data: retraction }
] as const satisfies readonly Draft[];

function chained(all: readonly Draft[]): InterviewEvent[] {
	const events: InterviewEvent[] = [];
	for (const [index, draft] of all.entries())
		events.push(
			chainInterviewEvent(
				{
					id: `event-000${index}`,
					at: '2026-11-29T01:00:00.000Z',
					...draft
				} as ProposedInterviewEvent,
				{
					...{
						interviewId: 'interview-0001',
						seq: index + 1,
						recordedAt: '2026-11-29T01:00:00.123Z'
					},
					actor: { id: 'u1', role: 'interviewer' },
					previousHash: events.at(-1)?.hash ?? FIRST_HASH
				}
			)
		);
	return events;
}

function folder(all: readonly Draft[] = drafts, upTo = all.length): Map<string, Uint8Array> {
	const manifest = buildManifest(contents.map(entryOf));
	const data = { upTo, files: contents.map(entryOf), manifestSha256: sha256Hex(manifest) };
	const events = chained([...all, { type: 'interview-sealed', data }]);
	return new Map([
		...contents,
		['manifest.json', utf8(manifest)],
		['events.jsonl', utf8(writeInterviewLines(events))]
	]);
}

const verify = (files: Folder): InterviewVerdict =>
	verifyInterviewPackage({
		eventsText: files.get('events.jsonl') ?? '',
		manifestText: files.get('manifest.json') ?? '',
		files: [...files].map(entryOf)
	});
const whole: Folder = folder();

test('accepts the untouched folder', () => {
	expect(verify(whole)).toMatchObject({
		...{ ok: true, interviewId: 'interview-0001', events: 6, files: 4, fault: null }
	});
});

/** One byte of one file changed, put in or taken out. */
const damage = fc.constantFrom(...whole.keys()).chain((path) => {
	const content = whole.get(path)!;
	const last = content.length - 1;
	return fc
		.oneof(
			fc
				.tuple(fc.nat(last), fc.integer({ min: 1, max: 255 }))
				.map(([at, by]) => content.with(at, (content[at]! + by) % 256)),
			fc
				.tuple(fc.nat(last + 1), fc.nat(255))
				.map(([at, byte]) =>
					Uint8Array.from([...content.subarray(0, at), byte, ...content.subarray(at)])
				),
			fc
				.nat(last)
				.map((at) => Uint8Array.from([...content.subarray(0, at), ...content.subarray(at + 1)]))
		)
		.map((bytes) => ({ path, bytes }));
});

test('finds any single byte that was changed, put in or taken out', { timeout: 60_000 }, () => {
	fc.assert(
		fc.property(damage, ({ path, bytes }) => {
			const verdict = verify(new Map(whole).set(path, bytes));
			expect(verdict.ok).toBe(false);
			expect(verdict.fault).not.toBeNull();
		}),
		{ numRuns: 1000 }
	);
});

describe('names the fault', () => {
	const changed = (path: string, content: Uint8Array): Folder => new Map(whole).set(path, content);
	const without = (path: string): Folder => new Map([...whole].filter(([name]) => name !== path));
	const lines = new TextDecoder().decode(whole.get('events.jsonl'));
	test.each([
		['a missing record', without('record.html'), { what: 'file', path: 'record.html' }],
		['an extra file', changed('a.html', utf8('x')), { what: 'file', path: 'a.html' }],
		['no manifest', without('manifest.json'), { what: 'manifest', path: 'manifest.json' }],
		['no events', without('events.jsonl'), { what: 'seal', path: 'events.jsonl' }],
		['no beginning', folder(drafts.slice(1)), { what: 'seal' }],
		['a seal that leaves events out', folder(drafts, 3), { what: 'seal', seq: 6 }],
		[
			'something after the seal',
			changed('events.jsonl', utf8(`${lines}${lines.split('\n')[0] ?? ''}\n`)),
			{ what: 'chain', seq: 7 }
		],
		[
			'a log cut off after a whole line',
			changed('events.jsonl', utf8(`${lines.split('\n').slice(0, 4).join('\n')}\n`)),
			{ what: 'seal', path: 'events.jsonl' }
		],
		[
			'a field nobody knows',
			folder([...drafts, { ...drafts[4], data: { ...retraction, more: 1 } } as Draft]),
			{ what: 'event', seq: 6 }
		]
	])('%s', (_, files, fault) => {
		expect(verify(files)).toMatchObject({ ok: false, fault });
	});
});
