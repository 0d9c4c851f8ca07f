import boundaries from 'eslint-plugin-boundaries';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import tseslint from 'typescript-eslint';
import { categories, policies } from './rooms.js';
import svelteConfig from './svelte.config.js';

const root = import.meta.dirname;
const TESTS = ['**/*.test.ts', 'tests/**'];

/** @typedef {{ value: string, loc?: import('eslint').AST.SourceLocation | null }} Comment */

/** Rules of our own; each says why in its message. */
const halte = {
	rules: {
		/** @type {import('eslint').Rule.RuleModule} */
		'described-disable': {
			create(context) {
				/** @param {unknown} comment of a script, or of a Svelte template */
				const check = (comment) => {
					const { value, loc } = /** @type {Comment} */ (comment);
					if (!loc || !/^\s*eslint-disable(?!.* -- \S)/s.test(value)) return;
					context.report({ loc, message: 'Say why after ` -- `: without a reason it stays off for ever.' });
				};
				return {
					Program: () => context.sourceCode.getAllComments().forEach(check),
					SvelteHTMLComment: check
				};
			}
		}
	}
};

/** What makes a decision depend on more than its arguments. */
const IMPURE_GLOBALS = [
	...['Date', 'performance', 'crypto', 'process', 'fetch', 'console', 'globalThis', 'window', 'document'],
	...['setTimeout', 'setInterval', 'setImmediate', 'queueMicrotask', 'localStorage', 'navigator']
];

export default defineConfig(
	globalIgnores([
		...['build/', '.svelte-kit/', 'data/', 'static/', 'test-results/', 'playwright-report/', 'coverage/'],
		...['src/lib/messages/**/compiled/', '*.inlang/', 'db/migrations/']
	]),
	tseslint.configs.recommended,
	svelte.configs.recommended,
	svelte.configs.prettier,
	{
		linterOptions: { reportUnusedDisableDirectives: 'error', reportUnusedInlineConfigs: 'error' },
		languageOptions: {
			globals: { ...globals.node, ...globals.browser },
			parserOptions: { tsconfigRootDir: root }
		},
		plugins: { halte },
		rules: {
			'halte/described-disable': 'error',
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/no-explicit-any': 'error',
			'@typescript-eslint/no-unused-vars': [
				'error',
				{ argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }
			],
			'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
			'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'], location: 'start' }],
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-cond-assign': 'error',
			'no-debugger': 'error',
			'no-empty': ['error', { allowEmptyCatch: false }],
			'no-fallthrough': 'error',
			'no-loss-of-precision': 'error',
			'no-self-compare': 'error',
			'no-unsafe-finally': 'error',
			'no-useless-escape': 'error',
			'preserve-caught-error': 'error'
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig } },
		rules: {
			// We serve from the root of a host of our own: there is no base path to resolve.
			'svelte/no-navigation-without-resolve': 'off'
		}
	},
	{
		// Questions that need the types: one program for the whole tree.
		files: ['src/**/*.{ts,svelte}', 'db/**/*.ts', 'tests/**/*.ts'],
		ignores: ['src/service-worker.ts'], // SvelteKit's tsconfig leaves it out
		languageOptions: {
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
			// A union is switched without `default`, so that the compiler finds the missing case.
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ allowDefaultCaseForExhaustiveSwitch: false, considerDefaultExhaustiveForUnions: false }
			]
		}
	},
	{
		// No `any` that comes in unseen either, through JSON.parse or a package without types.
		files: ['src/**/*.ts', 'db/**/*.ts', 'tests/**/*.ts'],
		ignores: ['src/service-worker.ts'],
		rules: {
			'@typescript-eslint/no-unsafe-argument': 'error',
			'@typescript-eslint/no-unsafe-assignment': 'error',
			'@typescript-eslint/no-unsafe-call': 'error',
			'@typescript-eslint/no-unsafe-member-access': 'error',
			'@typescript-eslint/no-unsafe-return': 'error'
		}
	},
	{
		// The rooms of the house: rooms.js.
		plugins: { boundaries },
		settings: {
			'boundaries/root-path': root,
			'boundaries/files': categories,
			'boundaries/files-single-match': true,
			'boundaries/legacy-templates': false,
			'boundaries/dependency-nodes': ['import', 'dynamic-import', 'export', 'require'],
			'boundaries/additional-dependency-nodes': [
				{ selector: 'TSImportType > Literal', kind: 'type', name: 'type-import' }
			],
			'import/resolver': {
				typescript: {
					project: 'tsconfig.json',
					noWarnOnMultipleProjects: true,
					extensions: ['.ts', '.js', '.svelte', '.json', '.css'],
					conditionNames: ['types', 'import', 'svelte', 'node', 'default']
				}
			}
		},
		rules: {
			'boundaries/no-unknown-files': 'error',
			'boundaries/dependencies': [
				'error',
				{
					default: 'disallow',
					message: 'Room "{{from.file.categories}}" may not use {{dependency.source}}: see rooms.js.',
					checkAllOrigins: true,
					checkUnknownLocals: true,
					checkInternals: true,
					policies
				}
			]
		}
	},
	{
		files: ['src/lib/**'],
		ignores: TESTS,
		rules: { 'no-console': 'error' }
	},
	{
		// Time, ids and randomness are arguments here; an answer does not wait for anything.
		files: ['src/lib/domain/**'],
		ignores: TESTS,
		rules: {
			'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
			'no-restricted-properties': [
				'error',
				{ object: 'Math', property: 'random', message: 'Chance is an argument: see Context.' }
			],
			'no-restricted-syntax': [
				'error',
				{ selector: 'AwaitExpression, :function[async=true]', message: 'A decision waits for nothing.' }
			]
		}
	},
	{
		files: TESTS,
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector:
						'NewExpression[callee.name="Promise"] CallExpression:matches([callee.name="setTimeout"], [callee.property.name="setTimeout"])',
					message: 'Wait for what must become true (vi.waitFor, an event), not for a length of time.'
				}
			]
		}
	},
	{
		files: ['tests/e2e/*.e2e.ts'],
		rules: {
			'no-restricted-imports': [
				'error',
				{
					name: '@playwright/test',
					importNames: ['test'],
					message: 'Take « test » of story.ts: it closes what a story opened.'
				}
			]
		}
	}
);
