import { startRedis } from '../../test/engines/redis.ts'
import { hold } from '../hold.ts'
import type { Scenario } from '../scenario.ts'
import { until } from '../until.ts'
import { verify } from '../verify.ts'
import { gather, inTurn, openWorld } from '../world.ts'

const AWAY_MS = 5_000
const TOLD_MS = 10_000
const AFTERWARDS = 50

export const redisAway: Scenario = {
  name: 'redis',
  title: 'Redis stopped for 5 s and started, two nodes',
  async run(stage) {
    const redis = await startRedis()
    stage.defer(redis.close)
    const database = { kind: 'postgres', url: await stage.createDatabase() } as const
    const world = await openWorld(stage, { database, nodes: 2, redisUrl: redis.url })
    const crowd = gather(stage, world, (_seat, index) => inTurn(world, index).slice(0, 1))
    await crowd.talk(async () => {
      await crowd.untilDone(0.3)
      await redis.stop()
      const before = crowd.echoed()
      await hold(AWAY_MS)
      if (crowd.echoed() === before) stage.complain('Without Redis no node served its own clients.')
      await redis.start()
      const untold = () => crowd.clients.filter(({ counts }) => counts.ws009 === 0).map(({ name }) => name)
      await until(
        () => `everyone is told by WS_009 that Redis is away (not ${untold().join(', ')})`,
        () => untold().length === 0,
        TOLD_MS,
      )
      await crowd.untilEchoed(crowd.echoed() + AFTERWARDS)
    })
    const lost = crowd.clients.filter(({ closes }) => closes.size > 0).map(({ name }) => name)
    if (lost.length > 0) stage.complain(`Sockets did not stay: those of ${lost.join(', ')}.`)
    return verify(stage, world, crowd)
  },
}
