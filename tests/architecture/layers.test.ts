/** Fails with one line per forbidden import, naming the two files and the row of the table. */
import { cruise, type ICruiseResult, type IForbiddenRuleType } from 'dependency-cruiser';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { layers } from './layers.ts';

const TEST_FILE = '[.](test|bench)[.]ts$';
const FRAMEWORK = ['^[$]app/', '[$]types([.]d)?([.]ts)?$', '^[.]svelte-kit/'];
const UNLAYERED = /^src\/(app[.]|hooks[.]client|messages\/)/;
const NODE = 'node:*';
const PLUGIN_FOLDERS = '(devices|scoring)';

const packagePath = (name: string): string => `(^|node_modules/)${name}(/|$)`;

const layerPath = (name: string): string => {
	const row = layers[name];
	if (row === undefined) throw new Error(`no layer "${name}"`);
	return row.path;
};

const rows: IForbiddenRuleType[] = Object.entries(layers).map(([name, row]) => ({
	severity: 'error',
	name: `${name} may import only ${[...row.layers, ...row.packages].join(', ') || 'itself'}`,
	from: { path: row.path, pathNot: TEST_FILE },
	to: {
		pathNot: [
			row.path,
			...row.layers.map(layerPath),
			...row.packages.filter((name) => name !== NODE).map(packagePath),
			...(['pages', 'endpoints', 'ui'].includes(name) ? FRAMEWORK : []),
			...(name === 'pages' ? ['^src/app[.]css$'] : []),
			'^protocols/'
		],
		...(row.packages.includes(NODE) ? { dependencyTypesNot: ['core'] } : {})
	}
}));

const habits: IForbiddenRuleType[] = [
	{
		name: 'a device or method does not import its neighbours',
		from: {
			path: `^src/lib/${PLUGIN_FOLDERS}/(?!registry|types|session-|sheet-)([^/.]+)`,
			pathNot: TEST_FILE
		},
		to: { path: '^src/lib/$1/', pathNot: ['^src/lib/$1/types[.]ts$', '^src/lib/$1/$2[/.]'] }
	},
	{
		name: 'no test result can reach the grid or an interview, by however many steps',
		from: { path: '^src/lib/core/(grid|interview|board)/', pathNot: TEST_FILE },
		to: {
			path: '^src/lib/(scoring/|core/(signal|technique|recording|session|sheet|comparison|virtual)/)',
			reachable: true
		}
	},
	{
		name: 'nothing of the board of a case can reach a test, by however many steps',
		from: {
			path: '^src/lib/(scoring/|core/(signal|technique|recording|session|sheet|comparison|virtual)/)',
			pathNot: TEST_FILE
		},
		// shapes of files and facts are known to whatever reads a file; they hold nothing of a case
		to: {
			path: '^src/lib/core/board/(?!(board-settings|fact|demonstration-board)[.])',
			reachable: true
		}
	},
	{
		name: 'only ui/trace imports chart.js',
		from: { path: '^src/', pathNot: ['^src/lib/ui/trace/', TEST_FILE] },
		to: { path: '(^|node_modules/)chart[.]js(/|$)' }
	},
	{ name: 'no import cycles', from: {}, to: { circular: true } },
	{
		name: 'every import leads somewhere',
		from: { path: '^src/' },
		to: {
			couldNotResolve: true,
			pathNot: [...FRAMEWORK, '^src/lib/paraglide/', '^#lib/paraglide/']
		}
	}
].map((rule) => ({ severity: 'error', ...rule }));

async function imports(): Promise<ICruiseResult> {
	const { output } = await cruise(
		['src'],
		{
			ruleSet: { forbidden: [...rows, ...habits] },
			validate: true,
			tsPreCompilationDeps: true,
			doNotFollow: { path: ['node_modules', '^build/', '^src/lib/paraglide/'] }
		},
		{
			exportsFields: ['exports'],
			conditionNames: ['svelte', 'types', 'import', 'node', 'default'],
			alias: {
				'#lib': resolve('src/lib'),
				'#recorder': resolve('src/recorder'),
				'#instrument': resolve('src/instrument')
			}
		}
	);
	return output as ICruiseResult;
}

test('imports follow the layer table', { timeout: 60_000 }, async () => {
	const { modules, summary } = await imports();
	const paths = Object.values(layers).map((row) => new RegExp(row.path));
	const homeless = modules
		.map(({ source }) => source)
		.filter((file) => file.startsWith('src/') && !/[.]test[.]/.test(file) && !UNLAYERED.test(file))
		.filter((file) => !paths.some((path) => path.test(file)));
	expect(homeless, 'files that belong to no row of the table').toEqual([]);
	const broken = summary.violations.map(({ from, to, rule }) => `${from} → ${to}: ${rule.name}`);
	expect(broken).toEqual([]);
});
