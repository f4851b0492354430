import { RealtimeProvider, type AuditEvent, type RealtimeProviderProps } from '@mediconnect/ws-react'

interface SecuredProps extends RealtimeProviderProps {
  readonly endSession: () => void
  readonly record: (event: AuditEvent) => void
}

export function Secured({ endSession, record, ...props }: SecuredProps) {
  return (
    <RealtimeProvider
      {...props}
      idleTimeout={15 * 60_000}
      idleWarning={60_000}
      onIdleLogoff={endSession}
      onSignedOut={endSession}
      onAudit={record}
      renderLocked={() => <h1>You were signed out</h1>}
    />
  )
}
