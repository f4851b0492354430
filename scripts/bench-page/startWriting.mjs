import { once } from 'node:events'

const A_SECOND = 50

/**
 * The patient writes 50 messages a second into a room, until stopped; tells then how many a second it was.
 * @param {{ server: string, room: string }} options
 */
export async function startWriting({ server, room }) {
  const response = await fetch(`${server}/api/token/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ username: 'patient_doe', password: 'demo' }),
  })
  const { access } = await response.json()
  const address = `${server.replace('http', 'ws')}/ws/chat/${room}/`
  const socket = new WebSocket(address, ['chat', `bearer.${access}`])
  await once(socket, 'open')
  const started = performance.now()
  let sent = 0
  const timer = setInterval(() => {
    // A timer that comes late catches up.
    for (const due = ((performance.now() - started) / 1000) * A_SECOND; sent < due; sent += 1) {
      const data = { message: `Message ${sent} of someone who writes a great deal.`, receiver_id: 123 }
      socket.send(JSON.stringify({ type: 'send_message', data }))
    }
  }, 1000 / A_SECOND)
  return {
    stop: async () => {
      clearInterval(timer)
      socket.close()
      return { sent: (sent * 1000) / (performance.now() - started) }
    },
  }
}
