import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
import { ROOT } from '../pages.ts'

/**
 * The doc comments of a source file, by the names they stand at: `chatServerFrames.message_status.overall`. Calls do not
 * count as a level, so that a schema's fields are found in the literal it is made of.
 */
export function docComments(file: string): ReadonlyMap<string, string> {
  const source = ts.createSourceFile(file, readFileSync(path.join(ROOT, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const found = new Map<string, string>()
  visit(source, '')
  return found

  function visit(node: ts.Node, at: string): void {
    const name = nameOf(node)
    const here = name === undefined ? at : at === '' ? name : `${at}.${name}`
    const comment = name === undefined ? undefined : commentOf(node)
    if (comment !== undefined) found.set(here, comment)
    ts.forEachChild(node, (child) => visit(child, here))
  }
}

function nameOf(node: ts.Node): string | undefined {
  if (!ts.isVariableDeclaration(node) && !ts.isPropertyAssignment(node) && !ts.isShorthandPropertyAssignment(node)) {
    return undefined
  }
  return node.name.getText()
}

function commentOf(node: ts.Node): string | undefined {
  const [last] = ts.getJSDocCommentsAndTags(node).slice(-1)
  const text = last && ts.isJSDoc(last) ? ts.getTextOfJSDocComment(last.comment) : undefined
  return text?.replaceAll(/\s+/g, ' ').replaceAll(/\{@link (\w+)\}/g, '`$1`')
}
