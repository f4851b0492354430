import type { Seat } from '../contestants/seat.ts'
import { openClient, type Client, type ClientOptions } from './client.ts'
import type { Dialect } from './dialect.ts'

const READ_BYTES = 256 * 1024
/** Source addresses in turn: one has too few ports for several rounds of thousands. */
const ADDRESSES = 16
/** Sockets that may be on their way into their rooms at the same time. */
const DIALLING = 100
const DIAL_DEADLINE_MS = 60_000

export interface Handlers {
  readonly onDeliveries?: (count: number) => void
  readonly onText?: (text: string) => void
  readonly onReady?: () => void
}

/** All sockets of one measurement. */
export interface Generator {
  /** What went wrong; nothing may. */
  readonly faults: readonly string[]
  open(options: Omit<ClientOptions, 'onFault' | 'localAddress'>): Client
  /** Opens a socket for each seat, some at a time, and waits until all are in their rooms. */
  seatAll(seats: readonly Seat[], handlersOf: (seat: Seat, index: number) => Handlers): Promise<Client[]>
  /** Cuts all that are open. */
  cutAll(): void
}

export function createGenerator(port: number, dialect: Dialect): Generator {
  const target = { port, dialect, buffer: Buffer.alloc(READ_BYTES) }
  const faults: string[] = []
  const clients = new Set<Client>()
  let dialled = 0

  function open(options: Omit<ClientOptions, 'onFault' | 'localAddress'>): Client {
    const localAddress = `127.0.0.${(dialled++ % ADDRESSES) + 1}`
    const onFault = (reason: string) => faults.push(`user ${options.seat.userId}: ${reason}`)
    const client = openClient(target, { ...options, localAddress, onFault })
    clients.add(client)
    return client
  }

  return {
    faults,
    open,
    seatAll(seats, handlersOf) {
      const opened: Client[] = []
      let ready = 0
      return new Promise((resolve, reject) => {
        const deadline = setTimeout(() => {
          reject(new Error(`${seats.length - ready} of ${seats.length} sockets got no first frame. ${faults[0] ?? ''}`))
        }, DIAL_DEADLINE_MS)

        function dial(): void {
          const seat = seats[opened.length]
          if (!seat) return
          const { onDeliveries = () => undefined, onText, onReady } = handlersOf(seat, opened.length)
          let isReady = false
          opened.push(
            open({
              seat,
              onDeliveries,
              onText,
              onReady() {
                if (isReady) return
                isReady = true
                ready++
                onReady?.()
                if (ready < seats.length) return dial()
                clearTimeout(deadline)
                resolve(opened)
              },
            }),
          )
        }

        for (let index = 0; index < Math.min(DIALLING, seats.length); index++) dial()
      })
    },
    cutAll() {
      for (const client of clients) client.cut()
      clients.clear()
    },
  }
}
