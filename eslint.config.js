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

export default tseslint.config(
  { ignores: ['node_modules/', '.cache/', '.partnerlock/', '.ci/', 'salesforce-package/', '**/*.mjs', '**/dist/'] },
  ...tseslint.configs.recommendedTypeChecked,
  {
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
  { files: ['**/*.js'], ...tseslint.configs.disableTypeChecked },
);
