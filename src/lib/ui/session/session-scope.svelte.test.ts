import { createRawSnippet } from 'svelte';
import { expect, test, vi } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { encodeJson } from '#lib/core/recording/packet.ts';
import { procedure } from '#lib/core/session/procedure.ts';
import { parse } from 'yaml';
import { runningLog } from '../../../../tests/fixtures/session-log.ts';
import table from '../../../../protocols/procedure/six-step.yaml?raw';
import SessionScope from './SessionScope.svelte';

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
	await render(SessionScope, { data, children } as never);
	await vi.waitFor(() => expect(stream).toBeDefined());
	for (let second = 1; second <= 5; second++) {
		const event = add('clock-paired', { chart: 1, sample: second, monotonicS: second, utcMs: 0 });
		stream?.enqueue(encodeJson({ type: 'event', event }));
		await new Promise((resolve) => setTimeout(resolve, 30));
	}
	expect(asked).toHaveLength(1);
	fetched.mockRestore();
});
