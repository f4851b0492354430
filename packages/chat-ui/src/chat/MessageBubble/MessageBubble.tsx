import type { ChatEntry } from '@mediconnect/protocol'
import { forwardRef, memo, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { useLocale } from '../../i18n/LocaleContext.tsx'
import { Icon } from '../../icons/Icon.tsx'
import { LinkedText } from '../../text/LinkedText.tsx'
import { cx } from '../../theme/cx.ts'
import { displayName } from '../../users/names.ts'
import { Avatar } from '../Avatar/Avatar.tsx'
import { DeliveryMark } from './DeliveryMark.tsx'
import { FileAttachment } from './FileAttachment.tsx'
import { ImageAttachment } from './ImageAttachment.tsx'
import { VoicePlayer } from './VoicePlayer.tsx'

/** A message's place among those one person wrote in a row. */
export type GroupPosition = 'single' | 'first' | 'middle' | 'last'

export interface MessageBubbleProps extends Omit<ComponentPropsWithoutRef<'div'>, 'children'> {
  readonly message: ChatEntry
  /** Whether the reader wrote it. @default false */
  readonly own?: boolean
  /** @default 'single' */
  readonly group?: GroupPosition
  /** Names the sender above the first message of a row: for groups. @default false */
  readonly showSender?: boolean
  /** Writes the delivery state out beside its icon: for the newest own message. @default false */
  readonly showState?: boolean
  readonly onRetry?: (key: string) => void
  readonly onDiscard?: (key: string) => void
  /** Stands beside the bubble, without taking room: such as a button for a menu. */
  readonly actions?: ReactNode
}

/** One message: text, picture, file or voice, when it was sent, and how far it got. */
export const MessageBubble = memo(
  forwardRef<HTMLDivElement, MessageBubbleProps>(function MessageBubble(
    {
      message,
      own = false,
      group = 'single',
      showSender = false,
      showState = false,
      onRetry,
      onDiscard,
      actions,
      ...props
    },
    ref,
  ) {
    const { className, ...rest } = props
    const { strings, formats } = useLocale()
    const { state, message_type: type, progress } = message
    const starts = group === 'single' || group === 'first'
    const ends = group === 'single' || group === 'last'
    const failed = own && state === 'failed'
    const waits = state === 'queued' || state === 'sending'

    return (
      <div
        ref={ref}
        className={cx('mc-message', className)}
        data-own={own || undefined}
        data-group={group}
        data-type={type}
        data-state={own ? state : undefined}
        {...rest}
      >
        {showSender && !own && (
          <span className="mc-message__avatar">{ends && <Avatar user={message.sender} size="sm" decorative />}</span>
        )}
        <div className="mc-message__column">
          {showSender && !own && starts && (
            <bdi className="mc-message__sender" aria-hidden="true">
              {displayName(message.sender)}
            </bdi>
          )}
          <div className="mc-message__bubble">
            <Attachment message={message} />
            {message.message && (
              <p className="mc-message__text" dir="auto">
                <LinkedText text={message.message} />
              </p>
            )}
            {progress !== undefined && waits && (
              <div
                className="mc-message__progress"
                role="progressbar"
                aria-label={strings.uploading(formats.percent(progress))}
                aria-valuenow={Math.round(progress * 100)}
                style={{ '--mc-progress': progress }}
              />
            )}
            <span className="mc-message__meta">
              <time dateTime={message.timestamp} title={formats.dateTime(message.timestamp)}>
                {formats.time(message.timestamp)}
              </time>
              {own && <DeliveryMark state={state} verbose={(showState || state === 'queued') && !failed} />}
            </span>
          </div>
          {failed && (
            <div className="mc-message__failure">
              <span className="mc-message__reason">
                <Icon name="alert" />
                {message.failure?.message ?? strings.delivery.failed}
              </span>
              {onRetry && (
                <button type="button" className="mc-link-button" onClick={() => onRetry(message.key)}>
                  {strings.retry}
                </button>
              )}
              {onDiscard && (
                <button type="button" className="mc-link-button" onClick={() => onDiscard(message.key)}>
                  {strings.discard}
                </button>
              )}
            </div>
          )}
        </div>
        {actions && <span className="mc-message__actions">{actions}</span>}
      </div>
    )
  }),
)

function Attachment({ message }: { readonly message: ChatEntry }) {
  switch (message.message_type) {
    case 'text':
      return null
    case 'image':
      return <ImageAttachment metadata={message.metadata} />
    case 'file':
      return <FileAttachment metadata={message.metadata} />
    case 'voice':
      return <VoicePlayer metadata={message.metadata} />
  }
}
