import salesforce from '@salesforce/eslint-config-lwc';
import tseslint from 'typescript-eslint';

/** The one clock, the ids and the randomness come in from the composition root; everything else receives them. */
const injected = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'Take the time as an argument.',
  },
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: 'Take the time as an argument.' },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Take randomness as an argument.',
  },
  { selector: "CallExpression[callee.property.name='randomUUID']", message: 'Take ids as an argument.' },
  { selector: "CallExpression[callee.name='randomUUID']", message: 'Take ids as an argument.' },
];
const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Only server/config.ts reads the environment.',
};

/** Lightning components are written for Salesforce's compiler, so Salesforce's own rules judge them. */
const LIGHTNING = 'salesforce-package/force-app/**/lwc/**/*.js';
const lightning = [
  ...salesforce.configs.recommended.map((config) => ({ ...config, files: [LIGHTNING] })),
  {
    files: [LIGHTNING],
    // What a component imports exists in an org only, where the package's integrity check has looked for it; its clock
    // is the browser's.
    rules: {
      'import/no-unresolved': 'off',
      'no-restricted-syntax': 'off',
      // A file reads from its purpose down to its details, and Prettier has its own mind about parentheses.
      'no-use-before-define': ['error', { functions: false, classes: false, variables: false }],
      'no-confusing-arrow': 'off',
    },
  },
];

export default tseslint.config(
  {
    ignores: [
      'node_modules/',
      '.cache/',
      '.partnerlock/',
      '.ci/',
      'salesforce-package/*',
      '!salesforce-package/plugin/',
      'salesforce-package/plugin/lib/',
      '!salesforce-package/force-app/',
      '**/lwc/partnerCore/',
      '**/*.mjs',
      '**/dist/',
    ],
  },
  ...tseslint.configs.recommendedTypeChecked.map((config) => ({ ...config, ignores: [LIGHTNING] })),
  {
    ignores: [LIGHTNING],
    languageOptions: {
      parserOptions: {
        projectService: { allowDefaultProject: ['eslint.config.js'] },
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true },
      ],
      eqeqeq: ['error', 'always'],
      'no-restricted-syntax': ['error', ...injected, environment],
    },
  },
  {
    files: [
      'server/bin/**',
      'server/main.ts',
      'server/config.ts',
      'server/sandbox/**',
      'hubspot-app/**',
      'tests/**',
      '*.ts',
      '*.js',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  {
    files: ['shared/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: [{ group: ['node:*'], message: 'The core is pure.' }] }] },
  },
  { files: ['**/*.js'], ignores: [LIGHTNING], ...tseslint.configs.disableTypeChecked },
  ...lightning,
);
