import { createReadStream } from 'node:fs'
import { Readable } from 'node:stream'
import type { Database } from './database.ts'
import type { Files } from './files.ts'
import { openPartialFiles } from './partialFiles.ts'

const PART_BYTES = 256 * 1024

/**
 * Keeps contents of uploads in Postgres, where all nodes can read them; the folder holds only what is coming in. They
 * are written beside the chat, not in its transactions: a large file holds up no message.
 */
export async function openPostgresFiles(folder: string, { read: db }: Database): Promise<Files> {
  const receive = await openPartialFiles(folder)

  /** Part by part, so that a slow reader holds no connection. */
  async function* parts(id: string): AsyncGenerator<Buffer> {
    for (let part = 0; ; part++) {
      const row = await db
        .selectFrom('upload_contents')
        .select('content')
        .where('upload_id', '=', id)
        .where('part', '=', part)
        .executeTakeFirst()
      if (!row && part === 0) throw new Error('The content of an upload is missing.')
      if (!row) return
      yield row.content
      if (row.content.length < PART_BYTES) return
    }
  }

  return {
    receive: (content) =>
      receive(content, (path, upload_id) =>
        db.transaction().execute(async (transaction) => {
          let part = 0
          for await (const content of partsOf(path)) {
            await transaction.insertInto('upload_contents').values({ upload_id, part, content }).execute()
            part++
          }
        }),
      ),
    read: (id) => Readable.from(parts(id), { objectMode: false, highWaterMark: PART_BYTES }),
    async remove(id) {
      await db.deleteFrom('upload_contents').where('upload_id', '=', id).execute()
    },
  }
}

/** All as large as can be, except for the last. */
async function* partsOf(path: string): AsyncGenerator<Buffer> {
  let left = Buffer.alloc(0)
  for await (const chunk of createReadStream(path, { highWaterMark: PART_BYTES })) {
    if (!Buffer.isBuffer(chunk)) continue
    left = Buffer.concat([left, chunk])
    for (; left.length >= PART_BYTES; left = left.subarray(PART_BYTES)) yield left.subarray(0, PART_BYTES)
  }
  if (left.length > 0) yield left
}
