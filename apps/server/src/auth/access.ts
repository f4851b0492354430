import { type ErrorCode, Refusal, type RefusalAbout } from '@mediconnect/protocol'
import type { AccessRule } from '../store/store.ts'

/**
 * Who may be in a room (websockets-module.md, "Chat Permissions").
 * Asked when a socket joins and again at everything it does: what ends takes effect at once.
 */
export const canJoin: AccessRule = (facts) => {
  if (!facts.user?.is_active) return 'WS_001'
  if (!facts.exists) return 'WS_005'
  if (facts.user.role === 'admin') return undefined
  if (!facts.isMember) return 'WS_002'
  if (facts.isTreatment && !facts.isActiveRelationship) return 'WS_002'
  return undefined
}

const DETAILS: Partial<Record<ErrorCode, string>> = {
  WS_001: 'This user is not active.',
  WS_002: 'You are not in this room, or its treatment has ended.',
  WS_005: 'There is no such room.',
}

/** Why a room is closed to someone. A socket does not outlive it. */
export function accessRefusal(code: ErrorCode, about: RefusalAbout = {}): Refusal {
  return new Refusal(code, DETAILS[code] ?? 'You may not be in this room.', about, true)
}
