import { startRedis } from '../../test/engines/redis.ts'
import { createCrowd } from '../crowd.ts'
import type { Scenario } from '../scenario.ts'
import { SEATS } from '../seats.ts'
import { verify } from '../verify.ts'
import { inTurn, openWorld, watch } from '../world.ts'

export const sameClientId: Scenario = {
  name: 'same-client-id',
  title: 'each client_id sent through two nodes at once',
  async run(stage) {
    const redis = await startRedis()
    stage.defer(redis.close)
    const database = { kind: 'postgres', url: await stage.createDatabase() } as const
    const world = await openWorld(stage, { database, nodes: 2, redisUrl: redis.url })
    // Everybody twice, once on each node.
    const seats = SEATS.filter(
      ({ userId, room }, index) => SEATS.findIndex((seat) => seat.userId === userId && seat.room === room) === index,
    ).flatMap((seat) =>
      world.nodes.map((node) => ({ ...seat, name: `${seat.userId} in ${seat.room} on ${node.name}` })),
    )
    const { randomFor, messages } = stage
    const crowd = createCrowd({
      seats,
      urlsOf: (_seat, index) => inTurn(world, index).slice(0, 1),
      sign: world.sign,
      randomFor,
      messages,
      isShared: true,
    })
    watch(stage, crowd)
    await crowd.talk(async () => {})
    const tally = await verify(stage, world, crowd)
    const races = crowd.clients.reduce(
      (sum, { log }) => sum + [...log.own.values()].filter(({ copies }) => copies > 1).length,
      0,
    )
    stage.note(`${races} times the other node was first, and the sender got that message's echo.`)
    if (races === 0) stage.complain('No client_id was ever sent twice: this run shows nothing.')
    return tally
  },
}
