/** Every route and every act of it is in the table of access, and the outer gate lets nobody out who may do it. */
import { globSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from 'vitest';
import { reachOf } from '#lib/core/access/matrix.ts';
import { routeActs } from '#lib/core/access/route-acts.ts';
import { roles } from '#lib/core/roles.ts';
import { mayEnter, ruleOf } from '#lib/server/accounts/access.ts';

/** The methods and actions a route's files offer, as its source says. */
function offered(): Map<string, Set<string>> {
	const found = new Map<string, Set<string>>();
	const of = (file: string): Set<string> => {
		const route = `/${dirname(file)
			.replaceAll('\\', '/')
			.replace(/^src\/routes\/?/, '')}`;
		const methods = found.get(route) ?? new Set<string>();
		found.set(route, methods);
		return methods;
	};
	for (const file of globSync('src/routes/**/+page*.svelte')) of(file).add('GET');
	for (const file of globSync('src/routes/**/+{server,page.server}.ts')) {
		const text = readFileSync(file, 'utf8');
		const methods = of(file);
		if (file.endsWith('page.server.ts')) methods.add('GET');
		for (const [, method = ''] of text.matchAll(/^export const (GET|POST|PUT|PATCH|DELETE)\b/gm))
			methods.add(method);
		const [, actions = ''] = /^export const actions[^{]*\{\n([\s\S]*?)^\};/m.exec(text) ?? [];
		for (const [, name = ''] of actions.matchAll(/^\t(\w+)(?::|,|\()/gm)) methods.add(`?/${name}`);
	}
	return found;
}

const routes = offered();

test('every route and every act of it is in the table, and nothing else is', () => {
	const shown = (table: Iterable<readonly [string, Iterable<string>]>) =>
		[...table].flatMap(([route, methods]) => [...methods].map((one) => `${route} ${one}`)).sort();
	const table = Object.entries(routeActs).map(([route, of]) => [route, Object.keys(of)] as const);
	expect(shown(table)).toEqual(shown(routes));
	expect(routes.size).toBeGreaterThan(70);
	// the scan sees actions: without them it would prove nothing
	expect(routes.get('/cases/[case]')).toEqual(new Set(['GET', '?/open', '?/assign', '?/end']));
});

test('whoever may do it comes through the outer gate', () => {
	const kept = Object.entries(routeActs).flatMap(([route, of]) =>
		Object.entries(of).flatMap(([method, [object, act]]) =>
			roles
				.filter((role) => reachOf(role, object, act) !== 'none')
				.filter((role) => !mayEnter(ruleOf(route), role))
				.map((role) => `${role} ${method} ${route}`)
		)
	);
	expect(kept).toEqual([]);
});

test('whoever may do nothing at a route is kept out by the gate, or refused by the page', () => {
	const pastTheGate = Object.entries(routeActs).flatMap(([route, of]) =>
		roles
			.filter((role) => mayEnter(ruleOf(route), role))
			.filter((role) =>
				Object.values(of).every(([object, act]) => reachOf(role, object, act) === 'none')
			)
			.map((role) => `${role} ${route}`)
	);
	// the crawl (integration/web-access) asks each of these as that role; administrators are never among them
	expect(pastTheGate.filter((line) => line.startsWith('admin'))).toEqual([]);
	expect(pastTheGate).toMatchSnapshot();
});
