import { useAttachmentUrl, type MessageTarget } from '@mediconnect/ws-react'
import { forwardRef, useEffect, type ComponentPropsWithoutRef, type ForwardedRef, type ReactNode } from 'react'
import { Announcer } from '../../a11y/Announcer.tsx'
import { ChatAnnouncer } from '../../a11y/ChatAnnouncer.tsx'
import { AttachmentSourceContext } from '../../attachments/AttachmentSourceContext.ts'
import { chatWindowStrings } from '../../i18n/english/chatWindow.ts'
import { connectionStrings } from '../../i18n/english/connection.ts'
import { transcriptStrings } from '../../i18n/english/transcript.ts'
import { useStrings } from '../../i18n/LocaleContext.ts'
import { latePart } from '../../lazy/latePart.tsx'
import { useLateWhenIdle } from '../../lazy/useLateWhenIdle.ts'
import type { ChatSlotPropsGiven, ChatSlots } from '../../slots/ChatSlots.ts'
import { SlotsProvider } from '../../slots/SlotsProvider.tsx'
import { useSlot } from '../../slots/useSlot.ts'
import { Notice } from '../../theme/Notice.tsx'
import { cx } from '../../theme/cx.ts'
import { shortName } from '../../users/shortName.ts'
import { ChatBanner } from '../ChatBanner/ChatBanner.tsx'
import { ChatHeader } from '../ChatHeader/ChatHeader.tsx'
import { lateChat } from '../lateChat.ts'
import { ConnectionStatus } from '../ConnectionStatus/ConnectionStatus.tsx'
import { DropHint } from '../MessageInput/DropHint.tsx'
import { MessageInput } from '../MessageInput/MessageInput.tsx'
import { MessageList } from '../MessageList/MessageList.tsx'
import { TypingIndicator } from '../TypingIndicator/TypingIndicator.tsx'
import { AlertIcon } from '../../icons/AlertIcon.ts'
import { ChatIcon } from '../../icons/ChatIcon.ts'
import { useChatWindow, type ChatWindowApi, type ChatWindowOptions } from './useChatWindow.ts'

const STRINGS = { ...chatWindowStrings, ...connectionStrings, ...transcriptStrings }

const LateConfirm = latePart(
  lateChat,
  (parts) => parts.ConfirmSend,
  undefined,
  ({ onCancel }) => onCancel(),
)

/** What `ChatWindow` takes. */
export interface ChatWindowProps
  extends ChatWindowOptions, Omit<ComponentPropsWithoutRef<'section'>, 'children' | 'title'> {
  /** What everyone must know before they write, such as "Not for emergencies: call 112". */
  readonly banner?: ReactNode
  /** A message to go to, such as the one a link leads to; another one is gone to when it comes. */
  readonly showMessage?: MessageTarget
  /** Stands instead of the header; `null` for none. */
  readonly header?: ReactNode
  /** In the header before the name, such as a way back on a phone. */
  readonly headerLeading?: ReactNode
  /** In the header after the name. */
  readonly headerActions?: ReactNode
  /** Parts to put in place of the kit's own. */
  readonly slots?: ChatSlots
  /** Props for the parts, merged with those they get. */
  readonly slotProps?: ChatSlotPropsGiven
}

/** A whole conversation, live. Must be used inside `<RealtimeProvider>`; fills the height it is given. */
export const ChatWindow = forwardRef<HTMLElement, ChatWindowProps>(function ChatWindow(
  { slots, slotProps, ...props },
  ref,
) {
  return (
    <AttachmentSourceContext.Provider value={useAttachmentUrl}>
      <SlotsProvider slots={slots} slotProps={slotProps}>
        {/* A room begins with nothing of another: no scroll position, no staged file, no recording, no question. */}
        <Room key={`${props.currentUser.id} ${props.roomName}`} {...props} sectionRef={ref} />
      </SlotsProvider>
    </AttachmentSourceContext.Provider>
  )
})

interface RoomProps extends Omit<ChatWindowProps, 'slots' | 'slotProps'> {
  readonly sectionRef: ForwardedRef<HTMLElement>
}

function Room(props: RoomProps) {
  const { roomName, currentUser, targetUser, title, memberCount, patientContext, confirmSend, ...others } = props
  const { sectionRef, showMessage, banner, header, headerLeading, headerActions, className, ...rest } = others
  const strings = useStrings(STRINGS)
  const options = { roomName, currentUser, targetUser, title, memberCount, patientContext, confirmSend }
  const window = useChatWindow(options)
  const { refusal, chat } = window
  useShowMessage(window, showMessage)
  useLateWhenIdle(lateChat)
  const [Header, headerProps] = useSlot('Header', ChatHeader)
  const [Banner, bannerProps] = useSlot('Banner', ChatBanner)
  const [List, listProps] = useSlot('MessageList', MessageList)
  const [Empty, emptyProps] = useSlot('Empty', Notice)
  const [Connection, connectionProps] = useSlot('ConnectionStatus', ConnectionStatus)
  const [Typing, typingProps] = useSlot('TypingIndicator', TypingIndicator)
  const [Composer, composerProps] = useSlot('Composer', MessageInput)
  const [Confirm, confirmProps] = useSlot('ConfirmSend', LateConfirm)

  return (
    <section ref={sectionRef} {...window.getRootProps({ ...rest, className: cx('mc-chat-window', className) })}>
      <Announcer>
        <div className="mc-chat-window__head">
          {header === undefined ? (
            <Header {...headerProps(window.getHeaderProps({ leading: headerLeading, actions: headerActions }))} />
          ) : (
            header !== null && <div data-mc-region="header">{header}</div>
          )}
          {banner && <Banner {...bannerProps({ children: banner })} />}
        </div>
        <div className="mc-chat-window__body">
          <List
            {...listProps(
              window.getMessageListProps({
                empty: refusal ? (
                  <Notice
                    icon={AlertIcon}
                    tone="danger"
                    title={strings.notOpen}
                    text={strings.stoppedReason(refusal)}
                  />
                ) : (
                  <Empty
                    {...emptyProps({
                      icon: ChatIcon,
                      title: strings.emptyTitle,
                      text: strings.emptyText(targetUser && shortName(targetUser)),
                    })}
                  />
                ),
              }),
            )}
          />
          {!(refusal && chat.messages.length === 0) && (
            <Connection
              {...connectionProps(window.getConnectionStatusProps({ className: 'mc-chat-window__connection' }))}
            />
          )}
        </div>
        <div className="mc-chat-window__foot">
          <div className="mc-chat-window__typing">
            <Typing {...typingProps(window.getTypingIndicatorProps())} />
          </div>
          <Composer {...composerProps(window.getComposerProps())} />
        </div>
        {window.isDragging && <DropHint />}
        {window.isConfirming && <Confirm {...confirmProps(window.getConfirmSendProps())} />}
        <ChatAnnouncer {...window.getAnnouncerProps()} />
      </Announcer>
    </section>
  )
}

function useShowMessage({ chat, showMessage }: ChatWindowApi, target: MessageTarget | undefined) {
  const { status } = chat.history
  const seq = target && 'seq' in target ? target.seq : undefined
  const messageId = target && 'messageId' in target ? target.messageId : undefined

  useEffect(() => {
    // The room opens at its end first: that takes one page, and the way back leads there.
    if (status !== 'ready') return
    if (seq !== undefined) void showMessage({ seq })
    else if (messageId !== undefined) void showMessage({ messageId })
  }, [status, seq, messageId, showMessage])
}
