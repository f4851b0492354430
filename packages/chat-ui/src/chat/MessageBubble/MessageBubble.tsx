import type { ChatEntry, ErrorCode, User } from '@mediconnect/protocol'
import { isErrorCode } from '@mediconnect/protocol/client/errors'
import { forwardRef, memo, type ComponentPropsWithoutRef, type ReactNode } from 'react'
import { useLocale } from '../../i18n/LocaleContext.ts'
import { latePart } from '../../lazy/latePart.tsx'
import { LinkedText } from '../../text/LinkedText.tsx'
import { cx } from '../../theme/cx.ts'
import { displayName } from '../../users/names.ts'
import { useSlot } from '../../slots/useSlot.ts'
import { Avatar } from '../Avatar/Avatar.tsx'
import { DeliveryMark } from './DeliveryMark.tsx'
import { lateChat } from '../lateChat.ts'
import { FilePlace, ImagePlace, VoicePlace } from './AttachmentPlace.tsx'

const LateImage = latePart(lateChat, (parts) => parts.ImageAttachment, ImagePlace)
const LateFile = latePart(lateChat, (parts) => parts.FileAttachment, FilePlace)
const LateVoice = latePart(lateChat, (parts) => parts.VoicePlayer, VoicePlace)
const LateFailure = latePart(lateChat, (parts) => parts.MessageFailure)
const LateProgress = latePart(lateChat, (parts) => parts.UploadProgress)

/** A message's place among those one person wrote in a row. */
export type GroupPosition = 'single' | 'first' | 'middle' | 'last'

/** What `MessageBubble` takes. */
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
    const { formats } = useLocale()
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
          <span className="mc-message__avatar">{ends && <SenderAvatar sender={message.sender} />}</span>
        )}
        <div className="mc-message__column">
          {showSender && !own && starts && (
            <bdi className="mc-message__sender" aria-hidden="true">
              {displayName(message.sender)}
            </bdi>
          )}
          <div className="mc-message__bubble">
            {type !== 'text' && <Attachment message={message} />}
            {message.message && (
              <p className="mc-message__text" dir="auto">
                <LinkedText text={message.message} />
              </p>
            )}
            {progress !== undefined && waits && (
              <LateProgress message={message} progress={progress} onCancel={onDiscard} />
            )}
            <span className="mc-message__meta">
              <time dateTime={message.timestamp} title={formats.dateTime(message.timestamp)}>
                {formats.time(message.timestamp)}
              </time>
              {own && <DeliveryMark state={state} verbose={(showState || state === 'queued') && !failed} />}
            </span>
          </div>
          {failed && <LateFailure message={message} code={codeOf(message)} onRetry={onRetry} onDiscard={onDiscard} />}
        </div>
        {actions && <span className="mc-message__actions">{actions}</span>}
      </div>
    )
  }),
)

function SenderAvatar({ sender }: { readonly sender: User }) {
  const [Part, partProps] = useSlot('Avatar', Avatar)
  return <Part {...partProps({ user: sender, size: 'sm', decorative: true })} />
}

function Attachment({ message }: { readonly message: ChatEntry }) {
  const { message_type: type, metadata } = message
  const [Image, imageProps] = useSlot('ImageAttachment', LateImage)
  const [File, fileProps] = useSlot('FileAttachment', LateFile)
  const [Voice, voiceProps] = useSlot('VoicePlayer', LateVoice)
  switch (type) {
    case 'text':
      return null
    case 'image':
      return <Image {...imageProps({ metadata })} />
    case 'file':
      return <File {...fileProps({ metadata })} />
    case 'voice':
      return <Voice {...voiceProps({ metadata })} />
  }
}

function codeOf({ failure }: ChatEntry): ErrorCode | undefined {
  return failure?.code && isErrorCode(failure.code) ? failure.code : undefined
}
