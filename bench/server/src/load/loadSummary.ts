import { percentile } from '../statistics.ts'
import type { LoadClient } from './loadClient.ts'

/** What a load test came to. */
export interface LoadSummary {
  readonly text: string
  readonly isGood: boolean
}

export function summariseLoad(clients: readonly LoadClient[], seconds: number): LoadSummary {
  const sum = (pick: (client: LoadClient) => number) => clients.reduce((total, client) => total + pick(client), 0)
  const joined = clients.filter((client) => client.isOpen()).length
  const sent = sum((client) => client.sent())
  const echoed = sum((client) => client.echoed())
  const delivered = sum((client) => client.delivered())
  const duplicates = sum((client) => client.order.duplicates)
  const gaps = sum((client) => client.order.gaps())
  const reordered = sum((client) => client.order.reordered)
  const latencies = clients.flatMap((client) => client.latencies)
  const errors = new Map<string, number>()
  for (const [error, times] of clients.flatMap((client) => [...client.errors])) {
    errors.set(error, (errors.get(error) ?? 0) + times)
  }
  const faults = [...errors].map(([error, times]) => `${error} × ${count(times)}`).join(', ')
  const rows: [name: string, value: string][] = [
    ['connections', `${count(joined)} of ${count(clients.length)}`],
    ['sent', count(sent)],
    ['echoed', count(echoed)],
    ['delivered', `${count(delivered)} of ${count(sent * joined)}`],
    ['duplicates', count(duplicates)],
    ['gaps', count(gaps)],
    ['reordered', count(reordered)],
    ['echo p50, p99', `${ms(percentile(latencies, 0.5))}, ${ms(percentile(latencies, 0.99))}`],
    ['errors', faults === '' ? 'none' : faults],
    ['time', `${seconds.toFixed(1)} s, ${count(Math.round(delivered / seconds))} deliveries a second`],
  ]
  return {
    text: rows.map(([name, value]) => `${name.padEnd(15)}${value}`).join('\n'),
    isGood:
      joined === clients.length &&
      echoed === sent &&
      delivered === sent * joined &&
      duplicates + gaps + reordered === 0 &&
      errors.size === 0,
  }
}

const count = (value: number) => value.toLocaleString('en-US')
const ms = (value: number | undefined) => (value === undefined ? '–' : `${value.toFixed(1)} ms`)
