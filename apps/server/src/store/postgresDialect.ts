import { sql } from 'kysely'
import type { Dialect } from './database.ts'
import { isDuplicate } from './postgresError.ts'
import type { Schema } from './schema.ts'

/** Tables whose ids the database counts. */
const COUNTED: ReadonlySet<keyof Schema> = new Set(['messages', 'receipts'])

/** Lists and tables go as arrays: the text of a statement stays the same, and it is planned for few rows. */
export const postgresDialect: Dialect = {
  numbers: (list) => sql<number>`(select value from unnest(${list}::bigint[]) as value)`,
  texts: (list) => sql<string>`(select value from unnest(${list}::text[]) as value)`,
  list: (values) => values,
  table(columns, rows) {
    const names = Object.keys(columns)
    const lists = names.map((name) => {
      const values = rows.map((row) => row[name])
      return columns[name] === 'text' ? sql`${values}::text[]` : sql`${values}::bigint[]`
    })
    return sql`(select * from unnest(${sql.join(lists)}) as made(${sql.join(names.map((name) => sql.ref(name)))}))`
  },
  // No key is going to change: rows that refer to these may be made meanwhile.
  locked: (query) => query.forNoKeyUpdate(),
  async insertMany(transaction, table, rows) {
    const columns = Object.keys(rows[0] ?? {})
    if (columns.length === 0) return []
    const names = sql.join(columns.map((name) => sql.ref(name)))
    const made = sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)})`
    const insert = sql`insert into ${sql.table(table)} (${names}) select ${names} from ${made}`
    if (!COUNTED.has(table)) {
      await insert.execute(transaction)
      return []
    }
    const result = await sql<{ id: number }>`${insert} returning id`.execute(transaction)
    return result.rows.map(({ id }) => id)
  },
  async updateMany(transaction, { table, keys, column, how }, rows) {
    const [target, value] = [sql.ref(column), sql.ref(`made.${column}`)]
    const made = sql`json_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}) as made`
    const isOwn = keys.map((key) => sql`${sql.ref(`${table}.${key}`)} = ${sql.ref(`made.${key}`)}`)
    const next = how === 'set' ? value : sql`${sql.ref(`${table}.${column}`)} + ${value}`
    await sql`update ${sql.table(table)} set ${target} = ${next} from ${made} where ${sql.join(isOwn, sql` and `)}`.execute(
      transaction,
    )
  },
  isDuplicate,
}
