import { createReadStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { openPartialFiles, type PartialFile } from './partialFiles.ts'

/** Contents of uploads. */
export interface Files {
  receive(content: Readable): Promise<PartialFile>
  read(id: string): Readable
  remove(id: string): Promise<void>
}

/** Keeps them in a folder, on this machine's disk. */
export async function openFiles(folder: string): Promise<Files> {
  const receive = await openPartialFiles(folder)
  return {
    receive: (content) =>
      receive(content, async (path, id) => {
        await sync(path)
        await rename(path, join(folder, id))
        // The new name is in the folder, which has to reach the disk, too.
        await sync(folder)
      }),
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
