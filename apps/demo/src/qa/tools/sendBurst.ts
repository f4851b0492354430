import { createRealtimeClient, selectMessages } from '@mediconnect/ws-react'
import type { DemoUser } from '../../session/demoUsers.ts'
import type { DemoTokens } from './demoTokens.ts'

export interface BurstOptions {
  readonly user: DemoUser
  readonly roomName: string
  readonly count: number
  readonly tokens: DemoTokens
  onProgress(stored: number): void
}

/** Writes so many messages at once, as a client of its own that keeps to the server's limit and tries until all are stored. */
export async function sendBurst({ user, roomName, count, tokens, onProgress }: BurstOptions): Promise<void> {
  const client = createRealtimeClient({
    user,
    getToken: (usedUp) => tokens.of(user.username, usedUp),
    storage: 'memory',
  })
  const release = client.acquireRoom(roomName)
  try {
    const room = client.room(roomName)
    for (let n = 1; n <= count; n += 1) room.sendMessage(`Burst ${n} of ${count}`)
    await new Promise<void>((resolve, reject) => {
      const stop = client.store.subscribe((state) => {
        const { status } = state.connections[roomName] ?? { status: 'idle' }
        const own = selectMessages(roomName)(state).filter(({ sender }) => sender.id === user.id)
        const failed = own.some((message) => message.state === 'failed')
        const stored = own.filter(({ id }) => id !== undefined).length
        onProgress(stored)
        if (status !== 'stopped' && !failed && stored < count) return
        stop()
        if (stored >= count) resolve()
        else reject(new Error(`${user.first_name} may not write into ${roomName}.`))
      })
    })
  } finally {
    release()
    client.dispose()
  }
}
