import { readFileSync } from 'node:fs'
import { ERRORS } from '@mediconnect/protocol'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')

test.each(Object.entries(ERRORS))('the README explains %s as the protocol defines it', (code, error) => {
  const row = readme.split('\n').find((line) => line.startsWith(`| \`${code}\``)) ?? ''
  const cells = row.split('|').map((cell) => cell.trim())
  expect(cells.slice(2, 6)).toEqual([
    error.message,
    String(error.closeCode),
    String(error.httpStatus),
    error.retryable ? 'yes' : 'no',
  ])
})

test('whoever is told which Node it needs is told the same', () => {
  const textOf = (file: string) => readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
  expect(textOf('package.json')).toContain('"node": "^22.16 || >=24"')
  for (const file of ['README.md', 'bin/mediconnect-server', '../../docs/quick-start.md']) {
    expect(textOf(file)).toContain('Node 22.16, or 24 or newer')
  }
})

test('the README explains every variable', () => {
  const config = readFileSync(new URL('../src/config.ts', import.meta.url), 'utf8')
  const names = [...config.matchAll(/^ {4}([A-Z_]+):/gm)].map((match) => match[1] ?? '')
  expect(names.length).toBeGreaterThan(10)
  for (const name of names) expect(readme).toContain(`\`${name}\``)
})
