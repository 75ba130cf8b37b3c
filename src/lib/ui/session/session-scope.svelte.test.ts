import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { encodeJson } from '#lib/core/recording/packet.ts';
import { visibleEvents } from '#lib/core/session/visibility.ts';
import { procedure } from '#lib/core/session/procedure.ts';
import { parse } from 'yaml';
import { runningLog } from '../../../../tests/fixtures/session-log.ts';
import table from '../../../../protocols/procedure/six-step.yaml?raw';
import SessionScope from './SessionScope.svelte';
import type { SessionWorld } from './session-view.svelte.ts';

/** The stream where the page's own network is that of the test. */
const world: SessionWorld = { open: async (path) => (await fetch(path)).body! };

test('one stream for the life of a page, however much the session changes', async () => {
	const { events, add } = runningLog('session-1');
	const start = events.slice();
	const asked: string[] = [];
	let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
	const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (path) => {
		const url = typeof path === 'string' ? path : '';
		if (!url.startsWith('/api/stream')) return new Response('{}', { status: 404 });
		asked.push(url);
		const body = new ReadableStream<Uint8Array>({
			start: (controller) => void (stream = controller)
		});
		return new Response(body);
	});
	const data = {
		...{ sessionId: 'session-1', events: start, procedure: procedure.parse(parse(table)) },
		user: { id: 'tester-1', name: '测试员', role: 'tester' }
	};
	const children = createRawSnippet(() => ({ render: () => '<p>page</p>' }));
	await render(SessionScope, { data, world, children } as never);
	await vi.waitFor(() => expect(stream).toBeDefined());
	for (let second = 1; second <= 5; second++) {
		const event = add('clock-paired', { chart: 1, sample: second, monotonicS: second, utcMs: 0 });
		stream?.enqueue(encodeJson({ type: 'event', event }));
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
	expect(asked).toHaveLength(1);
	fetched.mockRestore();
});

test('what was withheld is asked for once it may be read, and not before', async () => {
	const { events, add } = runningLog('session-2');
	const score = add('score-recorded', {
		software: 'test',
		scores: [
			{
				...{ method: 'lykken', channel: 'EDA', statistic: 3, p: 0.25, pKind: 'exact' },
				...{ perQuestion: [], sentence: { zh: '句子', en: 'a sentence' } }
			}
		]
	});
	const told = visibleEvents(events, 'interviewer', { sealed: null, completed: [] });
	expect(told.at(-1)).toMatchObject({ withheld: true, seq: score.seq });
	let stream: ReadableStreamDefaultController<Uint8Array> | undefined;
	const fetched = vi.spyOn(globalThis, 'fetch').mockImplementation(async (path) => {
		const url = typeof path === 'string' ? path : '';
		if (!url.startsWith('/api/stream')) return new Response('{}', { status: 404 });
		const body = new ReadableStream<Uint8Array>({
			start: (controller) => void (stream = controller)
		});
		return new Response(body);
	});
	const data = {
		...{ sessionId: 'session-2', events: told, procedure: procedure.parse(parse(table)) },
		user: { id: 'interviewer-1', name: '讯问人', role: 'interviewer' }
	};
	const children = createRawSnippet(() => ({ render: () => '<p>page</p>' }));
	const onreleased = vi.fn();
	await render(SessionScope, { data, world, children, onreleased } as never);
	await vi.waitFor(() => expect(stream).toBeDefined());
	const note = add('note-added', { text: '记录' });
	stream?.enqueue(encodeJson({ type: 'event', event: note }));
	await new Promise((resolve) => setTimeout(resolve, 30));
	expect(onreleased).not.toHaveBeenCalled();
	const seal = add('session-sealed', { files: [], manifestSha256: '0'.repeat(64) });
	stream?.enqueue(encodeJson({ type: 'event', event: seal }));
	await vi.waitFor(() => expect(onreleased).toHaveBeenCalledTimes(1));
	fetched.mockRestore();
});
