import { randomUUID } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const PARTIAL_PREFIX = 'partial-'

/** A file that came in and is not kept yet. */
export interface PartialFile {
  readonly path: string
  readonly size: number
  /** Keeps it, synced to the disk, under this id. */
  keep(id: string): Promise<void>
  discard(): Promise<void>
}

/** Contents of uploads, on this machine's disk. */
export interface Files {
  receive(content: Readable): Promise<PartialFile>
  read(id: string): Readable
  remove(id: string): Promise<void>
}

/** Opens the folder, and takes away what a crash left half-done. */
export async function openFiles(folder: string): Promise<Files> {
  await mkdir(folder, { recursive: true })
  const left = (await readdir(folder)).filter((name) => name.startsWith(PARTIAL_PREFIX))
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })))

  return {
    async receive(content) {
      const path = join(folder, PARTIAL_PREFIX + randomUUID())
      const discard = () => rm(path, { force: true })
      try {
        const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
        await pipeline(content, file)
        return {
          path,
          size: file.bytesWritten,
          discard,
          async keep(id) {
            await sync(path)
            await rename(path, join(folder, id))
            // The new name is in the folder, which has to reach the disk, too.
            await sync(folder)
          },
        }
      } catch (error) {
        await discard()
        throw error
      }
    },
    read: (id) => createReadStream(join(folder, id)),
    remove: (id) => rm(join(folder, id), { force: true }),
  }
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}
