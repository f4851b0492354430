import { percentile } from '../statistics.ts'
import { startMeter } from './meter.ts'
import type { Scenario } from './scenario.ts'
import { until, untilQuiet } from './wait.ts'

const SOCKETS = 2_000
/** Messages in each room, and how many of them a socket has seen when it is cut. */
const WRITTEN = 5
const SEEN = 2
const DEADLINE_MS = 30_000

/** The network fails for everybody and comes back: all dial at the same moment, each having missed a few messages. */
export const storm: Scenario = {
  name: 'storm',
  title: `${SOCKETS} sockets are cut and come back at once, ${WRITTEN - SEEN} messages missed each`,
  unit: 's until all are complete',
  cpuUnit: 'CPU s',
  decimals: 2,
  contestants: ['ours', 'relay', 'socketio'],
  hasReplay: true,
  async run({ contestant, server, generator, world }) {
    const seats = world.pairs(SOCKETS)
    const faults: string[] = []
    let deliveries = 0
    const clients = await generator.seatAll(seats, () => ({
      onDeliveries(count) {
        deliveries += count
      },
    }))
    const writers = clients.filter((_, index) => index % 2 === 0)
    for (const writer of writers) writer.send(0, WRITTEN)
    const expected = SOCKETS * WRITTEN
    const isWritten = await until(() => deliveries >= expected, DEADLINE_MS)
    if (!isWritten || deliveries !== expected) faults.push(`${deliveries} deliveries, expected ${expected}`)
    await untilQuiet(server)

    // The relay keeps nothing, so there is nothing to wait for.
    const missed = contestant.name === 'relay' ? 0 : WRITTEN - SEEN
    const times: number[] = []
    const read = startMeter(server)
    const startedAt = performance.now()
    generator.cutAll()
    for (const seat of seats) {
      let isReady = false
      let received = 0
      const look = () => {
        if (isReady && received === missed) times.push(performance.now() - startedAt)
        if (received > missed) faults.push(`user ${seat.userId} got ${received} messages, missed were ${missed}`)
      }
      generator.open({
        seat,
        since: SEEN,
        onReady() {
          isReady = true
          look()
        },
        onDeliveries() {},
        onText() {
          received++
          look()
        },
      })
    }
    const isBack = await until(() => times.length >= SOCKETS, DEADLINE_MS)
    if (!isBack) faults.push(`only ${times.length} of ${SOCKETS} sockets came back`)
    const { cpuSeconds, ...shares } = read()
    return {
      value: Math.max(...times) / 1000,
      perCpu: cpuSeconds,
      serverCpu: shares.serverCpu,
      generatorCpu: shares.generatorCpu,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      messages: writers.length * WRITTEN,
      faults,
    }
  },
}
