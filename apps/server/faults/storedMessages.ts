import { DatabaseSync } from 'node:sqlite'
import { Client } from 'pg'
import * as v from 'valibot'

const QUERY = `
  select id, room_name, seq, sender_id, client_id, message from messages order by room_name, seq, id`

const number = v.pipe(v.union([v.number(), v.string()]), v.transform(Number))
const RowsSchema = v.array(
  v.object({
    id: number,
    room_name: v.string(),
    seq: number,
    sender_id: number,
    client_id: v.nullable(v.string()),
    message: v.string(),
  }),
)
export type StoredMessage = v.InferOutput<typeof RowsSchema>[number]

/** All messages that are in the embedded database, by room and seq. The server may be running. */
export function sqliteMessages(file: string): StoredMessage[] {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return v.parse(RowsSchema, database.prepare(QUERY).all())
  } finally {
    database.close()
  }
}

/** The same of Postgres. */
export async function postgresMessages(url: string): Promise<StoredMessage[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return v.parse(RowsSchema, (await client.query(QUERY)).rows)
  } finally {
    await client.end()
  }
}
