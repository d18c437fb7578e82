import eslint from '@eslint/js';
import prettier from 'eslint-config-prettier';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

const sqlOutsideItsFolder = {
  selector: 'CallExpression[callee.type="MemberExpression"][callee.property.name="query"]',
  message: 'SQL lives below a sql/ folder: one file per statement, exporting a typed function.',
};
const defaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Export by name: a thing has one name everywhere.',
};

export default defineConfig(
  globalIgnores([
    '.data/',
    'coverage/',
    'infra/kafka/libs/',
    'test/bench/report/',
    '**/generated.ts',
    'schemas/code-lists/signal-catalogue.ts',
  ]),
  eslint.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-import-type-side-effects': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      // Asks for the `!` that is forbidden outside tests.
      '@typescript-eslint/non-nullable-type-assertion-style': 'off',
      // A query's caller names the shape of its rows: query<Row>(text).
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Does not know Promise.withResolvers<void>().
      '@typescript-eslint/no-invalid-void-type': 'off',
      // Numbers in texts need no String() around them.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      // Fastify and Jest take async functions where void is expected.
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { arguments: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', ignoreRestSiblings: true }],
      // process.env is an index signature in strict TypeScript, and must be read so.
      '@typescript-eslint/dot-notation': ['error', { allowIndexSignaturePropertyAccess: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-syntax': ['error', sqlOutsideItsFolder, defaultExport],
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/sql/**/*.ts', 'services/_platform/src/database/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', defaultExport] },
  },
  {
    // Tests look into the database, and may be sure of what they set up themselves.
    files: ['**/*.test.ts', '**/test/**/*.ts'],
    rules: {
      'no-restricted-syntax': 'off',
      'max-lines': ['error', { max: 500, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/no-non-null-assertion': 'off',
      // expect() takes whatever a response or a row holds.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-explicit-any': 'off',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: { process: 'readonly', console: 'readonly' } },
  },
  prettier,
);
