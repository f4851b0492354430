import { setTimeout as delay } from 'node:timers/promises'
import { parseMarker } from '../generator/dialect.ts'
import { percentile } from '../statistics.ts'
import { startMeter } from './meter.ts'
import type { Scenario } from './scenario.ts'
import { until } from './wait.ts'

const PER_SECOND = 500
const USERS = 100
const WARM_UP_MS = 2_000
const MEASURE_MS = 5_000
const TICK_MS = 1
const SETTLE_DEADLINE_MS = 10_000

/** A steady, moderate load: how long a message takes from its writer to the other one. */
export const rate500: Scenario = {
  name: 'rate500',
  title: `${PER_SECOND} messages a second over ${USERS / 2} rooms of two`,
  unit: 'ms (p50)',
  decimals: 2,
  contestants: ['ours', 'relay', 'relay-commit', 'socketio', 'socketio-sqlite'],
  async run({ server, generator, world }) {
    const seats = world.pairs(USERS)
    const sentAt = new Map<string, number>()
    const latencies: number[] = []
    let isMeasuring = false
    let deliveries = 0
    let sent = 0

    const clients = await generator.seatAll(seats, ({ userId }) => ({
      onDeliveries(count) {
        deliveries += count
      },
      onText(text) {
        const marker = parseMarker(text)
        if (!marker || marker.userId === userId || !isMeasuring) return
        const at = sentAt.get(`${marker.userId}:${marker.number}`)
        if (at !== undefined) latencies.push(performance.now() - at)
      },
    }))

    function sendNext(): void {
      const client = clients[sent % USERS]
      if (!client) return
      const number = Math.floor(sent / USERS)
      sentAt.set(`${client.seat.userId}:${number}`, performance.now())
      client.send(number, 1)
      sent++
    }

    const startedAt = performance.now()
    const pace = setInterval(() => {
      const due = ((performance.now() - startedAt) / 1000) * PER_SECOND
      while (sent < due) sendNext()
    }, TICK_MS)
    await delay(WARM_UP_MS)
    const read = startMeter(server)
    isMeasuring = true
    await delay(MEASURE_MS)
    const { serverCpu, generatorCpu } = read()
    clearInterval(pace)
    const isComplete = await until(() => deliveries >= sent * 2, SETTLE_DEADLINE_MS)

    const p50 = percentile(latencies, 0.5) ?? Number.NaN
    return {
      value: p50,
      serverCpu,
      generatorCpu,
      p50,
      p99: percentile(latencies, 0.99),
      messages: sent,
      faults: isComplete && deliveries === sent * 2 ? [] : [`${deliveries} deliveries, expected ${sent * 2}`],
    }
  },
}
