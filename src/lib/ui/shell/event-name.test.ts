import { expect, test } from 'vitest';
import { payloads, type EventType } from '#lib/core/session/event.ts';
import zh from '../../../messages/kit/zh-CN.json' with { type: 'json' };

test('every event type has a name in words', () => {
	const named: Readonly<Record<string, unknown>> = zh;
	const missing = (Object.keys(payloads) as EventType[]).filter(
		(type) => named[`kit_event_${type.replaceAll('-', '_')}`] === undefined
	);
	expect(missing).toEqual([]);
});
