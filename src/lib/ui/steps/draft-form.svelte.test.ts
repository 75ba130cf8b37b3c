import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { askKeysBy } from '#lib/browser/keys/own-key.ts';
import { Drafts } from '#lib/browser/drafts.ts';
import { LabDatabase } from '#lib/browser/database.ts';
import { m } from '#lib/paraglide/messages.js';
import { keyOf } from '../../../../tests/fixtures/browser-keys.ts';
import { DraftForm } from './draft-form.svelte.ts';

let database: LabDatabase;
let drafts: Drafts;
let leave: (() => void)[];
beforeEach(() => {
	database = new LabDatabase(`test-${crypto.randomUUID()}`);
	drafts = new Drafts('session-1', 'tester-1', database);
	leave = [];
});
afterEach(async () => {
	leave.forEach((go) => go());
	askKeysBy(keyOf);
	await database.delete();
});

function open(): DraftForm<{ text: string }> {
	let form: DraftForm<{ text: string }> | undefined;
	leave.push(
		$effect.root(() => void (form = new DraftForm({ drafts }, 'form', () => ({ text: '' }))))
	);
	flushSync();
	return form!;
}

test('what was typed is back after a reload, and gone when it was recorded', async () => {
	const first = open();
	first.value.text = 'typed';
	flushSync();
	await vi.waitFor(async () => expect(await database.draft.count()).toBe(1));
	const second = open();
	await vi.waitFor(() => expect(second.value.text).toBe('typed'));
	expect(await second.record(async () => ({ ok: true }))).toBe(true);
	expect(await database.draft.count()).toBe(0);
});

test('a form that nobody touched is no draft, and leaves what was kept', async () => {
	open();
	await new Promise((resolve) => setTimeout(resolve, 400));
	expect(await database.draft.count()).toBe(0);
	await drafts.save('form', { text: 'kept' });
	// opened and left before it was even read
	open();
	leave.pop()?.();
	const next = open();
	await vi.waitFor(() => expect(next.value.text).toBe('kept'));
	expect(await drafts.load('form')).toEqual({ text: 'kept' });
});

test('words typed just before the page is left are kept: by a link, by a closed tab', async () => {
	const linked = open();
	linked.value.text = 'left by a link';
	flushSync();
	leave.pop()?.();
	await vi.waitFor(async () => expect(await drafts.load('form')).toEqual(linked.value));
	const closed = open();
	await vi.waitFor(() => expect(closed.value.text).toBe('left by a link'));
	closed.value.text = 'closed';
	flushSync();
	const save = vi.spyOn(drafts, 'save');
	dispatchEvent(new Event('pagehide'));
	await Promise.resolve();
	// at once, not after the pause
	expect(save).toHaveBeenCalledWith('form', { text: 'closed' });
});

test('words taken back leave no draft', async () => {
	const form = open();
	form.value.text = 'typed';
	flushSync();
	await vi.waitFor(async () => expect(await database.draft.count()).toBe(1));
	form.value.text = '';
	flushSync();
	await vi.waitFor(async () => expect(await database.draft.count()).toBe(0));
});

test('a key that comes late overwrites nothing that was typed meanwhile', async () => {
	await drafts.save('form', { text: 'kept' });
	let give: (() => void) | undefined;
	askKeysBy(async (account) => {
		await new Promise<void>((resolve) => (give = resolve));
		return keyOf(account);
	});
	const form = open();
	await vi.waitFor(() => expect(give).toBeDefined());
	form.value.text = 'newer';
	flushSync();
	give?.();
	await vi.waitFor(async () => expect(await drafts.load('form')).toEqual({ text: 'newer' }));
	expect(form.value.text).toBe('newer');
});

test('a draft that another key sealed is told, and nothing is written over it', async () => {
	await drafts.save('form', { text: 'kept' });
	askKeysBy(() => keyOf('another laboratory'));
	const form = open();
	await vi.waitFor(() => expect(form.refused).toBe(m.errors_browser_sealed_otherwise()));
	const save = vi.spyOn(drafts, 'save');
	vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
	form.value.text = 'newer';
	flushSync();
	await vi.advanceTimersByTimeAsync(1000);
	vi.useRealTimers();
	expect(save).not.toHaveBeenCalled();
	await form.record(async () => ({ ok: true }));
	askKeysBy(keyOf);
	expect(await drafts.load('form')).toEqual({ text: 'kept' });
});
