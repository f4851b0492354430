import { randomUUID } from 'node:crypto'
import { encodeFrame, errorOfCloseCode, type ChatClientFrameInput } from '@mediconnect/protocol'
import { WebSocket } from 'ws'
import { createOrderCheck, type OrderCheck } from './orderCheck.ts'
import { readServerFrame } from './readServerFrame.ts'

/** Messages on their way at the same time, over each connection. */
const WINDOW = 5
/** When an error says to try again, but not when. */
const RETRY_MS = 1_000
const NORMAL_CLOSE = 1000

/** One connection: what it sent and what it saw. */
export interface LoadClient {
  /** Settles when the socket is in the room, or will never be. */
  readonly settled: Promise<void>
  readonly order: OrderCheck
  /** From sending to the own echo, milliseconds. */
  readonly latencies: readonly number[]
  readonly errors: ReadonlyMap<string, number>
  isOpen(): boolean
  sent(): number
  echoed(): number
  /** Messages of this load that came, from all connections. */
  delivered(): number
  /** Sends so many messages. */
  start(messages: number): void
  close(): void
}

interface Options {
  readonly url: URL
  readonly name: string
  /** Every message of this load has it in its text. */
  readonly mark: string
}

export function openLoadClient({ url, name, mark }: Options): LoadClient {
  const socket = new WebSocket(url, { perMessageDeflate: false })
  const order = createOrderCheck()
  const errors = new Map<string, number>()
  const latencies: number[] = []
  const waiting = new Map<string, { readonly sentAt: number; readonly text: string }>()
  const retries = new Set<NodeJS.Timeout>()
  let goal = 0
  let sent = 0
  let echoed = 0
  let delivered = 0
  let isReady = false
  let isClosing = false

  const settled = new Promise<void>((resolve) => {
    socket.on('close', (code) => {
      for (const timer of retries) clearTimeout(timer)
      // What a code of the table stands for was told by a frame before.
      const reason = errorOfCloseCode(code) ?? `closed with ${code}`
      if (!isClosing && !errors.has(reason)) count(reason)
      resolve()
    })
    socket.on('error', (error) => count(error.message))
    socket.on('message', (data) => {
      if (!Buffer.isBuffer(data)) return
      const frame = readServerFrame(data.toString())
      switch (frame.kind) {
        case 'joined':
          if (frame.lastSeq !== undefined) order.startAfter(frame.lastSeq)
          isReady = true
          return resolve()
        case 'message':
          if (frame.seq !== undefined) order.see(frame.seq)
          if (frame.text.includes(mark)) delivered++
          return echo(frame.clientId)
        case 'error':
          count(frame.code)
          return retry(frame.clientId, frame.retryAfter)
        case 'other':
          return
      }
    })
  })

  function count(error: string): void {
    errors.set(error, (errors.get(error) ?? 0) + 1)
  }

  function echo(clientId: string | undefined): void {
    const own = clientId === undefined ? undefined : waiting.get(clientId)
    if (!own || clientId === undefined) return
    waiting.delete(clientId)
    echoed++
    latencies.push(performance.now() - own.sentAt)
    fill()
  }

  /** The same message again, with the same id: the server sees to it that it is stored once. */
  function retry(clientId: string | undefined, retryAfter: number | undefined): void {
    const own = clientId === undefined ? undefined : waiting.get(clientId)
    if (!own || clientId === undefined) return
    const timer = setTimeout(() => {
      retries.delete(timer)
      send(clientId, own.text)
    }, retryAfter ?? RETRY_MS)
    retries.add(timer)
  }

  function fill(): void {
    while (sent < goal && waiting.size < WINDOW && socket.readyState === WebSocket.OPEN) {
      const clientId = randomUUID()
      const text = `${mark} ${name} ${sent + 1}`
      waiting.set(clientId, { sentAt: performance.now(), text })
      send(clientId, text)
      sent++
    }
  }

  function send(client_id: string, message: string): void {
    const frame: ChatClientFrameInput = {
      type: 'send_message',
      data: { message, message_type: 'text', metadata: {}, client_id },
    }
    socket.send(encodeFrame(frame))
  }

  return {
    settled,
    order,
    latencies,
    errors,
    isOpen: () => isReady && socket.readyState === WebSocket.OPEN,
    sent: () => sent,
    echoed: () => echoed,
    delivered: () => delivered,
    start(messages) {
      goal = messages
      fill()
    },
    close() {
      isClosing = true
      socket.close(NORMAL_CLOSE)
    },
  }
}
