import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** A peer that writes bytes as it likes. */
export interface RawSocket {
  readonly socket: Socket
  /** Everything that came so far. */
  received(): Buffer
  /** Settles when the connection is gone, however that happened. */
  readonly closed: Promise<void>
  /** Settles when this text has come, or nothing more can. */
  hears(text: string): Promise<void>
  write(data: string | Buffer): void
}

/** `stays`: it does not hang up when the server does. */
export async function openRaw(port: number, { stays = false } = {}): Promise<RawSocket> {
  const socket = connect({ port, host: '127.0.0.1', noDelay: true, allowHalfOpen: stays })
  const chunks: Buffer[] = []
  socket.on('data', (chunk: Buffer) => chunks.push(chunk))
  // To be cut off is what a hostile peer has to expect.
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => socket.on('close', () => resolve()))
  await Promise.race([new Promise((resolve) => socket.on('connect', resolve)), closed])
  return {
    socket,
    received: () => Buffer.concat(chunks),
    closed,
    async hears(text) {
      let isOver = false
      const over = closed.then(() => {
        isOver = true
      })
      while (!isOver && !Buffer.concat(chunks).includes(text)) {
        await Promise.race([new Promise((resolve) => socket.once('data', resolve)), over])
      }
    },
    write(data) {
      if (socket.writable) socket.write(data)
    },
  }
}

/** The request that opens a WebSocket; a header that is `null` is left out. */
export function upgradeRequest(path: string, headers: Readonly<Record<string, string | null>> = {}): string {
  const all: Record<string, string | null> = {
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': randomBytes(16).toString('base64'),
    ...headers,
  }
  const lines = Object.entries(all).flatMap(([name, value]) => (value === null ? [] : `${name}: ${value}\r\n`))
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`
}

interface FrameParts {
  readonly opcode?: number
  readonly fin?: boolean
  readonly reserved?: number
  readonly isMasked?: boolean
  /** What the header says, if not the truth. */
  readonly length?: bigint
}

/** A WebSocket frame, as right or wrong as one likes. */
export function wsFrame(
  payload: Buffer,
  { opcode = 1, fin = true, reserved = 0, isMasked = true, length = BigInt(payload.length) }: FrameParts = {},
): Buffer {
  const first = (fin ? 0x80 : 0) | (reserved << 4) | opcode
  const mask = isMasked ? 0x80 : 0
  const head =
    length < 126n
      ? Buffer.from([first, mask | Number(length)])
      : length < 65_536n
        ? Buffer.from([first, mask | 126, Number(length) >> 8, Number(length) & 0xff])
        : Buffer.concat([Buffer.from([first, mask | 127]), bigEndian(length)])
  // A mask of zeros leaves the payload as it is.
  return Buffer.concat([head, isMasked ? Buffer.alloc(4) : Buffer.alloc(0), payload])
}

function bigEndian(length: bigint): Buffer {
  const bytes = Buffer.alloc(8)
  bytes.writeBigUInt64BE(BigInt.asUintN(64, length))
  return bytes
}
