import { doctor, patient } from '../people.ts'

interface Peer {
  send(text: string): void
  close(code: number): void
}

interface Stored {
  readonly id: number
  readonly sender: { readonly id: number; readonly username: string }
  readonly client_id?: string
  readonly message: string
}

/** A server for the tabs of one user in one room. */
export interface TabServer {
  accept(url: string, peer: Peer): { receive(text: string): void; closed(): void }
  fetch(url: string, body: unknown): Promise<Response>
  /** What is stored, in order. */
  readonly texts: string[]
  /** Texts of all `send_message` that came, also those it knew already. */
  readonly received: string[]
  /** The other one writes. */
  say(message: string): void
  /** While held, what comes is stored, and nobody is told. */
  hold(): void
  release(): void
  /** While held, uploads do not end. */
  holdUploads(): void
  finishUploads(): void
  readonly uploads: string[]
  /** How many sockets are open. */
  readonly sockets: number
}

/** Waits for the user on every notification socket; nobody is told that it was read. */
const notification = {
  id: '0190a7e0-0000-7000-8000-000000000001',
  notification_type: 'system',
  title: 'Hello',
  message: 'Look',
  priority: 'high',
  created_at: '2024-01-15T10:00:00Z',
}

/** `isBare`: it knows only websockets-module.md, so that what is sent twice is stored twice. */
export function createTabServer({ isBare = false } = {}): TabServer {
  const stored: Stored[] = []
  const received: string[] = []
  const peers = new Set<Peer>()
  const uploads: string[] = []
  let isHeld = false
  let isUploadHeld = false
  let untold: Stored[] = []
  let waiting: (() => void)[] = []

  const frame = (type: string, data: object): string => JSON.stringify({ type, data })
  const wire = ({ id, sender, client_id, message }: Stored): object => ({
    id,
    sender: { id: sender.id, username: sender.username },
    message,
    message_type: 'text',
    timestamp: new Date().toISOString(),
    is_read: false,
    metadata: {},
    ...(isBare ? {} : { seq: id, client_id, room_name: '123_456' }),
  })
  const tell = (message: Stored): void => {
    for (const peer of peers) peer.send(frame('chat_message', wire(message)))
  }

  function store(message: string, client_id?: string): void {
    received.push(message)
    const known = isBare ? undefined : stored.find((other) => other.client_id === client_id)
    const kept = known ?? { id: stored.length + 1, sender: doctor, message, client_id }
    if (!known) stored.push(kept)
    if (isHeld) untold.push(kept)
    else tell(kept)
  }

  return {
    accept: (url, peer) => {
      if (url.includes('/ws/notifications/')) {
        peer.send(frame('new_notification', notification))
        return { receive: () => undefined, closed: () => undefined }
      }
      peers.add(peer)
      const since = new URL(url).searchParams.get('since')
      const added = isBare ? {} : { last_seq: stored.length, user_status: [] }
      peer.send(frame('connection_status', { status: 'connected', active_users: [doctor.id], ...added }))
      if (!isBare && since !== null) {
        for (const message of stored.slice(Number(since))) peer.send(frame('chat_message', wire(message)))
      }
      return {
        receive: (text) => {
          const { type, data } = JSON.parse(text) as { type: string; data: { message?: string; client_id?: string } }
          if (type === 'send_message') store(data.message ?? '', data.client_id)
        },
        closed: () => void peers.delete(peer),
      }
    },
    fetch: async (url, body) => {
      if (body) {
        if (isUploadHeld) await new Promise<void>((resolve) => waiting.push(resolve))
        uploads.push('file')
        return Response.json({ file_url: '/api/uploads/1/a.txt', file_name: 'a.txt', file_size: 1, file_type: 'file' })
      }
      const { pathname, searchParams } = new URL(url)
      if (!pathname.includes('/messages/')) return Response.json({ results: [] })
      const newest = stored.toReversed().slice(0, 50).map(wire)
      if (isBare) return Response.json(Number(searchParams.get('page') ?? 1) === 1 ? newest : [])
      return Response.json({ results: newest, has_more: false })
    },
    get texts() {
      return stored.map(({ message }) => message)
    },
    received,
    uploads,
    say: (message) => {
      const said = { id: stored.length + 1, sender: patient, message }
      stored.push(said)
      tell(said)
    },
    hold: () => {
      isHeld = true
    },
    release: () => {
      isHeld = false
      untold.forEach(tell)
      untold = []
    },
    holdUploads: () => {
      isUploadHeld = true
    },
    finishUploads: () => {
      isUploadHeld = false
      waiting.forEach((go) => go())
      waiting = []
    },
    get sockets() {
      return peers.size
    },
  }
}
