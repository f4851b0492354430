import { startPostgres } from '../../test/engines/postgres.ts'
import { startRedis } from '../../test/engines/redis.ts'
import { hold } from '../hold.ts'
import type { Scenario } from '../scenario.ts'
import { verify } from '../verify.ts'
import { gather, openWorld } from '../world.ts'
import { requireRefusals } from './requireRefusals.ts'

const HANG_MS = 6_000
const AFTERWARDS = 50

export const postgresAway: Scenario = {
  name: 'postgres',
  title: 'Postgres restarted, killed, then hanging for 6 s, two nodes',
  async run(stage) {
    const [postgres, redis] = await Promise.all([startPostgres(), startRedis()])
    stage.defer(redis.close)
    stage.defer(postgres.close)
    const database = { kind: 'postgres', url: await postgres.createDatabase() } as const
    const world = await openWorld(stage, { database, nodes: 2, redisUrl: redis.url })
    const crowd = gather(stage, world)
    await crowd.talk(async () => {
      await crowd.untilDone(0.2)
      await postgres.restart()
      await crowd.untilEchoed(crowd.echoed() + AFTERWARDS)
      await crowd.untilDone(0.4)
      await crowd.burst()
      await postgres.kill()
      await postgres.start()
      await crowd.untilEchoed(crowd.echoed() + AFTERWARDS)
      await crowd.untilDone(0.6)
      await requireRefusals(stage, crowd, async () => {
        postgres.pause()
        await hold(HANG_MS)
        postgres.resume()
      })
    })
    return verify(stage, world, crowd)
  },
}
