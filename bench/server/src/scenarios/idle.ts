import { setTimeout as delay } from 'node:timers/promises'
import { startMeter } from './meter.ts'
import type { Scenario } from './scenario.ts'
import { untilQuiet } from './wait.ts'

const WARM_UP_SOCKETS = 1_000
const REST_MS = 3_000
const KIB = 1_024

/** Sockets of as many users, in rooms of two, who say nothing. */
export function createIdle(sockets: number): Scenario {
  return {
    name: 'idle',
    title: `${sockets} idle sockets`,
    unit: 'KiB/socket (RSS)',
    decimals: 1,
    contestants: ['ours', 'relay', 'socketio'],
    async run({ server, generator, world }) {
      await generator.seatAll(world.pairs(WARM_UP_SOCKETS), () => ({}))
      generator.cutAll()
      await untilQuiet(server)
      const empty = await server.memory()

      await generator.seatAll(world.pairs(sockets), () => ({}))
      await untilQuiet(server)
      const full = await server.memory()
      const read = startMeter(server)
      await delay(REST_MS)
      const { serverCpu, generatorCpu } = read()
      const heap = (full.heap - empty.heap) / sockets / KIB
      return {
        value: (full.rss - empty.rss) / sockets / KIB,
        serverCpu,
        generatorCpu,
        messages: 0,
        note: `${heap.toFixed(1)} KiB/socket alive on the heap`,
        faults: [],
      }
    },
  }
}
