import type { HeartbeatFrame } from '@mediconnect/protocol'
import { isoTime } from '../isoTime.ts'
import type { Services } from '../session/services.ts'
import type { SessionHandle } from '../session/session.ts'

/** Answers with the server's time. */
export function heartbeat(
  _frame: HeartbeatFrame,
  { session, services }: { session: SessionHandle; services: Services },
): void {
  session.send({ type: 'heartbeat', data: { timestamp: isoTime(services.now()) } })
}
