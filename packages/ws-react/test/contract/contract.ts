import { describe } from 'vitest'
import { describeChat } from './chat.contract.ts'
import { describeHttp } from './http.contract.ts'
import { describeNotifications } from './notifications.contract.ts'
import { describeSession } from './session.contract.ts'
import type { StartTarget } from './target.ts'

/** What a client sees of a server that speaks the contract, whichever it is. */
export function describeContract(start: StartTarget): void {
  describe('in a room', () => describeChat(start))
  describe('in its session', () => describeSession(start))
  describe('of notifications', () => describeNotifications(start))
  describe('over HTTP', () => describeHttp(start))
}
