import { connect } from 'node:net'
import type { Seat } from '../contestants/seat.ts'
import { createFrameTemplate, pongFrame, textFrame } from './clientFrame.ts'
import { FRAME, type Dialect } from './dialect.ts'
import { createFrameReader } from './frameReader.ts'

const END_OF_HEAD = '\r\n\r\n'
const SWITCHING = 'HTTP/1.1 101'
/** Enough of an error frame to say what it was. */
const QUOTED_BYTES = 300

export interface ClientOptions {
  readonly seat: Seat
  /** How many of the room's messages this socket has seen before. */
  readonly since?: number
  readonly localAddress?: string
  /** The socket is in its room. */
  onReady(): void
  /** So many messages came with one read. */
  onDeliveries(count: number): void
  /** A message as it came, before it is counted. Costs time: for samples. */
  readonly onText?: (text: string) => void
  onFault(reason: string): void
}

/** One socket of the load. */
export interface Client {
  readonly seat: Seat
  /** Writes so many messages at once, numbered from `first`. */
  send(first: number, count: number): void
  /** Goes without a word, like a lost network. */
  cut(): void
}

export interface Target {
  readonly port: number
  readonly dialect: Dialect
  /** Where all sockets read into, one after another. */
  readonly buffer: Buffer
}

/** A WebSocket client that does no more than it must. */
export function openClient({ port, dialect, buffer }: Target, options: ClientOptions): Client {
  const { seat, since, localAddress, onText } = options
  const template = createFrameTemplate(dialect.message(seat))
  let head = ''
  let isUpgraded = false
  let isCut = false
  let deliveries = 0

  const read = createFrameReader(
    {
      text(data, start, length) {
        switch (dialect.classify(data, start, length)) {
          case FRAME.delivery:
            deliveries++
            return onText?.(data.toString('utf8', start, start + length))
          case FRAME.ready:
            return options.onReady()
          case FRAME.opened:
            return void socket.write(textFrame(dialect.hello ?? ''))
          case FRAME.ping:
            return void socket.write(textFrame(dialect.pong ?? ''))
          case FRAME.fault:
            return options.onFault(data.toString('utf8', start, start + Math.min(length, QUOTED_BYTES)))
          case FRAME.other:
            return
        }
      },
      ping: (payload) => void socket.write(pongFrame(payload)),
      close: (code) => fault(`closed with ${code}`),
    },
    onText !== undefined,
  )

  function fault(reason: string): void {
    if (!isCut) options.onFault(reason)
  }

  function upgrade(chunk: Buffer): void {
    head += chunk.toString('latin1')
    const end = head.indexOf(END_OF_HEAD)
    if (end === -1) return
    if (!head.startsWith(SWITCHING)) return fault(head.slice(0, head.indexOf('\r\n')))
    isUpgraded = true
    const frames = head.slice(end + END_OF_HEAD.length)
    head = ''
    if (frames.length > 0) receive(Buffer.from(frames, 'latin1'))
  }

  function receive(chunk: Buffer): void {
    if (isCut) return
    if (!isUpgraded) return upgrade(chunk)
    deliveries = 0
    read(chunk)
    if (deliveries > 0) options.onDeliveries(deliveries)
  }

  const socket = connect({
    port,
    host: '127.0.0.1',
    localAddress,
    noDelay: true,
    onread: {
      buffer,
      callback(length) {
        receive(buffer.subarray(0, length))
        return true
      },
    },
  })
  socket.on('error', (error) => fault(error.message))
  socket.on('close', () => fault('the connection ended'))
  socket.write(
    `GET ${dialect.path(seat, since)} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\n` +
      'Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
  )

  return {
    seat,
    send: (first, count) => void socket.write(template.frames(first, count)),
    cut() {
      isCut = true
      socket.destroy()
    },
  }
}
