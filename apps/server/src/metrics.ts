import type { ErrorCode } from '@mediconnect/protocol'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { SocketKind } from './broadcast/presence.ts'

/** What Prometheus reads. One registry a server; no ids in labels. */
export function createMetrics() {
  const registry = new Registry()
  const registers = [registry]
  const errors = new Counter<'code'>({
    name: 'mediconnect_errors_total',
    help: 'Error frames and HTTP errors by code',
    labelNames: ['code'],
    registers,
  })
  // Counted here and told when somebody looks: a socket that comes or goes should not look labels up.
  const connections: Record<SocketKind, number> = { chat: 0, notifications: 0 }
  new Gauge({
    name: 'mediconnect_connections',
    help: 'Open WebSocket connections',
    labelNames: ['kind'] as const,
    registers,
    collect() {
      for (const kind of ['chat', 'notifications'] as const) this.set({ kind }, connections[kind])
    },
  })
  return {
    registry,
    connections,
    messages: new Counter({ name: 'mediconnect_messages_total', help: 'Chat messages stored', registers }),
    notifications: new Counter({ name: 'mediconnect_notifications_total', help: 'Notifications stored', registers }),
    latency: new Histogram({
      name: 'mediconnect_message_delivery_seconds',
      help: 'From receiving a send_message frame to its broadcast, commit included',
      buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
      registers,
    }),
    countError: (code: ErrorCode) => errors.inc({ code }),
  }
}

export type Metrics = ReturnType<typeof createMetrics>
