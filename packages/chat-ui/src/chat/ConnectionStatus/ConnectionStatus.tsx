import { isErrorCode } from '@mediconnect/protocol'
import { forwardRef, type ComponentPropsWithoutRef } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import type { Strings } from '../../i18n/strings.ts'
import { useNow } from '../../i18n/useNow.ts'
import { Icon } from '../../icons/Icon.tsx'
import { cx } from '../../theme/cx.ts'

const COUNTDOWN_MS = 1_000

/** How a connection is; times are epoch milliseconds. */
export type Connection =
  | { readonly status: 'idle' }
  | { readonly status: 'connecting'; readonly attempt: number }
  | { readonly status: 'catching_up' }
  | { readonly status: 'connected' }
  | { readonly status: 'waiting'; readonly attempt: number; readonly retryAt: number }
  | { readonly status: 'stopped'; readonly code?: string; readonly message: string }

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

/** Says what the connection does, and what waits for it. Silent and empty while all is well. */
export const ConnectionStatus = forwardRef<HTMLDivElement, ConnectionStatusProps>(function ConnectionStatus(
  { connection, pendingCount = 0, failedCount = 0, onReconnect, onRetryAll, onDiscardAll, className, ...rest },
  ref,
) {
  const { strings } = useLocale()
  const { status } = connection
  const calm = status === 'connected' || status === 'idle'
  const line = headline(connection, strings)
  const waits = !calm && status !== 'stopped' && pendingCount > 0

  return (
    <div ref={ref} className={cx('mc-connection', className)} data-status={status} {...rest}>
      {/* Always mounted: a live region only speaks of changes. */}
      <div role={status === 'stopped' ? 'alert' : 'status'} className={calm ? 'mc-sr-only' : 'mc-connection__say'}>
        {!calm && <Sign status={status} />}
        <span className="mc-connection__text">
          <span className="mc-connection__line">{line}</span>
          {waits && <span className="mc-connection__detail">{strings.waiting(pendingCount)}</span>}
          {status === 'stopped' && (
            <span className="mc-connection__detail">
              {connection.code && isErrorCode(connection.code)
                ? strings.stoppedReason(connection.code)
                : connection.message}
            </span>
          )}
        </span>
      </div>
      {status === 'waiting' && <Countdown retryAt={connection.retryAt} />}
      {(status === 'waiting' || status === 'stopped') && onReconnect && (
        <button type="button" className="mc-button" onClick={onReconnect}>
          {status === 'waiting' ? strings.tryNow : strings.reconnect}
        </button>
      )}
      {calm && failedCount > 0 && (
        <>
          <div role="alert" className="mc-connection__say" data-tone="danger">
            <Icon name="alert" />
            <span className="mc-connection__line">{strings.notSent(failedCount)}</span>
          </div>
          {onRetryAll && (
            <button type="button" className="mc-button" onClick={onRetryAll}>
              {strings.retryAll}
            </button>
          )}
          {onDiscardAll && (
            <button type="button" className="mc-button" data-variant="plain" onClick={onDiscardAll}>
              {strings.discardAll}
            </button>
          )}
        </>
      )}
    </div>
  )
})

function Sign({ status }: { status: Connection['status'] }) {
  if (status === 'waiting') return <Icon name="offline" />
  if (status === 'stopped') return <Icon name="alert" />
  return <span className="mc-spinner" aria-hidden="true" />
}

/** Outside the live region, which would otherwise speak every second. */
function Countdown({ retryAt }: { retryAt: number }) {
  const { strings } = useLocale()
  const now = useNow(COUNTDOWN_MS)
  return (
    <span className="mc-connection__countdown">{strings.retryIn(Math.max(0, Math.ceil((retryAt - now) / 1000)))}</span>
  )
}

function headline(connection: Connection, strings: Strings): string {
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
