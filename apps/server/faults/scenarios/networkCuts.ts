import { startRedis } from '../../test/engines/redis.ts'
import { startCutProxy, type Cut } from '../cutProxy.ts'
import { hold } from '../hold.ts'
import type { Scenario } from '../scenario.ts'
import { SEATS } from '../seats.ts'
import { verify } from '../verify.ts'
import { gather, inTurn, openWorld } from '../world.ts'

const HOWS: readonly [Cut, ...Cut[]] = ['drop', 'reset', 'black hole']
const CUTS_EACH = 2
const LONG_CUTS_EACH = 6
/** A black hole may be over before the client notices, or not. */
const BLACK_HOLE_MS = { least: 500, most: 6_000 }

export const networkCuts: Scenario = {
  name: 'network',
  title: 'the network cut for each client at random, two nodes',
  async run(stage) {
    const redis = await startRedis()
    stage.defer(redis.close)
    const database = { kind: 'postgres', url: await stage.createDatabase() } as const
    const world = await openWorld(stage, { database, nodes: 2, redisUrl: redis.url })
    // Each client has a network of its own, to both nodes.
    const networks = await Promise.all(
      SEATS.map((_, index) => Promise.all(inTurn(world, index).map((url) => startCutProxy(url)))),
    )
    for (const network of networks.flat()) stage.defer(network.close)
    const crowd = gather(stage, world, (_seat, index) => networks[index]?.map(({ url }) => url) ?? [])
    const healing: Promise<void>[] = []
    const random = stage.randomFor('cuts')

    function cut(index: number): void {
      const how = random.pick(HOWS)
      const own = networks[index] ?? []
      for (const network of own) network.cut(how)
      if (how !== 'black hole') return
      const ms = BLACK_HOLE_MS.least + random.whole(BLACK_HOLE_MS.most - BLACK_HOLE_MS.least)
      healing.push(hold(ms).then(() => own.forEach((network) => network.heal())))
    }

    await crowd.talk(async () => {
      const total = SEATS.length * (stage.isLong ? LONG_CUTS_EACH : CUTS_EACH)
      for (let count = 0; count < total; count++) {
        await crowd.untilDone((count + 1) / (total + 1))
        cut(count % SEATS.length)
      }
      await Promise.all(healing)
    })
    for (const { name, counts } of crowd.clients) {
      if (counts.reconnects === 0) stage.complain(`${name} was cut off and never reconnected.`)
    }
    return verify(stage, world, crowd)
  },
}
