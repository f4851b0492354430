import js from '@eslint/js'
import globals from 'globals'
import reactHooks from 'eslint-plugin-react-hooks'
import tseslint from 'typescript-eslint'

/** Every way from a text to elements or code. */
const RAW_HTML = [
  'JSXAttribute[name.name=/^(dangerouslySetInnerHTML|srcDoc)$/]',
  'Property[key.name=/^(dangerouslySetInnerHTML|srcDoc)$/]',
  'Property[key.value=/^(dangerouslySetInnerHTML|srcDoc)$/]',
  'MemberExpression[property.name=/^(innerHTML|outerHTML|srcdoc)$/]',
  'MemberExpression[property.value=/^(innerHTML|outerHTML|srcdoc)$/]',
  'CallExpression[callee.property.name=/^(insertAdjacentHTML|setHTMLUnsafe|parseHTMLUnsafe|createContextualFragment|parseFromString)$/]',
  "CallExpression[callee.object.name='document'][callee.property.name=/^write(ln)?$/]",
  "NewExpression[callee.name='Function']",
  "CallExpression[callee.name='eval']",
]

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      'storybook-static/**',
      'screenshots/**',
      '**/test-results/**',
      '**/playwright-report/**',
      'apps/docs/{.astro,.samples,public,src/content}/**',
      '.dependency-cruiser.cjs',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{js,mjs}', 'apps/server/bin/*'],
    languageOptions: { globals: globals.node },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      // Our objects are closures: their methods never use `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      'no-console': 'error',
    },
  },
  {
    files: ['packages/{ws-react,chat-ui}/**/*.{ts,tsx}', 'apps/demo/src/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': reactHooks },
    rules: {
      ...reactHooks.configs.recommended.rules,
      'no-restricted-syntax': [
        'error',
        ...RAW_HTML.map((selector) => ({ selector, message: 'Never raw HTML: messages are untrusted.' })),
        {
          selector: "MemberExpression[object.name='localStorage']",
          message: 'Patient data does not go into localStorage.',
        },
      ],
    },
  },
  {
    // What a test looks at or begins with is of its own making.
    files: ['packages/*/test/**', 'packages/**/*.test.{ts,tsx}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
  { files: ['scripts/**'], rules: { 'no-console': 'off' } },
)
