import { percentile } from '../statistics.ts'
import { startMeter } from './meter.ts'
import type { Scenario } from './scenario.ts'
import { untilQuiet } from './wait.ts'

const SOCKETS = 5_000
const WARM_UP_SOCKETS = 1_000

/** From dialling to the first frame that says the socket is in its room; our server checks token and room, and tells presence. */
export const connect: Scenario = {
  name: 'connect',
  title: `${SOCKETS} sockets connect, 100 at a time`,
  unit: 'sockets/s',
  cpuUnit: 'sockets/CPU s',
  decimals: 0,
  contestants: ['ours', 'relay', 'socketio'],
  async run({ server, generator, world }) {
    await generator.seatAll(world.pairs(WARM_UP_SOCKETS), () => ({}))
    generator.cutAll()
    await untilQuiet(server)

    const times: number[] = []
    const read = startMeter(server)
    await generator.seatAll(world.pairs(SOCKETS), () => {
      const dialledAt = performance.now()
      return { onReady: () => times.push(performance.now() - dialledAt) }
    })
    const { seconds, cpuSeconds, ...shares } = read()
    return {
      value: SOCKETS / seconds,
      perCpu: SOCKETS / cpuSeconds,
      ...shares,
      p50: percentile(times, 0.5),
      p99: percentile(times, 0.99),
      messages: 0,
      faults: [],
    }
  },
}
