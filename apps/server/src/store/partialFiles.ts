import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'

const PREFIX = 'partial-'

/** A file that came in and is not kept yet. */
export interface PartialFile {
  readonly path: string
  readonly size: number
  /** Keeps it for good, under this id. */
  keep(id: string): Promise<void>
  discard(): Promise<void>
}

/** Puts what comes in into a file of its own, for `keep` to take over under its id. */
export type Receive = (content: Readable, keep: (path: string, id: string) => Promise<void>) => Promise<PartialFile>

/** Opens the folder, and takes away what a crash left half-done. */
export async function openPartialFiles(folder: string): Promise<Receive> {
  await mkdir(folder, { recursive: true })
  const left = (await readdir(folder)).filter((name) => name.startsWith(PREFIX))
  await Promise.all(left.map((name) => rm(join(folder, name), { force: true })))

  return async (content, keep) => {
    const path = join(folder, PREFIX + randomUUID())
    const discard = () => rm(path, { force: true })
    try {
      const file = createWriteStream(path, { flags: 'wx', mode: 0o600 })
      await pipeline(content, file)
      return { path, size: file.bytesWritten, discard, keep: (id) => keep(path, id) }
    } catch (error) {
      await discard()
      throw error
    }
  }
}
