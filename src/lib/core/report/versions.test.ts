import { expect, test } from 'vitest';
import { chainEvent, verifyChain } from '../audit/chain.ts';
import { decide } from '../session/decide.ts';
import type { Actor, EventData, EventType, SessionEvent } from '../session/event.ts';
import { reduce } from '../session/reduce.ts';
import { coinClub, coinClubPage } from '../../../../tests/fixtures/coin-club.ts';
import { draft, reportSource } from '../../../../tests/fixtures/written-report.ts';
import { contentToIssue, readContent, reportVersions } from './versions.ts';

const tester: Actor = { id: 'tester-1', role: 'tester' };
const reviewer: Actor = { id: 'reviewer-9', role: 'reviewer' };

/** A log that is decided and chained like the server's. */
function laboratory(progress: 4 | 5 | 6 = 5) {
	const first = coinClub('s-1', progress, 'zh-CN');
	const events: SessionEvent[] = [];
	const put = (event: SessionEvent): void => {
		const { id, type, at, data, actor, recordedAt } = event;
		const proposed = { id, type, at, data } as Parameters<typeof chainEvent>[0];
		const previousHash = events.at(-1)?.hash ?? '0'.repeat(64);
		const place = { sessionId: 's-1', seq: events.length + 1, actor, recordedAt, previousHash };
		events.push(chainEvent(proposed, place));
	};
	first.forEach(put);
	const { procedure } = coinClubPage(first);
	const tell = <T extends EventType>(
		type: T,
		data: EventData<T>,
		actor: Actor = tester
	): string => {
		const at = { utc: '2026-11-25T02:00:00.000Z', monotonicS: null };
		const proposed = { id: `later-${String(events.length).padStart(4, '0')}`, type, at, data };
		const decision = decide(reduce(events), proposed as never, actor, procedure);
		if (!decision.ok) return decision.code;
		put({ ...proposed, actor, recordedAt: at.utc } as unknown as SessionEvent);
		return 'taken';
	};
	const source = () => reportSource(events);
	const issue = (): string => {
		const { content, sha256 } = contentToIssue(source());
		const { case: shell, names, software } = source();
		const { version, basis } = content;
		return tell('report-issued', {
			...{ version, sha256, basis, case: shell, names: [...names], software }
		});
	};
	const sign = (as: 'tester' | 'reviewer', actor: Actor, name = 'X'): string => {
		const { version, sha256 } = reduce(events).report.issued.at(-1) ?? {
			version: 1,
			sha256: 'e'.repeat(64)
		};
		return tell('report-signed', { version, sha256, as, name, secondFactor: false }, actor);
	};
	return { events, tell, issue, sign, source, versions: () => reportVersions(source()) };
}

test('nothing is issued before chart analysis is complete or before the particulars are written', () => {
	const early = laboratory(4);
	expect(early.tell('report-drafted', draft)).toBe('taken');
	expect(early.issue()).toBe('report/not-released');
	const late = laboratory(5);
	expect(late.issue()).toBe('report/not-drafted');
	expect(late.sign('tester', tester)).toBe('report/version');
	late.tell('report-drafted', draft);
	expect(late.issue()).toBe('taken');
});

test('tester and reviewer sign the same content, once each, and are two people', () => {
	const { tell, issue, sign, versions, events } = laboratory();
	tell('report-drafted', draft);
	issue();
	expect(sign('tester', reviewer)).toBe('report/signer');
	expect(sign('tester', { id: 'supervisor-1', role: 'supervisor' })).toBe('session/role');
	expect(sign('tester', tester, '张测')).toBe('taken');
	expect(sign('tester', tester)).toBe('report/signed');
	expect(sign('reviewer', { id: 'tester-1', role: 'reviewer' })).toBe('report/same-person');
	expect(sign('reviewer', reviewer, '赵复核')).toBe('taken');
	expect(versions()).toMatchObject([
		{ version: 1, stands: true, signatures: [{ as: 'tester' }, { as: 'reviewer' }] }
	]);
	expect(verifyChain(events)).toBeNull();
});

test('whoever conducted the test cannot review it, whatever role they have now', () => {
	const { tell, issue, sign } = laboratory();
	tell('report-drafted', draft);
	issue();
	expect(sign('reviewer', { id: 'tester-1', role: 'reviewer' })).toBe('report/same-person');
});

test('what changes the report voids it; what does not leaves it standing', () => {
	const { tell, issue, sign, versions } = laboratory();
	tell('report-drafted', draft);
	issue();
	sign('tester', tester);
	tell('note-added', { text: '与意见书无关的备注' });
	expect(versions().at(-1)?.stands).toBe(true);
	const { topic, question } = { topic: '夜间去向', question: '您在哪里？' };
	expect(
		tell('clarification-recorded', { topic, question, statement: '在家。', factIds: [] })
	).toBe('taken');
	expect(versions().at(-1)?.stands).toBe(false);
	expect(issue()).toBe('taken');
	expect(
		versions().map(({ version, stands, signatures }) => [version, stands, signatures.length])
	).toEqual([
		[1, false, 1],
		[2, true, 0]
	]);
	tell('report-drafted', { ...draft, remarks: '补充说明' });
	expect(versions().at(-1)?.stands).toBe(false);
});

test('a change that is taken back makes the version stand again: the content is what counts', () => {
	const { tell, issue, versions } = laboratory();
	tell('report-drafted', draft);
	issue();
	tell('report-drafted', { ...draft, caseSummary: '别的案情' });
	expect(versions().at(-1)?.stands).toBe(false);
	tell('report-drafted', draft);
	expect(versions().at(-1)?.stands).toBe(true);
});

test('chart analysis opened again voids the version and stops signing', () => {
	const { tell, issue, sign, versions } = laboratory();
	tell('report-drafted', draft);
	issue();
	const supervisor: Actor = { id: 'supervisor-1', role: 'supervisor' };
	expect(tell('step-reopened', { step: 'chart-analysis', reason: '标记有误' }, supervisor)).toBe(
		'taken'
	);
	expect(versions().at(-1)?.stands).toBe(false);
	expect(sign('tester', tester)).toBe('report/not-released');
});

test('a version issued of an older log than there is now is refused', () => {
	const { tell, source } = laboratory();
	tell('report-drafted', draft);
	const { content, sha256 } = contentToIssue(source());
	tell('note-added', { text: 'something came between' });
	const { case: shell, names, software } = source();
	const data = {
		version: 1,
		sha256,
		basis: content.basis,
		case: shell,
		names: [...names],
		software
	};
	expect(tell('report-issued', data)).toBe('report/moved');
});

test('a kept content is read only when it has its hash', () => {
	const { text, sha256 } = contentToIssue(reportSource(coinClub('s-1', 5, 'zh-CN')));
	expect(readContent(text, sha256)?.version).toBe(1);
	expect(readContent(text.replace('心理', '心里'), sha256)).toBeNull();
});
