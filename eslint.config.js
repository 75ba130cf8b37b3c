import jsdoc from 'eslint-plugin-jsdoc';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

const PURE = ['core', 'devices', 'scoring'].map((layer) => `src/lib/${layer}/**/*.ts`);
const TESTS = ['**/*.test.ts', '**/*.bench.ts', 'tests/**/*.ts'];
const SVELTE = ['**/*.svelte', '**/*.svelte.ts'];

/** Limits of code lines; blank lines and comments are free. */
const atMost = (max) => ['error', { max, skipBlankLines: true, skipComments: true }];

/** What eslint calls recommended and TypeScript does not already check. */
const careful = {
	eqeqeq: 'error',
	'no-case-declarations': 'error',
	'no-constant-binary-expression': 'error',
	'no-empty': 'error',
	'no-fallthrough': 'error',
	'no-self-compare': 'error',
	'no-sparse-arrays': 'error',
	'no-unsafe-finally': 'error',
	'no-useless-escape': 'error',
	'no-var': 'error',
	'prefer-const': 'error'
};

const ENUM = {
	selector: 'TSEnumDeclaration',
	message: 'Write a union of strings: an enum is not erasable and not data.'
};

/** Rules of the strict set that make ordinary code worse. */
const relaxed = {
	'@typescript-eslint/no-dynamic-delete': 'off',
	'@typescript-eslint/no-invalid-void-type': 'off',
	'@typescript-eslint/no-unused-vars': [
		'error',
		{ argsIgnorePattern: '^_', varsIgnorePattern: '^_' }
	],
	'@typescript-eslint/unified-signatures': 'off'
};

const markup = {
	'prefer-const': 'off',
	'svelte/no-navigation-without-resolve': 'off',
	'svelte/prefer-const': 'error',
	'svelte/prefer-svelte-reactivity': 'off',
	'max-lines': atMost(150),
	'max-lines-per-function': 'off'
};

const FROM_OUTSIDE = 'Pure code gets time, chance and the outside world as arguments.';
const outsideNames = [
	...['console', 'window', 'document', 'process', 'fetch', 'performance', 'crypto', 'navigator'],
	...['localStorage', 'setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask']
];

const pure = {
	'no-restricted-globals': [
		'error',
		...outsideNames.map((name) => ({ name, message: FROM_OUTSIDE }))
	],
	'no-restricted-properties': [
		'error',
		{ object: 'Date', property: 'now', message: FROM_OUTSIDE },
		{ object: 'Math', property: 'random', message: FROM_OUTSIDE }
	],
	'no-restricted-syntax': [
		'error',
		ENUM,
		{ selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: FROM_OUTSIDE },
		{ selector: 'CallExpression[callee.name="Date"]', message: FROM_OUTSIDE },
		{ selector: 'MemberExpression[object.name="globalThis"]', message: FROM_OUTSIDE }
	]
};

const documented = {
	'jsdoc/require-jsdoc': [
		'error',
		{
			publicOnly: true,
			enableFixer: false,
			require: { FunctionDeclaration: true, ClassDeclaration: true },
			// a type inferred from a schema is described by the schema beside it
			contexts: [
				'TSInterfaceDeclaration',
				'TSTypeAliasDeclaration:not([typeAnnotation.typeName.right.name="infer"])'
			]
		}
	]
};

export default defineConfig(
	globalIgnores([
		...['build/', '.svelte-kit/', 'data/', 'test-results/', 'src/lib/paraglide/'],
		...['playwright-report/', 'tests/fixtures/', '**/*.d.ts']
	]),
	{ linterOptions: { reportUnusedDisableDirectives: 'error' } },
	// rules that need types are those of .oxlintrc.json, whose program reads them in a tenth of the time
	ts.configs.strict,
	svelte.configs.recommended,
	{
		languageOptions: { parserOptions: { extraFileExtensions: ['.svelte'] } },
		rules: {
			...careful,
			...relaxed,
			'max-lines': atMost(200),
			'max-lines-per-function': atMost(50),
			'no-restricted-syntax': ['error', ENUM]
		}
	},
	{
		files: SVELTE,
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
		rules: markup
	},
	{ files: ['**/*.svelte.ts'], rules: { 'max-lines': atMost(200) } },
	{
		files: PURE,
		ignores: TESTS,
		plugins: { jsdoc },
		rules: { ...pure, ...documented }
	},
	{
		files: TESTS,
		rules: {
			'@typescript-eslint/no-non-null-assertion': 'off',
			'max-lines': atMost(300),
			'max-lines-per-function': 'off'
		}
	}
);
