import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { roles } from '../../core/session/event.ts';
import { mayEnter, ruleOf } from './access.ts';

const routes = readdirSync('src/routes', { recursive: true, encoding: 'utf8' })
	.map((file) => file.replaceAll('\\', '/'))
	.filter((file) => /[+](page|server|page[.]server)[.](svelte|ts)$/.test(file))
	.map((file) => `/${file.split('/').slice(0, -1).join('/')}`);

test('every route has a rule', () => {
	expect(routes.filter((route) => ruleOf(route) === null)).toEqual([]);
});

test('a route without a rule is refused', () => {
	expect(ruleOf('/elsewhere')).toBeNull();
	expect(ruleOf(null)).toBeNull();
});

test('administrators keep accounts and never read a case', () => {
	const reads = [
		'/cases/[case]',
		'/api/sessions/[session]/state',
		'/api/stream',
		'/api/recorder/open'
	];
	for (const route of reads) expect(mayEnter(ruleOf(route), 'admin')).toBe(false);
	expect(mayEnter(ruleOf('/admin/accounts'), 'admin')).toBe(true);
});

test('only testers command the recorder, only scorers score, only administrators keep accounts', () => {
	const may = (route: string) => roles.filter((role) => mayEnter(ruleOf(route), role));
	expect(may('/api/recorder/start-chart')).toEqual(['tester']);
	expect(may('/admin')).toEqual(['admin']);
	for (const route of ['/scoring/[task]', '/api/scoring/[task]/recordings/[chart]/blocks'])
		expect(may(route)).toEqual(['tester', 'reviewer']);
});

test('a visitor who is not signed in reaches nothing but the way in', () => {
	const open = routes.filter((route) => mayEnter(ruleOf(route), null));
	const wayIn = /^\/($|setup|sign-in|guide|api\/health|api\/metrics)/;
	expect(open.filter((route) => !wayIn.test(route))).toEqual([]);
});

test('a locked screen still shows the recording and can stop it, but reads no case', () => {
	const open = (route: string) => ruleOf(route)?.whileLocked === true;
	expect(open('/api/stream') && open('/api/recorder/stop-chart') && open('/sign-in/unlock')).toBe(
		true
	);
	for (const route of ['/cases/[case]', '/api/sessions/[session]/state', '/api/scoring/[task]'])
		expect(open(route)).toBe(false);
});

test('each duty of administrators has its own pages, and none those of another', () => {
	const of = (duty: 'system' | 'security' | 'audit') =>
		['/admin', '/admin/grants', '/admin/trail', '/laboratory'].filter((route) =>
			mayEnter(ruleOf(route), 'admin', duty)
		);
	expect(of('system')).toEqual(['/admin', '/laboratory']);
	expect(of('security')).toEqual(['/admin/grants']);
	expect(of('audit')).toEqual(['/admin/trail']);
});
