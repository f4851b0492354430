import { sql, type Compilable, type CompiledQuery, type Kysely, type RawBuilder } from 'kysely'
import type { Database } from './database.ts'
import type { Schema } from './schema.ts'

/** The place of a value in a query that is built before the value is known. */
class Place {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

type Value = string | number | null | readonly string[] | readonly number[]
type Values<Names extends string> = Readonly<Record<Names, Value>>

/** A query that is built once: building one takes longer than the embedded database takes to answer it. */
export interface Prepared<Names extends string, Row> {
  rows(db: Kysely<Schema>, values: Values<Names>): Promise<Row[]>
  first(db: Kysely<Schema>, values: Values<Names>): Promise<Row | undefined>
}

/** `build` gets a function that stands for the value of a name; of a list where a dialect's list is expected. */
export function prepared<Names extends string, Row>(
  { read, dialect }: Pick<Database, 'read' | 'dialect'>,
  build: (db: Kysely<Schema>, place: <Type>(name: Names) => RawBuilder<Type>) => Compilable<Row>,
): Prepared<Names, Row> {
  const query: CompiledQuery<Row> = build(read, (name) => sql`${new Place(name)}`).compile()

  async function rows(db: Kysely<Schema>, values: Readonly<Record<string, Value>>): Promise<Row[]> {
    const parameters = query.parameters.map((parameter) => {
      if (!(parameter instanceof Place)) return parameter
      const value = values[parameter.name]
      return Array.isArray(value) ? dialect.list(value) : value
    })
    return (await db.executeQuery<Row>({ ...query, parameters })).rows
  }

  return { rows, first: async (db, values) => (await rows(db, values))[0] }
}
