/** Statements kept prepared on each connection. */
const MAX_STATEMENTS = 300
/** Texts with more parameters have as many as some list has members, and hardly ever come again. */
const MAX_PARAMETERS = 30

/** The name under which a statement is prepared, if it is worth it. */
export type StatementNames = (text: string, parameters: number) => string | undefined

/** Names for the statements of a database, the same on all its connections. */
export function createStatementNames(): StatementNames {
  const names = new Map<string, string>()
  return (text, parameters) => {
    if (parameters === 0 || parameters > MAX_PARAMETERS) return undefined
    const known = names.get(text)
    if (known !== undefined || names.size >= MAX_STATEMENTS) return known
    const name = `s${names.size + 1}`
    names.set(text, name)
    return name
  }
}
