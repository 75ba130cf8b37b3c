import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProposedEvent, SessionEvent } from '../session/event.ts';
import { chainEvent, FIRST_HASH } from './chain.ts';
import { writeEventLines } from './event-lines.ts';
import { sha256Hex } from './hash.ts';
import { buildManifest, type FileEntry } from './manifest.ts';
import { verifyPackage, type PackageVerdict } from './package.ts';

type Folder = ReadonlyMap<string, Uint8Array>;
type Draft = Pick<ProposedEvent, 'type' | 'data'>;

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const entryOf = ([path, content]: [string, Uint8Array]): FileEntry => ({
	...{ path, bytes: content.length, sha256: sha256Hex(content) }
});

const PROTOCOL = utf8('title: {zh: 犯罪情节测试, en: concealed information}\n');
const RECORDING = Uint8Array.from({ length: 300 }, (_, i) => (i * 37) % 256);
const CLOCK = utf8('{"monotonicS":1,"sample":0,"utcMs":1}\n');

const opened: Draft = {
	type: 'session-opened',
	data: {
		...{ caseId: 'case-1', subjectCode: 'S-01', technique: 'cit', demonstration: true },
		protocols: [{ name: 'techniques/cit.yaml', sha256: sha256Hex(PROTOCOL) }]
	}
};
const sealedChart: Draft = {
	type: 'chart-sealed',
	data: {
		...{ chart: 1, file: 'chart-01.bdf', bytes: RECORDING.length, sha256: sha256Hex(RECORDING) },
		...{ samples: 100, lost: 0, rateHz: 100, effectiveRateHz: 99.98 }
	}
};
// U+FFFD in the text: a lenient decoder would take damaged bytes for it
const note: Draft = { type: 'note-added', data: { text: '编码 \ufffd\ufeff 之后' } };

function chained(drafts: readonly Draft[]): SessionEvent[] {
	const events: SessionEvent[] = [];
	for (const [index, draft] of drafts.entries())
		events.push(
			chainEvent(
				{
					...{ id: `event-000${String(index)}`, ...draft },
					at: { utc: '2026-03-02T01:00:00.000Z', monotonicS: index / 7 }
				} as ProposedEvent,
				{
					...{ sessionId: 'session-0001', seq: index + 1, actor: { id: 'u1', role: 'tester' } },
					recordedAt: '2026-03-02T01:00:00.123Z',
					previousHash: events.at(-1)?.hash ?? FIRST_HASH
				}
			)
		);
	return events;
}

function folder(drafts: readonly Draft[] = [opened, note, sealedChart]): Map<string, Uint8Array> {
	const files = new Map([
		['recordings/chart-01.bdf', RECORDING],
		['recordings/chart-01.clock.jsonl', CLOCK],
		['protocols/techniques/cit.yaml', PROTOCOL]
	]);
	const manifest = buildManifest([...files].map(entryOf));
	const seal: Draft = {
		type: 'session-sealed',
		data: { files: [...files].map(entryOf), manifestSha256: sha256Hex(manifest) }
	};
	files.set('manifest.json', utf8(manifest));
	files.set('events.jsonl', utf8(writeEventLines(chained([...drafts, seal]))));
	return files;
}

function verify(files: Folder): PackageVerdict {
	return verifyPackage({
		eventsText: files.get('events.jsonl') ?? '',
		manifestText: files.get('manifest.json') ?? '',
		files: [...files].map(entryOf)
	});
}

const whole: Folder = folder();
const changed = (path: string, content: Uint8Array): Folder => new Map(whole).set(path, content);

test('accepts the untouched package', () => {
	expect(verify(whole)).toMatchObject({
		...{ ok: true, sessionId: 'session-0001', events: 4, files: 5, fault: null }
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
			const verdict = verify(changed(path, bytes));
			expect(verdict.ok).toBe(false);
			expect(verdict.fault).not.toBeNull();
		}),
		{ numRuns: 2500 }
	);
});

describe('names the fault', () => {
	const without = (path: string): Folder => new Map([...whole].filter(([name]) => name !== path));
	const otherHash = { ...sealedChart, data: { ...sealedChart.data, sha256: FIRST_HASH } } as Draft;
	const strangeProtocol = {
		...opened,
		data: { ...opened.data, protocols: [{ name: 'grid/x.yaml', sha256: FIRST_HASH }] }
	} as Draft;
	const tin = { sha256: FIRST_HASH, bytes: 3, type: 'image/png', name: 'tin.png' };
	const stimulus = { kind: 'picture' as const, description: 'a tin', file: tin };
	const items = (['buffer', 'key', 'foil'] as const).map((role) => ({
		...{ itemId: role, text: role, role, stimulus }
	}));
	const pictured: Draft = {
		type: 'question-drafted',
		data: { questionId: 'q1', factId: 'f1', stem: 'Where?', category: 'place', items }
	};
	const lateSeal: Draft = {
		...{ type: 'session-sealed', data: { files: [], manifestSha256: FIRST_HASH } }
	};
	const lines = new TextDecoder().decode(whole.get('events.jsonl'));
	const bdf = 'recordings/chart-01.bdf';
	test.each([
		['a missing file', without(bdf), { what: 'file', path: bdf }],
		[
			'an extra file',
			changed('recordings/a.bdf', CLOCK),
			{ what: 'file', path: 'recordings/a.bdf' }
		],
		['no manifest', without('manifest.json'), { what: 'manifest', path: 'manifest.json' }],
		['no events', without('events.jsonl'), { what: 'seal', path: 'events.jsonl' }],
		[
			'a recording the log does not know',
			folder([opened, otherHash]),
			{ what: 'recording', seq: 2 }
		],
		['a picture that is not there', folder([opened, pictured]), { what: 'media', seq: 2 }],
		['an unknown protocol', folder([strangeProtocol]), { what: 'protocol', seq: 1 }],
		['no beginning', folder([note]), { what: 'seal' }],
		['two seals', folder([opened, lateSeal]), { what: 'chain', seq: 3 }],
		[
			'a log cut off after a whole line',
			changed('events.jsonl', utf8(`${lines.split('\n').slice(0, 3).join('\n')}\n`)),
			{ what: 'seal', path: 'events.jsonl' }
		],
		[
			'a line that is valid JSON with another order of keys',
			changed('events.jsonl', utf8(lines.replace(/^\{(.*?\}),(.*?\}),/, '{$2,$1,'))),
			{ what: 'event', seq: 1 }
		],
		[
			'a byte order mark',
			changed('events.jsonl', utf8(`\ufeff${lines}`)),
			{ what: 'event', path: 'events.jsonl' }
		],
		[
			'a field the schema does not know',
			folder([opened, { type: 'note-added', data: { text: 'a', more: 1 } } as Draft]),
			{ what: 'event', seq: 2 }
		]
	])('%s', (_, files, fault) => {
		expect(verify(files)).toMatchObject({ ok: false, fault });
	});
});

describe('the manifest', () => {
	const entry = (path: string): FileEntry => ({ path, bytes: 1, sha256: FIRST_HASH });
	test.each([
		...['../a', '/a', 'a/../b', 'a\\b', 'c:a', 'a//b', './a', 'a/', '', 'a\u0000', 'events.jsonl'],
		...['manifest.json', 'x'.repeat(201)]
	])('refuses the path %j', (path) => {
		expect(() => buildManifest([entry(path)])).toThrow(
			expect.objectContaining({ code: 'manifest/invalid' })
		);
	});

	test('refuses a path twice', () => {
		expect(() => buildManifest([entry('a'), entry('a')])).toThrow('each path once');
	});

	test('is the same text whatever the order the files are given in', () => {
		const files = ['b/a', 'a', '协议/一.yaml', 'b-a'].map(entry);
		expect(buildManifest(files.toReversed())).toBe(buildManifest(files));
	});
});
