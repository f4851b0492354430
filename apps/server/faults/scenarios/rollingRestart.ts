import { startRedis } from '../../test/engines/redis.ts'
import type { Crowd } from '../crowd.ts'
import type { Scenario } from '../scenario.ts'
import { verify } from '../verify.ts'
import { gather, openWorld } from '../world.ts'

const SERVICE_RESTART = 1012
/** The contract: a SIGTERM is through in this time. */
const DRAIN_MS = 10_000
const ROUNDS = 1
const LONG_ROUNDS = 3

export const rollingRestart: Scenario = {
  name: 'rolling-restart',
  title: 'two nodes restarted, one after the other',
  async run(stage) {
    const redis = await startRedis()
    stage.defer(redis.close)
    const database = { kind: 'postgres', url: await stage.createDatabase() } as const
    const world = await openWorld(stage, { database, nodes: 2, redisUrl: redis.url })
    const crowd = gather(stage, world)
    const restarts = world.nodes.length * (stage.isLong ? LONG_ROUNDS : ROUNDS)
    await crowd.talk(async () => {
      for (let count = 0; count < restarts; count++) {
        await crowd.untilDone((count + 1) / (restarts + 1))
        const node = world.nodes[count % world.nodes.length]
        const { code, ms } = (await node?.stop()) ?? { code: null, ms: 0 }
        if (code !== 0) stage.complain(`${node?.name} ended with ${code} after a SIGTERM, not with 0.`)
        if (ms > DRAIN_MS) stage.complain(`${node?.name} took ${(ms / 1_000).toFixed(1)} s to end.`)
        await node?.start()
        await crowd.untilOnline()
      }
    })
    const codes = otherCodes(crowd)
    if (codes.length > 0) stage.complain(`Sockets were closed with ${codes.join(', ')}, not with ${SERVICE_RESTART}.`)
    return verify(stage, world, crowd)
  },
}

function otherCodes({ clients }: Crowd): string[] {
  return clients.flatMap(({ name, closes }) =>
    [...closes].flatMap(([code, count]) => (code === SERVICE_RESTART ? [] : `${code} (${count} times, ${name})`)),
  )
}
