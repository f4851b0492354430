import type { ChatMessage } from '@mediconnect/protocol'
import type { OwnMessage, SeenMessage } from './seenMessage.ts'

/** What one client saw of a room, in the order in which it came, and what became of its own messages. */
export interface MessageLog {
  readonly seen: readonly SeenMessage[]
  readonly own: ReadonlyMap<string, OwnMessage>
  /** Messages that came again without being asked for. */
  doubled(): number
  lastSeq(): number
  say(message: string, client_id: string, isShared: boolean): OwnMessage
  /** Notes a message that came. Gives its client_id if it is one of the client's own. */
  take(message: ChatMessage): string | undefined
}

export function createMessageLog(userId: number, complain: (problem: string) => void): MessageLog {
  const seen: SeenMessage[] = []
  const own = new Map<string, OwnMessage>()
  let lastSeq = 0
  let doubled = 0

  /** Sent again, or by two clients, a message comes again too: once for each time. */
  function mayRepeat(mine: OwnMessage | undefined): boolean {
    return mine !== undefined && mine.copies <= mine.sends + (mine.isShared ? 1 : 0)
  }

  return {
    seen,
    own,
    doubled: () => doubled,
    lastSeq: () => lastSeq,
    say(message, client_id, isShared) {
      const mine: OwnMessage = { client_id, message, isShared, sends: 0, copies: 0, echo: undefined }
      own.set(client_id, mine)
      return mine
    },
    take({ id, seq, sender, client_id = null, message }) {
      const mine = sender.id === userId && client_id !== null ? own.get(client_id) : undefined
      if (seq === undefined) {
        complain('A message had no seq.')
        return mine?.client_id
      }
      if (mine) {
        mine.copies++
        if (mine.echo && (mine.echo.id !== id || mine.echo.seq !== seq)) {
          complain(`One client_id came as message ${mine.echo.id} (seq ${mine.echo.seq}) and as ${id} (seq ${seq}).`)
        }
        mine.echo ??= { id, seq }
      }
      if (seq === lastSeq + 1) {
        lastSeq = seq
        seen.push({ id, seq, sender_id: sender.id, client_id, message })
      } else if (seq <= lastSeq) {
        if (!mayRepeat(mine)) doubled++
      } else if (mine === undefined || (mine.sends < 2 && !mine.isShared)) {
        complain(`A gap: seq ${seq} came after ${lastSeq}.`)
        lastSeq = seq
        seen.push({ id, seq, sender_id: sender.id, client_id, message })
      }
      return mine?.client_id
    },
  }
}
