import { ESLint, Linter } from 'eslint'
import { beforeAll, expect, test } from 'vitest'

const WAYS = [
  '<p dangerouslySetInnerHTML={{ __html: text }} />',
  '<p {...{ dangerouslySetInnerHTML: { __html: text } }} />',
  "<p {...{ 'dangerouslySetInnerHTML': { __html: text } }} />",
  '<iframe srcDoc={text} />',
  'element.innerHTML = text',
  "element['innerHTML'] = text",
  'element.outerHTML = text',
  'element.insertAdjacentHTML("beforeend", text)',
  'element.setHTMLUnsafe(text)',
  'Document.parseHTMLUnsafe(text)',
  'range.createContextualFragment(text)',
  'new DOMParser().parseFromString(text, "text/html")',
  'document.write(text)',
  'new Function(text)',
  'eval(text)',
]

let rule: Linter.RuleEntry

beforeAll(async () => {
  const config: unknown = await new ESLint().calculateConfigForFile('packages/chat-ui/src/text/LinkedText.tsx')
  rule = ruleOf(config)
})

function ruleOf(config: unknown): Linter.RuleEntry {
  const rules = typeof config === 'object' && config && 'rules' in config ? config.rules : undefined
  const found =
    typeof rules === 'object' && rules && 'no-restricted-syntax' in rules ? rules['no-restricted-syntax'] : undefined
  if (!Array.isArray(found)) throw new Error('The rule against raw HTML is not there.')
  const options: readonly unknown[] = found
  return ['error', ...options.slice(1)]
}

function problems(code: string) {
  const parserOptions = { ecmaFeatures: { jsx: true } }
  return new Linter().verify(code, { languageOptions: { parserOptions }, rules: { 'no-restricted-syntax': rule } })
}

test.each(WAYS)('the kit’s source may not say %s', (code) => {
  expect(problems(code).map(({ message }) => message)).toContain('Never raw HTML: messages are untrusted.')
})

test('text as React writes it is allowed', () => {
  expect(problems('<p>{text}</p>')).toEqual([])
})
