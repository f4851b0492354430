import { isErrorCode } from '@mediconnect/protocol/client/errors'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { connectionStrings } from '../../i18n/english/connection.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { useNow } from '../../i18n/useNow.ts'
import { AlertIcon } from '../../icons/AlertIcon.ts'
import { OfflineIcon } from '../../icons/OfflineIcon.ts'
import { latePart } from '../../lazy/latePart.tsx'
import { cx } from '../../theme/cx.ts'
import { lateChat } from '../lateChat.ts'

const LateUnsent = latePart(lateChat, (parts) => parts.UnsentRow)

const COUNTDOWN_MS = 1_000

/** How a connection is; times are epoch milliseconds. */
export type Connection =
  | { readonly status: 'idle' }
  | { readonly status: 'connecting'; readonly attempt: number }
  | { readonly status: 'catching_up' }
  | { readonly status: 'connected' }
  | { readonly status: 'waiting'; readonly attempt: number; readonly retryAt: number }
  | { readonly status: 'stopped'; readonly code?: string; readonly message: string }

/** What `ConnectionStatus` takes. */
export interface ConnectionStatusProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  readonly connection: Connection
  /** Messages that wait for the connection. @default 0 */
  readonly pendingCount?: number
  /** Messages refused for good. @default 0 */
  readonly failedCount?: number
  readonly onReconnect?: () => void
  readonly onRetryAll?: () => void
  readonly onDiscardAll?: () => void
}

/** Says what the connection does, what waits for it, and what was not sent. Empty while all is well. */
export const ConnectionStatus = forwardRef<HTMLDivElement, ConnectionStatusProps>(function ConnectionStatus(
  { connection, pendingCount = 0, failedCount = 0, onReconnect, onRetryAll, onDiscardAll, className, ...rest },
  ref,
) {
  const { status } = connection
  return (
    <div ref={ref} className={cx('mc-connection', className)} data-status={status} {...rest}>
      {status !== 'connected' && status !== 'idle' && (
        <Line connection={connection} pendingCount={pendingCount} onReconnect={onReconnect} />
      )}
      {failedCount > 0 && <LateUnsent count={failedCount} onRetryAll={onRetryAll} onDiscardAll={onDiscardAll} />}
    </div>
  )
})

type LineProps = Pick<ConnectionStatusProps, 'connection' | 'pendingCount' | 'onReconnect'>

function Line({ connection, pendingCount = 0, onReconnect }: LineProps) {
  const strings = useStrings(connectionStrings)
  const { status } = connection
  return (
    <div className="mc-connection__row" data-tone={TONES[status]}>
      <span className="mc-connection__say">
        <Sign status={status} />
        <span>
          <span className="mc-connection__line">{headline(connection, strings)}</span>
          {status === 'stopped' ? (
            <span className="mc-connection__detail" dir="auto">
              {connection.code && isErrorCode(connection.code)
                ? strings.stoppedReason(connection.code)
                : connection.message}
            </span>
          ) : (
            pendingCount > 0 && <span className="mc-connection__detail">{strings.waiting(pendingCount)}</span>
          )}
        </span>
      </span>
      {(status === 'waiting' || status === 'stopped') && (
        <span className="mc-connection__actions">
          {status === 'waiting' && <Countdown retryAt={connection.retryAt} />}
          {onReconnect && (
            <button type="button" className="mc-button" onClick={onReconnect}>
              {status === 'waiting' ? strings.tryNow : strings.reconnect}
            </button>
          )}
        </span>
      )}
    </div>
  )
}

const TONES = {
  idle: undefined,
  connecting: undefined,
  catching_up: undefined,
  connected: undefined,
  waiting: 'warning',
  stopped: 'danger',
} as const satisfies Record<Connection['status'], string | undefined>

function Sign({ status }: { status: Connection['status'] }) {
  if (status === 'waiting') return <OfflineIcon />
  if (status === 'stopped') return <AlertIcon />
  return <span className="mc-spinner" aria-hidden="true" />
}

function Countdown({ retryAt }: { retryAt: number }) {
  const strings = useStrings(connectionStrings)
  const now = useNow(COUNTDOWN_MS)
  return (
    <span className="mc-connection__countdown">{strings.retryIn(Math.max(0, Math.ceil((retryAt - now) / 1000)))}</span>
  )
}

function headline(connection: Connection, strings: typeof connectionStrings): string {
  switch (connection.status) {
    case 'idle':
      return ''
    case 'connected':
      return strings.connected
    case 'connecting':
      return connection.attempt > 0 ? strings.reconnecting : strings.connecting
    case 'catching_up':
      return strings.catchingUp
    case 'waiting':
      return strings.offline
    case 'stopped':
      return strings.stopped
  }
}
