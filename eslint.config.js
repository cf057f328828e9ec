/** Lint. Rules that know types, because the faults that cost money here are asynchronous; who may import whom is .dependency-cruiser.cjs. */
import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** Tables of words, codes and currencies: long, and better read in one piece. */
const dataOnly = ['renderer/words/**', 'core/money/currency.ts', 'main/printer/code-pages.ts'];

const node = {
  process: 'readonly',
  console: 'readonly',
  Buffer: 'readonly',
  URL: 'readonly',
  AbortController: 'readonly',
  AbortSignal: 'readonly',
};
const timers = {
  setTimeout: 'readonly',
  clearTimeout: 'readonly',
  setInterval: 'readonly',
  clearInterval: 'readonly',
  performance: 'readonly',
};

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Export by name: one name for a thing, wherever it is used.',
};
const onlyTheRegistrar = {
  name: 'electron',
  importNames: ['ipcMain'],
  message: 'Only main/ipc/register.ts touches ipcMain; hand it a handler.',
};

const onlyTheDoor = {
  name: 'electron',
  importNames: ['dialog', 'shell', 'Menu', 'MenuItem', 'Notification', 'Tray'],
  message: 'Windows of the system swallow scans: open them through main/window/system-windows.ts, never during trade.',
};

/** @param {readonly string[]} group @param {string} message */
const forbid = (group, message) => ({ patterns: [{ group: [...group], message }] });

/** @param {readonly string[]} names @param {string} message */
const forbidGlobals = (names, message) => ['error', ...names.map((name) => ({ name, message }))];

export default defineConfig(
  { ignores: ['out/', 'dist/', 'node_modules/', 'coverage/', 'test-results/', 'test/unit/tooling/breaches/'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/consistent-type-exports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' },
      ],
    },
  },
  {
    files: ['**/*.{ts,tsx,js,mjs,cjs}'],
    rules: {
      // "modified": an exhaustive switch counts once, however many cases it must name.
      complexity: ['error', { max: 10, variant: 'modified' }],
      'max-lines': ['error', 300],
      'max-lines-per-function': ['error', { max: 60, skipComments: true, skipBlankLines: true }],
      'no-restricted-syntax': ['error', noDefaultExport],
      eqeqeq: 'error',
    },
  },
  { files: dataOnly, rules: { 'max-lines': 'off' } },
  { files: ['core/**', 'main/**', 'preload/**', 'renderer/**'], rules: { 'no-console': 'error' } },
  { files: ['main/begin.ts', 'main/observability/**'], rules: { 'no-console': 'off' } },
  {
    files: ['core/**'],
    rules: { 'no-restricted-imports': ['error', forbid(['node:*', 'electron'], 'core is pure: effects come in as parameters.')] },
  },
  {
    files: ['renderer/**'],
    rules: { 'no-restricted-imports': ['error', forbid(['node:*', 'electron'], 'The renderer only has window.paydesk.')] },
  },
  {
    files: ['main/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [onlyTheRegistrar, onlyTheDoor] }] },
  },
  { files: ['main/ipc/register.ts'], rules: { 'no-restricted-imports': ['error', { paths: [onlyTheDoor] }] } },
  { files: ['main/window/system-windows.ts'], rules: { 'no-restricted-imports': ['error', { paths: [onlyTheRegistrar] }] } },
  {
    files: ['preload/**'],
    rules: {
      'no-restricted-imports': ['error', forbid(['node:*'], 'A sandboxed preload has no Node.')],
      // electron's typings bring in Node's globals, so the compiler cannot refuse these.
      'no-restricted-globals': forbidGlobals(['process', 'Buffer', 'require', 'global'], 'A sandboxed preload has no Node.'),
    },
  },
  { files: ['test/**'], rules: { 'max-lines-per-function': 'off', '@typescript-eslint/no-empty-function': 'off' } },
  { files: ['*.config.{js,ts}'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['*.{js,ts,cjs}', '**/*.mjs', 'scripts/**/*.cjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: {
      globals: { ...node, ...timers, fetch: 'readonly', module: 'writable', require: 'readonly' },
      parserOptions: { projectService: false, project: false },
    },
  },
);
