import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { HandshakeStep } from '#lib/devices/types.ts';
import { Conversation } from './handshake.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const bytes = (words: string): Uint8Array => new TextEncoder().encode(words);
const step = (words: string, changes: Partial<HandshakeStep> = {}): HandshakeStep => ({
	...{ send: bytes(words), waitMs: 0, timeoutMs: 200, drain: false, optional: false },
	...changes
});
/** A reply that ends with a full stop. */
const sentence = (received: Uint8Array): number | null =>
	received.includes(46) ? received.indexOf(46) + 1 : null;

/** A device that answers words with words, in single bytes. */
function deviceThatSays(answers: Readonly<Record<string, string>>): Conversation {
	const talk: Conversation = new Conversation(async (sent) => {
		for (const byte of bytes(answers[text(sent)] ?? '')) {
			talk.heard(Uint8Array.of(byte));
			await sleep(0);
		}
	});
	return talk;
}

test('gives back replies in step order and what follows the last', async () => {
	const talk = deviceThatSays({ stop: 'old data', who: 'me.', go: '123' });
	const { replies, rest } = await talk.run([
		step('stop', { drain: true }),
		step('who', { reply: sentence }),
		step('go')
	]);
	expect(replies.map(text)).toEqual(['', 'me.', '']);
	expect(text(rest)).toBe('123');
});

test('goes on without an optional reply and refuses without a needed one', async () => {
	const talk = deviceThatSays({ who: 'mumble' });
	const asked = step('who', { reply: sentence, timeoutMs: 30 });
	const { replies } = await talk.run([{ ...asked, optional: true }]);
	expect(replies.map(text)).toEqual(['']);
	await expect(talk.run([asked])).rejects.toMatchObject({ code: 'device/no-reply' });
});

test('does not wait for a port that is gone', async () => {
	const talk = deviceThatSays({});
	const waiting = talk.run([step('who', { reply: sentence, timeoutMs: 60_000 })]);
	talk.ended('unplugged');
	await expect(waiting).rejects.toMatchObject({ code: 'device/lost', message: 'unplugged' });
});
