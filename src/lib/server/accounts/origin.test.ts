import { describe, expect, test } from 'vitest';
import { isLoopbackAddress, isOwnHost, isOwnWrite } from './origin.ts';

const own = 'http://127.0.0.1:5180';

describe('writes', () => {
	test.each([
		['own page', own, 'same-origin', true],
		['own page of an old browser', own, null, true],
		['another site', 'https://evil.example', 'cross-site', false],
		['another site of an old browser', 'https://evil.example', null, false],
		['another port of this machine', 'http://127.0.0.1:8000', 'same-site', false],
		['a sandboxed frame', 'null', 'cross-site', false],
		['no origin at all', null, null, false],
		['an origin that lies about the site', own, 'cross-site', false]
	])('from %s', (_, origin, fetchSite, allowed) => {
		expect(isOwnWrite({ method: 'POST', ownOrigin: own, origin, fetchSite })).toBe(allowed);
	});

	test('reads are let through whoever links to us', () => {
		const facts = { ownOrigin: own, origin: null, fetchSite: 'cross-site' };
		expect(isOwnWrite({ method: 'GET', ...facts })).toBe(true);
		expect(isOwnWrite({ method: 'DELETE', ...facts })).toBe(false);
	});
});

test('only loopback names and the names the laboratory allowed are this server', () => {
	expect(
		['127.0.0.1:5180', 'localhost', '[::1]:5180', 'LOCALHOST:1'].every((h) => isOwnHost(h))
	).toBe(true);
	expect(['evil.example', '127.0.0.1.evil.example:5180', ''].some((h) => isOwnHost(h))).toBe(false);
	expect(isOwnHost(undefined)).toBe(false);
	expect(isOwnHost('lab-1.lan:5180', ['lab-1.lan'])).toBe(true);
});

test('loopback addresses of both families', () => {
	expect(['127.0.0.1', '127.4.5.6', '::1', '::ffff:127.0.0.1'].every(isLoopbackAddress)).toBe(true);
	expect(['10.0.0.1', '::ffff:10.0.0.1', 'fe80::1'].some(isLoopbackAddress)).toBe(false);
});
