import type { ConfirmPolicy } from './confirmPolicy.ts'

/** What `confirmPatientFacing` takes. */
export interface PatientFacingOptions {
  /** Asks before every message, not only before the first since the room was opened and before files. @default false */
  readonly always?: boolean
}

/** Asks before something goes to a patient. */
export function confirmPatientFacing({ always = false }: PatientFacingOptions = {}): ConfirmPolicy {
  return ({ targetUser, isFirst, files }) => targetUser?.role === 'patient' && (always || isFirst || files.length > 0)
}
