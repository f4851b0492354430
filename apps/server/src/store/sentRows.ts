import type { Insertable } from 'kysely'
import { auditRow } from './audit.ts'
import type { Schema } from './schema.ts'
import type { ActionOrigin } from './store.ts'

interface Sent {
  readonly row: { readonly room_name: string; readonly sender_id: number; readonly seq: number }
  readonly draft: { readonly origin: ActionOrigin }
  /** Milliseconds since 1970. */
  readonly at: number
}

type AuditRow = Insertable<Schema['audit_log']>

/** What one socket wrote without anybody in between is one entry of the audit log. */
export function sentRows(all: readonly Sent[]): readonly AuditRow[] {
  const newest = new Map<string, AuditRow>()
  const rows: AuditRow[] = []
  for (const { row, draft, at } of all) {
    const { room_name, sender_id, seq } = row
    const { address, socket_id } = draft.origin
    const before = newest.get(room_name)
    if (before?.socket_id === socket_id && before.user_id === sender_id) {
      before.seq_to = seq
      continue
    }
    const note = {
      action: 'sent',
      user_id: sender_id,
      room_name,
      seq_from: seq,
      seq_to: seq,
      address,
      socket_id,
    } as const
    const entry = auditRow(note, at)
    newest.set(room_name, entry)
    rows.push(entry)
  }
  return rows
}
