import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { join } from 'node:path'
import { verify } from '../verify.ts'
import { gather, openWorld, type WorldDatabase } from '../world.ts'

const KILLS = 4
const LONG_KILLS = 12

export const killSqlite: Scenario = {
  name: 'kill-sqlite',
  title: 'kill -9 of the one server under load, SQLite',
  run: async (stage) => kill(stage, { kind: 'sqlite', file: join(await stage.folder(), 'mediconnect.db') }),
}

export const killPostgres: Scenario = {
  name: 'kill-postgres',
  title: 'kill -9 of the one server under load, Postgres',
  run: async (stage) => kill(stage, { kind: 'postgres', url: await stage.createDatabase() }),
}

async function kill(stage: Stage, database: WorldDatabase) {
  const world = await openWorld(stage, { database, nodes: 1 })
  const crowd = gather(stage, world)
  const [node] = world.nodes
  const kills = stage.isLong ? LONG_KILLS : KILLS
  await crowd.talk(async () => {
    for (let count = 1; count <= kills; count++) {
      await crowd.untilDone(count / (kills + 1))
      // Half of them in the middle of a burst, when some of it has been seen and the rest is on its way.
      if (count % 2 === 0) {
        await crowd.untilOnline()
        await crowd.burst()
      }
      await node.kill()
      await node.start()
    }
  })
  return verify(stage, world, crowd)
}
