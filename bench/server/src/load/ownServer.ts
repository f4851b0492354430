import { mkdtempSync } from 'node:fs'
import { join } from 'node:path'
import { createOurs } from '../contestants/ours.ts'
import type { ServerTarget } from '../contestants/serverCommand.ts'
import { startServerProcess } from '../contestants/serverProcess.ts'
import { createWorld } from '../contestants/world.ts'

/** A server of our own with a room that all connections may join, each as another user. */
export interface OwnServer {
  readonly url: string
  readonly room: string
  readonly tokens: readonly string[]
  close(): Promise<void>
}

export async function startOwnServer(target: ServerTarget, connections: number): Promise<OwnServer> {
  const world = await createWorld(target, 0, connections)
  const folder = mkdtempSync(join(world.folder, 'load-'))
  const server = await startServerProcess(createOurs(target, world).command(folder))
  const seats = world.group()
  return {
    url: `http://127.0.0.1:${server.port}`,
    room: seats[0]?.room ?? '',
    tokens: seats.map(({ token }) => token),
    close: () => server.kill('SIGTERM'),
  }
}
