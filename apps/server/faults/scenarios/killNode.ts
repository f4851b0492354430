import { startRedis } from '../../test/engines/redis.ts'
import { presenceAt } from '../presenceCheck.ts'
import type { Scenario } from '../scenario.ts'
import { until } from '../until.ts'
import { verify } from '../verify.ts'
import { gather, inTurn, openWorld } from '../world.ts'

/** The contract's promise: a dead node's users go offline within this. */
const OFFLINE_MS = 30_000
/** Is on the node that dies only, and does not come back. */
const LOST_USER = 124

export const killNode: Scenario = {
  name: 'kill-node',
  title: 'one of two nodes killed',
  async run(stage) {
    const redis = await startRedis()
    stage.defer(redis.close)
    const database = { kind: 'postgres', url: await stage.createDatabase() } as const
    const world = await openWorld(stage, { database, nodes: 2, redisUrl: redis.url })
    const [dies, other] = world.nodes
    if (!other) throw new Error('There is only one node.')
    const crowd = gather(stage, world, ({ userId }, index) =>
      userId === LOST_USER ? [dies.url] : inTurn(world, index),
    )
    await crowd.talk(async () => {
      await crowd.untilDone(0.4)
      const lost = crowd.clients.filter(({ userId }) => userId === LOST_USER)
      for (const client of lost) client.stay()
      const killedAt = performance.now()
      await dies.kill()
      await until(
        `${LOST_USER}, who was on the dead node only, is offline on the other`,
        async () => (await presenceAt(world, other, LOST_USER)) === 'offline',
        OFFLINE_MS,
      )
      stage.note(`The dead node's user was offline after ${((performance.now() - killedAt) / 1_000).toFixed(1)} s.`)
    })
    return verify(stage, world, crowd)
  },
}
