import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { hold } from '../hold.ts'
import type { Scenario } from '../scenario.ts'
import { verify } from '../verify.ts'
import { gather, openWorld } from '../world.ts'
import { requireRefusals } from './requireRefusals.ts'

const LOCKED_MS = 6_000
/** How long the lock is waited for: the server gives it up after each commit. */
const LOCK_WAIT_MS = 5_000

export const lockedDatabase: Scenario = {
  name: 'locked',
  title: 'SQLite locked by another process for 6 s',
  async run(stage) {
    const file = join(await stage.folder(), 'mediconnect.db')
    const world = await openWorld(stage, { database: { kind: 'sqlite', file }, nodes: 1 })
    const crowd = gather(stage, world)
    await crowd.talk(async () => {
      await crowd.untilDone(0.4)
      await requireRefusals(stage, crowd, async () => {
        // The server is another process than this one.
        const other = new DatabaseSync(file, { timeout: LOCK_WAIT_MS })
        try {
          other.exec('begin immediate')
          await hold(LOCKED_MS)
          other.exec('rollback')
        } finally {
          other.close()
        }
      })
    })
    return verify(stage, world, crowd)
  },
}
