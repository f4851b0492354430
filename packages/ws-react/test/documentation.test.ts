import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { format, resolveConfig } from 'prettier'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'

const PACKAGE = path.resolve(import.meta.dirname, '..')

/** A sample that is to be used, not the test of a screen. */
const EXPORTED = /export (?:const|function) (\w+)/

const read = (file: string): Promise<string> => readFile(path.join(PACKAGE, file), 'utf8')

async function parse(file: string): Promise<ts.SourceFile> {
  return ts.createSourceFile(file, await read(file), ts.ScriptTarget.Latest, true)
}

/** Where each name that the package exports is declared. */
async function exportsOf(index: string): Promise<{ name: string; file: string }[]> {
  const found: { name: string; file: string }[] = []
  for (const statement of (await parse(index)).statements) {
    if (!ts.isExportDeclaration(statement) || !statement.exportClause || !statement.moduleSpecifier) continue
    if (!ts.isNamedExports(statement.exportClause) || !ts.isStringLiteral(statement.moduleSpecifier)) continue
    const file = path.join(path.dirname(index), statement.moduleSpecifier.text)
    for (const { name } of statement.exportClause.elements) found.push({ name: name.text, file })
  }
  return found
}

function isDocumented(source: ts.SourceFile, name: string): boolean {
  const declaration = source.statements.find((statement) => {
    if (ts.isVariableStatement(statement)) {
      return statement.declarationList.declarations.some((one) => one.name.getText(source) === name)
    }
    const named =
      ts.isFunctionDeclaration(statement) ||
      ts.isClassDeclaration(statement) ||
      ts.isInterfaceDeclaration(statement) ||
      ts.isTypeAliasDeclaration(statement)
    return named && statement.name?.text === name
  })
  return declaration !== undefined && ts.getJSDocCommentsAndTags(declaration).length > 0
}

describe('what is written about the package', () => {
  test('the samples of the README are those in test/readme, which the type check compiles; the first is ten lines', async () => {
    const samples = [...(await read('README.md')).matchAll(/```tsx\n(.*?)```/gs)].map(([, code = '']) => code)
    const named = samples.filter((sample) => EXPORTED.test(sample))
    expect(named.length).toBeGreaterThanOrEqual(4)
    for (const sample of named) {
      const name = EXPORTED.exec(sample)?.[1] ?? ''
      const file = path.join(PACKAGE, 'test/readme', `${name}.tsx`)
      const options = { ...(await resolveConfig(file)), filepath: file }
      expect(await format(sample, options)).toBe(await readFile(file, 'utf8'))
    }
    expect(samples[0]?.split('\n').filter((line) => line.trim() !== '')).toHaveLength(10)
  })

  test('every export says what it is', async () => {
    const exported = await exportsOf('src/index.ts')
    expect(exported.length).toBeGreaterThan(20)
    const silent: string[] = []
    for (const { name, file } of exported) if (!isDocumented(await parse(file), name)) silent.push(name)
    expect(silent).toEqual([])
  })
})
