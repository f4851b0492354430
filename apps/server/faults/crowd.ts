import { randomUUID } from 'node:crypto'
import type { Random } from '../test/generated/random.ts'
import { createFaultClient, type FaultClient } from './faultClient.ts'
import type { Seat } from './seats.ts'
import { until } from './until.ts'

/** How long the load takes when nothing is in its way, within what a small machine can do. */
const LOAD_SECONDS = 8
const MIN_RATE = 50
const MAX_RATE = 1_500
const TICK_MS = 20
/** Messages of each client at once. */
const BURST = 5
/** A client that waits for so many answers says nothing new. */
const MAX_PENDING = 20
const ONLINE_MS = 30_000
const SETTLE_MS = 60_000

export interface CrowdOptions {
  readonly seats: readonly Seat[]
  /** Where a seat's client connects, best first. */
  readonly urlsOf: (seat: Seat, index: number) => readonly string[]
  readonly sign: (userId: number) => Promise<string>
  readonly randomFor: (purpose: string) => Random
  /** Messages to be sent, at least. */
  readonly messages: number
  /** Each message is said by all clients its user has in the room, at once. */
  readonly isShared?: boolean
}

/** Clients that talk to each other while something breaks. */
export interface Crowd {
  readonly clients: readonly FaultClient[]
  /** New messages so far. */
  sent(): number
  /** Messages with an echo so far. */
  echoed(): number
  /** Settles when so much of the load has its echo. */
  untilDone(share: number): Promise<void>
  untilEchoed(count: number): Promise<void>
  /** Everybody says something at once; settles at the very moment when the first of it comes back. */
  burst(): Promise<void>
  /** Talks while `fault` runs, and until all messages are sent and answered. */
  talk(fault: () => Promise<void>): Promise<void>
  untilOnline(): Promise<void>
  untilSettled(): Promise<void>
  leave(): void
}

export function createCrowd({ seats, urlsOf, sign, randomFor, messages, isShared = false }: CrowdOptions): Crowd {
  const clients = seats.map((seat, index) =>
    createFaultClient({ ...seat, urls: urlsOf(seat, index), sign, random: randomFor(seat.name), onMessage }),
  )
  const rate = Math.min(MAX_RATE, Math.max(MIN_RATE, messages / LOAD_SECONDS))
  const random = randomFor('who says the next')
  let sent = 0
  let onNext: (() => void) | undefined

  const present = () => clients.filter((client) => !client.isGone())
  const pending = () => present().reduce((sum, client) => sum + client.pending(), 0)
  const echoed = () => Math.max(0, sent - pending())

  function onMessage(): void {
    onNext?.()
    onNext = undefined
  }

  function sayOne(): void {
    const client = clients[random.whole(clients.length)]
    if (!client || client.isGone() || client.pending() >= MAX_PENDING) return
    const message = `${client.name}: message ${++sent}`
    if (!isShared) return client.say(message)
    const client_id = randomUUID()
    for (const each of present()) {
      if (each.userId === client.userId && each.room === client.room) each.say(message, client_id)
    }
  }

  const untilEchoed = (count: number) =>
    until(
      () => `${count} messages have their echo (${echoed()} have)`,
      () => echoed() >= count,
      SETTLE_MS + (count / rate) * 1_000,
    )

  const crowd: Crowd = {
    clients,
    sent: () => sent,
    echoed,
    untilEchoed,
    burst() {
      const first = new Promise<void>((resolve) => (onNext = resolve))
      for (let count = 0; count < seats.length * BURST; count++) sayOne()
      return first
    },
    untilDone: (share) => untilEchoed(Math.floor(messages * share)),
    async talk(fault) {
      await crowd.untilOnline()
      let due = 0
      let last = performance.now()
      let isFaultOver = false
      const timer = setInterval(() => {
        const now = performance.now()
        if (sent < messages || !isFaultOver) due += (rate * (now - last)) / 1_000
        last = now
        for (; due >= 1; due--) sayOne()
      }, TICK_MS)
      try {
        await fault()
        isFaultOver = true
        await untilEchoed(messages)
      } finally {
        clearInterval(timer)
      }
      await crowd.untilSettled()
    },
    untilOnline: () =>
      until(
        () =>
          `all are connected (not ${clients
            .filter((client) => !client.isOnline())
            .map(({ name }) => name)
            .join(', ')})`,
        () => clients.every((client) => client.isOnline() || client.isGone()),
        ONLINE_MS,
      ),
    untilSettled: () =>
      until(
        () => `every message has its echo (${pending()} have none)`,
        () => pending() === 0,
        SETTLE_MS,
      ),
    leave: () => clients.forEach((client) => client.leave()),
  }
  return crowd
}
